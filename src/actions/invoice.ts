import { ordersOf } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { itemsInWords, moneyInWords } from './in-words.ts'
import { orderFacts } from './order-facts.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'

const name = 'action_invoice'

/** What an order cost, line by line. */
export const invoice = forOwner(name, async ({ tracker, db }, customer) => {
  const { language } = tracker
  const orders = await ordersOf(db, customer)
  const pick = pickOrder(tracker, orders, ({ status }) => status !== 'cancelled')
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick) {
    return pick.fitting.length > 0
      ? askWhichOrder(pick.fitting, name, tracker)
      : { says: [{ response: 'utter_no_orders' }] }
  }
  const { order } = pick
  const lines = order.items.map(
    (item) =>
      `- ${itemsInWords([item], language)}  ${moneyInWords(item.price * item.quantity, order.currency, language)}`,
  )
  return {
    slots: { order_number: order.number },
    says: [
      {
        response: order.status === 'cancelled' ? 'utter_invoice_cancelled' : 'utter_invoice',
        facts: { ...orderFacts(order, language), lines: lines.join('\n') },
      },
    ],
    reads: [readOf(order)],
  }
})
