import type { Tracker } from '../conversation.ts'
import type { Action } from './action.ts'
import { discountCodes } from './discount-codes.ts'
import { dateInWords, isChinese } from './in-words.ts'
import { saidNow } from './this-turn.ts'

const name = 'action_check_discount'

/** Whether a discount code is good, and why not. */
export const checkDiscount: Action = async ({ tracker, now }) => {
  const code = codeIn(tracker)
  if (code === null) {
    return { slots: { wish: name }, says: [{ response: 'utter_which_discount_code' }] }
  }
  const slots = { wish: null, discount_code: null }
  const known = discountCodes.find((discount) => discount.code === code)
  if (!known) return { slots, says: [{ response: 'utter_discount_unknown', facts: { code } }] }
  const zh = isChinese(tracker.language)
  const facts = {
    code,
    percent: `${Math.round(known.share * 100)}%`,
    until: dateInWords(known.until, tracker.language),
    terms: zh ? known.termsZh : known.terms,
  }
  const isGood = Date.parse(known.until) >= now.getTime()
  return { slots, says: [{ response: `utter_discount_${isGood ? 'valid' : 'expired'}`, facts }] }
}

/** As an entity, or as a word that is one of our codes. */
function codeIn(tracker: Tracker): string | null {
  const text = (tracker.latest?.text ?? '').toUpperCase()
  const known = discountCodes.find(({ code }) => text.includes(code))
  if (known) return known.code
  const said = tracker.slots['discount_code']
  const isFresh = saidNow(tracker, 'discount_code') && typeof said === 'string'
  return isFresh ? said.replaceAll(/\s/g, '').toUpperCase() : null
}
