import type { Json } from '../conversation.ts'
import type { Action } from './action.ts'
import { isEmail } from './is-email.ts'
import { orderNumberOf } from './order-number.ts'
import { actionsThisTurn } from './this-turn.ts'

/** Looks at the shape alone: whether they belong together is told only for both at once. */
export const validateProofForm: Action = async ({ tracker, filled = {} }) => {
  // After a failure both are asked for anew: either may have been the wrong one.
  if (actionsThisTurn(tracker).includes('action_check_proof')) {
    return { slots: { order_number: null, email: null } }
  }
  const slots: Record<string, Json> = {}
  const faults: string[] = []
  if ('order_number' in filled) {
    slots['order_number'] = orderNumberOf(filled['order_number'])
    if (slots['order_number'] === null) faults.push('utter_invalid_order_number')
  }
  if ('email' in filled) {
    slots['email'] = isEmail(filled['email']) ? filled['email'].trim() : null
    if (slots['email'] === null) faults.push('utter_invalid_email')
  }
  // Whoever gives the one when asked for the other has made no mistake.
  const isOneGiven = Object.values(slots).some((value) => value !== null)
  return { slots, says: isOneGiven ? [] : faults.map((response) => ({ response })) }
}
