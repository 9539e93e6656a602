import type { Order } from '../crm/orders.ts'
import { ordersOf } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { isOpen, orderFacts, shipmentOf } from './order-facts.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'

const name = 'action_order_status'

/** Where an order is: the one that is meant, the only open one, or else the latest. */
export const orderStatus = forOwner(name, async ({ tracker, db, now }, customer) => {
  const orders = await ordersOf(db, customer)
  const pick = pickOrder(tracker, orders, isOpen)
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick && pick.fitting.length > 0) {
    return askWhichOrder(pick.fitting, name, tracker)
  }
  const order = 'order' in pick ? pick.order : orders[0]
  if (!order) return { says: [{ response: 'utter_no_orders' }] }
  return {
    slots: { order_number: order.number },
    says: [{ response: responseFor(order, now), facts: orderFacts(order, tracker.language) }],
    reads: [readOf(order)],
  }
})

function responseFor(order: Order, now: Date): string {
  if (order.status !== 'shipped') return `utter_order_${order.status}`
  const shipment = shipmentOf(order)
  if (!shipment?.expectedAt) return 'utter_order_shipped_no_date'
  return isLate(shipment.expectedAt, now) ? 'utter_order_late' : 'utter_order_shipped'
}

/** The expected day itself is not late. */
function isLate(expectedAt: string, now: Date): boolean {
  return expectedAt.slice(0, 10) < now.toISOString().slice(0, 10)
}
