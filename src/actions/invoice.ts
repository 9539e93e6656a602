import { invoicesOfOrder, type Invoice } from '../crm/invoices.ts'
import { ordersOf, type Order } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { dateInWords, itemsInWords, moneyInWords } from './in-words.ts'
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
  const [written] = await invoicesOfOrder(db, order.number)
  return {
    slots: { order_number: order.number },
    says: [
      {
        response: responseOf(order, written),
        facts: {
          ...orderFacts(order, language),
          lines: lines.join('\n'),
          ...(written && {
            invoice: written.number,
            issued: dateInWords(written.issuedAt, language),
            due: dateInWords(written.dueAt, language),
            tax: moneyInWords(written.tax, written.currency, language),
          }),
        },
      },
    ],
    reads: [readOf(order), ...(written ? [`invoice ${written.number}`] : [])],
  }
})

/** An order that is still being packed has none yet: it is told what it will cost. */
function responseOf({ status }: Order, invoice: Invoice | undefined): string {
  if (status === 'cancelled') return 'utter_invoice_cancelled'
  if (!invoice) return 'utter_invoice'
  return invoice.status === 'open' || invoice.status === 'overdue'
    ? 'utter_invoice_open'
    : 'utter_invoice_written'
}
