import { ordersOf } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { orderInWords } from './in-words.ts'
import { readOf } from './pick-order.ts'

/** The customer's latest orders, a line each. */
export const myOrders = forOwner('action_my_orders', async ({ tracker, db }, customer) => {
  const orders = await ordersOf(db, customer, 5)
  if (orders.length === 0) return { says: [{ response: 'utter_no_orders' }] }
  const lines = orders.map((order) => orderInWords(order, tracker.language))
  return {
    says: [{ response: 'utter_my_orders', facts: { orders: lines.join('\n') } }],
    reads: orders.map(readOf),
  }
})
