import type { Json } from '../conversation.ts'
import { ordersOf } from '../crm/orders.ts'
import { findReturn, returnsOf } from '../crm/returns.ts'
import { forOwner } from './for-owner.ts'
import { forgotten } from './forgotten.ts'
import { itemsInWords } from './in-words.ts'
import { matchItems } from './match-items.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'
import { referenceNumber } from './reference-number.ts'
import { returnFacts } from './return-facts.ts'
import { isReturnable, itemsToReturn, whyNotReturnable } from './returnable.ts'

const name = 'action_request_return'

/** Files a return or an exchange once return_form has all it needs, and starts that form before. */
export const requestReturn = forOwner(name, async ({ tracker, db, now, turn }, customer) => {
  const [orders, returns] = await Promise.all([ordersOf(db, customer), returnsOf(db, customer)])
  const pick = pickOrder(tracker, orders, (order) => isReturnable(order, returns, now))
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick) {
    if (pick.fitting.length > 0) return askWhichOrder(pick.fitting, name, tracker)
    return { says: [{ response: orders[0] ? 'utter_nothing_to_return' : 'utter_no_orders' }] }
  }
  const { order } = pick
  const reads = [readOf(order)]
  const facts = returnFacts(order, tracker.language)
  const why = whyNotReturnable(order, returns, now)
  if (why) {
    const slots = { ...forgotten, order_number: order.number }
    return { slots, says: [{ response: why, facts }], reads }
  }

  const left = itemsToReturn(order, returns)
  const { product, return_reason: reason, return_wish: wish } = tracker.slots
  // An order of one item leaves no choice, unless something else was named.
  const items = product == null && left.length === 1 ? left : matchItems(textOf(product), left)
  const skus = items.map(({ sku }) => sku)
  if (items.length === 0 || !textOf(reason) || (wish !== 'refund' && wish !== 'exchange')) {
    return {
      slots: { order_number: order.number, product: skus.join(',') || null },
      followUp: 'return_form',
      reads,
    }
  }
  const number = await referenceNumber('R', turn, async (taken) => !!(await findReturn(db, taken)))
  return {
    slots: { ...forgotten, order_number: order.number },
    says: [
      {
        response: `utter_return_requested_${wish}`,
        facts: {
          ...facts,
          return_number: number,
          item: itemsInWords(items, tracker.language),
        },
      },
    ],
    changes: [
      { do: 'request-return', number, order: order.number, skus, reason: textOf(reason), wish },
    ],
    reads,
  }
})

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
