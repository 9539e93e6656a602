import { DAY, HOUR, NOW, iso } from './clock.ts'
import type { Dice } from './dice.ts'
import { knownOrders, knownTickets } from './known.ts'
import type { Order } from './make-orders.ts'
import { troubles } from './troubles.ts'

const TICKETS = 120

export function makeTickets(orders: readonly Order[], dice: Dice) {
  const about = orders.filter(
    ({ status, number }) => status !== 'cancelled' && !knownOrders[number],
  )
  const others = Array.from({ length: TICKETS - knownTickets.length }, () => {
    // The newer the order, the likelier.
    const order = about[Math.floor(Math.sqrt(dice.between(0, 1)) * about.length)]!
    const [category, priority, en, zh] = dice.one(troubles)
    const [subject, body] = order.customer.language === 'zh' ? zh : en
    const opened = Math.min(
      order.placed + dice.between(2, 14) * DAY,
      NOW - dice.between(1, 60) * HOUR,
    )
    const closed = opened + dice.between(0.1, 6) * DAY
    const isClosed = closed < NOW
    return {
      number: `T-${dice.code(6)}`,
      customer: order.customer.id,
      order_number: order.number,
      category,
      priority,
      subject,
      body,
      status: isClosed ? 'closed' : dice.one(['open', 'pending']),
      opened_at: iso(opened),
      closed_at: isClosed ? iso(closed) : '',
    }
  })
  return [...knownTickets, ...others].toSorted((a, b) => (a.opened_at < b.opened_at ? -1 : 1))
}
