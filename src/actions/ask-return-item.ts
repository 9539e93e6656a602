import type { Button } from '../conversation.ts'
import { findOrder } from '../crm/orders.ts'
import { returnsOfOrder } from '../crm/returns.ts'
import type { Action } from './action.ts'
import { nameOf } from './in-words.ts'
import { orderNumberOf } from './order-number.ts'
import { orderNotFound, readOf } from './pick-order.ts'
import { itemsToReturn } from './returnable.ts'

const mostButtons = 6

/** The question of return_form which item it is, with a button for each of the order. */
export const askReturnItem: Action = async ({ tracker, db }) => {
  const number = orderNumberOf(tracker.slots['order_number']) ?? ''
  const order = await findOrder(db, number)
  if (!order || order.customer !== tracker.customer) return orderNotFound(number)
  const items = itemsToReturn(order, await returnsOfOrder(db, order.number))
  const buttons = items.slice(0, mostButtons).map((item): Button => ({
    title: nameOf(item, tracker.language),
    payload: `/inform${JSON.stringify({ product: item.sku })}`,
  }))
  return {
    says: [
      { response: 'utter_ask_return_form_product', facts: { order_number: order.number }, buttons },
    ],
    reads: [readOf(order)],
  }
}
