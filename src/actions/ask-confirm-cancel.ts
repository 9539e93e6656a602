import { findOrder } from '../crm/orders.ts'
import type { Action } from './action.ts'
import { orderFacts } from './order-facts.ts'
import { orderNumberOf } from './order-number.ts'
import { orderNotFound, readOf } from './pick-order.ts'

/** The question of confirm_cancel_form, with what the order holds and costs. */
export const askConfirmCancel: Action = async ({ tracker, db }) => {
  const number = orderNumberOf(tracker.slots['cancel_number']) ?? ''
  const order = await findOrder(db, number)
  if (!order || order.customer !== tracker.customer) return orderNotFound(number)
  return {
    says: [{ response: 'utter_confirm_cancel', facts: orderFacts(order, tracker.language) }],
    reads: [readOf(order)],
  }
}
