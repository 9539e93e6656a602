import { DAY, NOW, iso } from './clock.ts'
import { diceFrom } from './dice.ts'
import type { Order } from './make-orders.ts'

/** Its own dice, so that everything else is thrown as before. */
const SEED = 19

/** An invoice for every order that left, paid in most cases; credited when the order came back. */
export function makeInvoices(orders: readonly Order[]) {
  const dice = diceFrom(SEED)
  return orders
    .filter(({ shipped, status }) => shipped !== null && status !== 'cancelled')
    .map(({ number, customer, placed, status, items }, i) => {
      const isChinese = customer.country === '中国'
      const cents = items.reduce(
        (sum, { quantity, price }) => sum + Math.round(quantity * price * 100),
        0,
      )
      const net = Math.round(cents / (isChinese ? 1.13 : 1.19))
      const issued = placed + dice.between(0.1, 1) * DAY
      const due = issued + 14 * DAY
      const paid = issued + dice.between(0, 20) * DAY
      const isPaid = status !== 'returned' && paid < NOW && dice.chance(0.96)
      return {
        number: `INV-${20001 + i}`,
        order_number: number,
        customer: customer.id,
        issued_at: iso(issued),
        due_at: iso(due),
        paid_at: isPaid ? iso(paid) : '',
        status:
          status === 'returned' ? 'credited' : isPaid ? 'paid' : due < NOW ? 'overdue' : 'open',
        currency: isChinese ? 'CNY' : 'EUR',
        net: (net / 100).toFixed(2),
        tax: ((cents - net) / 100).toFixed(2),
        total: (cents / 100).toFixed(2),
      }
    })
}
