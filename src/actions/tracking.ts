import { ordersOf } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { statusInWords } from './in-words.ts'
import { orderFacts, shipmentOf } from './order-facts.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'

const name = 'action_tracking'

/** The tracking number of a parcel that is on its way, or of the order that is named. */
export const tracking = forOwner(name, async ({ tracker, db }, customer) => {
  const { language } = tracker
  const orders = await ordersOf(db, customer)
  const pick = pickOrder(tracker, orders, ({ status }) => status === 'shipped')
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick && pick.fitting.length > 0) {
    return askWhichOrder(pick.fitting, name, tracker)
  }
  const order = 'order' in pick ? pick.order : orders[0]
  if (!order) return { says: [{ response: 'utter_no_orders' }] }

  const shipment = shipmentOf(order)
  const facts = {
    ...orderFacts(order, language),
    status: statusInWords(shipment?.status ?? order.status, language),
  }
  const response = !shipment?.tracking
    ? 'utter_no_tracking'
    : shipment.expectedAt && !shipment.deliveredAt
      ? 'utter_tracking'
      : 'utter_tracking_no_date'
  return {
    slots: { order_number: order.number },
    says: [{ response, facts }],
    reads: [readOf(order)],
  }
})
