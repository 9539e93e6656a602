import type { Json, Saying, Tracker } from '../conversation.ts'
import { type Order, findOrder } from '../crm/orders.ts'
import { type Return, returnsOfOrder } from '../crm/returns.ts'
import type { Action } from './action.ts'
import { matchItems } from './match-items.ts'
import { orderNumberOf } from './order-number.ts'
import { readOf } from './pick-order.ts'
import { problemOf } from './problem-of.ts'
import { returnFacts } from './return-facts.ts'
import { itemsToReturn, whyNotReturnable } from './returnable.ts'
import { isCorrection } from './this-turn.ts'

type Slots = Record<string, Json>

/** The order must be the customer's and can still be sent back; the item must be of that order. */
export const validateReturnForm: Action = async ({ tracker, db, now, filled = {} }) => {
  // Nothing of an order is looked at for somebody unproven: ended, it asks for proof.
  if (tracker.customer === null) return { slots: { requested_slot: null } }
  const slots: Slots = words(filled, tracker)

  const number = orderNumberOf(filled['order_number'] ?? tracker.slots['order_number'])
  const order = number === null ? null : await findOrder(db, number)
  if (order?.customer !== tracker.customer) {
    const response = number === null ? 'utter_invalid_order_number' : 'utter_order_not_found'
    const says = [{ response, facts: { order_number: number ?? '' } }]
    return {
      slots: { ...slots, order_number: null },
      says: 'order_number' in filled ? says : [],
    }
  }
  const returns = await returnsOfOrder(db, order.number)
  const facts = returnFacts(order, tracker.language)
  const reads = [readOf(order)]
  const why = whyNotReturnable(order, returns, now)
  if (why) {
    return { slots: { ...slots, order_number: null }, says: [{ response: why, facts }], reads }
  }

  const says: Saying[] = []
  if ('order_number' in filled) slots['order_number'] = order.number
  const product = itemOf(order, returns, filled, tracker)
  if (product !== undefined) slots['product'] = product.skus
  if (product?.isUnknown) says.push({ response: 'utter_item_not_in_order', facts })
  if ('return_wish' in filled && slots['return_wish'] === null) {
    says.push({ response: 'utter_invalid_return_wish' })
  }
  return { slots, says, reads }
}

/** What needs no look at the order. */
function words(filled: Readonly<Slots>, tracker: Tracker): Slots {
  const slots: Slots = {}
  if (isCorrection(tracker, filled['product'])) slots['product'] = null
  if ('return_reason' in filled) {
    const reason = filled['return_reason']
    slots['return_reason'] = isCorrection(tracker, reason) ? null : problemOf(reason)
  }
  if ('return_wish' in filled) {
    const wish = filled['return_wish'] ?? null
    slots['return_wish'] = wish === 'refund' || wish === 'exchange' ? wish : null
  }
  return slots
}

/** The item as SKUs of the order; null when it holds none such. */
function itemOf(
  order: Order,
  returns: readonly Return[],
  filled: Readonly<Slots>,
  tracker: Tracker,
): { readonly skus: string | null; readonly isUnknown: boolean } | undefined {
  // Another order may not hold what was chosen from the one before.
  const chosen = 'order_number' in filled ? tracker.slots['product'] : null
  const named = isCorrection(tracker, filled['product']) ? null : filled['product']
  const said = named ?? chosen
  if (typeof said !== 'string') return undefined
  const skus = matchItems(said, itemsToReturn(order, returns)).map(({ sku }) => sku)
  return { skus: skus.join(',') || null, isUnknown: skus.length === 0 }
}
