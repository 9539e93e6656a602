import type { Json, Saying } from '../conversation.ts'
import { findOrder } from '../crm/orders.ts'
import { returnsOfOrder } from '../crm/returns.ts'
import type { Action } from './action.ts'
import { matchItems } from './match-items.ts'
import { orderNumberOf } from './order-number.ts'
import { problemOf } from './problem-of.ts'
import { readOf } from './pick-order.ts'
import { returnFacts } from './return-facts.ts'
import { itemsToReturn, whyNotReturnable } from './returnable.ts'
import { isCorrection } from './this-turn.ts'

/** The order must be the customer's and can still be sent back; the item must be of that order. */
export const validateReturnForm: Action = async ({ tracker, db, now, filled = {} }) => {
  // Nothing of an order is looked at for somebody unproven: ended, it asks for proof.
  if (tracker.customer === null) return { slots: { requested_slot: null } }
  const slots: Record<string, Json> = {}
  const says: Saying[] = []

  const number = orderNumberOf(filled['order_number'] ?? tracker.slots['order_number'])
  const order = number === null ? null : await findOrder(db, number)
  if (order?.customer !== tracker.customer) {
    const response = number === null ? 'utter_invalid_order_number' : 'utter_order_not_found'
    if ('order_number' in filled) says.push({ response, facts: { order_number: number ?? '' } })
    return { slots: { order_number: null }, says }
  }
  const returns = await returnsOfOrder(db, order.number)
  const facts = returnFacts(order, tracker.language)
  const why = whyNotReturnable(order, returns, now)
  if (why) {
    return {
      slots: { order_number: null },
      says: [{ response: why, facts }],
      reads: [readOf(order)],
    }
  }
  if ('order_number' in filled) slots['order_number'] = order.number

  const left = itemsToReturn(order, returns)
  // Another order may not hold what was chosen from the one before.
  const chosen = 'order_number' in filled ? tracker.slots['product'] : null
  const named = isCorrection(tracker, filled['product']) ? null : filled['product']
  const said = named ?? chosen ?? null
  const items = matchItems(typeof said === 'string' ? said : '', left)
  if (items.length > 0) slots['product'] = items.map(({ sku }) => sku).join(',')
  else if ('product' in filled || said !== null) {
    slots['product'] = null
    if (said !== null) says.push({ response: 'utter_item_not_in_order', facts })
  }
  if ('return_reason' in filled) {
    const reason = filled['return_reason']
    slots['return_reason'] = isCorrection(tracker, reason) ? null : problemOf(reason)
  }
  if ('return_wish' in filled) {
    const wish = filled['return_wish'] ?? null
    slots['return_wish'] = wish === 'refund' || wish === 'exchange' ? wish : null
    if (slots['return_wish'] === null) says.push({ response: 'utter_invalid_return_wish' })
  }
  return { slots, says, reads: [readOf(order)] }
}
