import { DAY, HOUR, NOW, iso } from './clock.ts'
import type { Dice } from './dice.ts'
import { knownOrders } from './known.ts'
import type { Order } from './make-orders.ts'

export function makeReturns(orders: readonly Order[], dice: Dice) {
  const returned = orders.filter(({ status }) => status === 'returned')
  const asked = orders
    .filter(
      ({ status, delivered, number }) =>
        status === 'delivered' && delivered !== null && !knownOrders[number],
    )
    .slice(-40)
    .filter(() => dice.chance(0.2))
  return [...returned, ...asked].map(({ number, status, placed, delivered, items }) => {
    const isDone = status === 'returned'
    const wish = dice.chance(0.8) ? 'refund' : 'exchange'
    const at = Math.min(placed + (delivered ?? 0) * DAY + dice.between(0.5, 9) * DAY, NOW - HOUR)
    return {
      number: `R-${dice.code(6)}`,
      order_number: number,
      reason: dice.one([
        'damaged',
        'wrong size',
        'does not suit',
        'changed my mind',
        'not as described',
      ]),
      wish,
      status: isDone
        ? wish === 'refund'
          ? 'refunded'
          : 'exchanged'
        : dice.one(['requested', 'received']),
      asked_at: iso(at),
      skus: isDone ? items.map(({ sku }) => sku) : [items[0]!.sku],
    }
  })
}
