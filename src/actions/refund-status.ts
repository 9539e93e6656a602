import type { Order } from '../crm/orders.ts'
import { ordersOf } from '../crm/orders.ts'
import type { Return } from '../crm/returns.ts'
import { returnsOf } from '../crm/returns.ts'
import { forOwner } from './for-owner.ts'
import { dateInWords } from './in-words.ts'
import { orderFacts } from './order-facts.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'

const name = 'action_refund_status'

/** How far the money of a return or a cancelled order is. */
export const refundStatus = forOwner(name, async ({ tracker, db }, customer) => {
  const { language } = tracker
  const [orders, returns] = await Promise.all([ordersOf(db, customer), returnsOf(db, customer)])
  const returnOf = ({ number }: Order) => returns.find(({ order }) => order === number)
  const pick = pickOrder(tracker, orders, (order) => isOnItsWay(order, returnOf(order)))
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick && pick.fitting.length > 0) {
    return askWhichOrder(pick.fitting, name, tracker)
  }
  const order = 'order' in pick ? pick.order : null
  if (!order) return { says: [{ response: 'utter_no_refund' }] }

  const asked = returnOf(order)
  return {
    slots: { order_number: order.number },
    says: [
      {
        response: responseFor(order, asked),
        facts: {
          ...orderFacts(order, language),
          return_number: asked?.number ?? '',
          requested: asked ? dateInWords(asked.askedAt, language) : '',
        },
      },
    ],
    reads: [readOf(order), ...(asked ? [`return ${asked.number}`] : [])],
  }
})

const isOnItsWay = (order: Order, asked: Return | undefined): boolean =>
  asked !== undefined || order.status === 'cancelled' || order.status === 'returned'

function responseFor(order: Order, asked: Return | undefined): string {
  if (asked?.status === 'refused') return 'utter_return_refused'
  if (asked?.wish === 'exchange') {
    return asked.status === 'requested' ? 'utter_exchange_requested' : 'utter_exchange_sent'
  }
  if (asked) return `utter_refund_${asked.status === 'exchanged' ? 'refunded' : asked.status}`
  if (order.status === 'cancelled') return 'utter_refund_cancelled'
  return order.status === 'returned' ? 'utter_refund_received' : 'utter_no_refund'
}
