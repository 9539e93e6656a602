import type { Order, OrderItem } from '../crm/orders.ts'
import type { Return } from '../crm/returns.ts'
import { deliveredAt } from './order-facts.ts'

const daysOpen = 30

/** The last moment at which a delivered order can be sent back; null when it was not delivered. */
export function returnableUntil(order: Order): Date | null {
  const delivered = deliveredAt(order)
  return delivered ? new Date(Date.parse(delivered) + daysOpen * 86_400_000) : null
}

/** The items of an order that are not on their way back already. */
export function itemsToReturn(order: Order, returns: readonly Return[]): OrderItem[] {
  const returning = returns
    .filter((asked) => asked.order === order.number && asked.status !== 'refused')
    .flatMap(({ skus }) => skus)
  return order.items.filter(({ sku }) => !returning.includes(sku))
}

export function isReturnable(order: Order, returns: readonly Return[], now: Date): boolean {
  return whyNotReturnable(order, returns, now) === null
}

/** The response that says why, or null when nothing stands against it. */
export function whyNotReturnable(
  order: Order,
  returns: readonly Return[],
  now: Date,
): string | null {
  if (order.status === 'processing' || order.status === 'shipped') {
    return 'utter_return_not_delivered'
  }
  if (order.status !== 'delivered') return 'utter_return_not_possible'
  const until = returnableUntil(order)
  if (!until) return 'utter_return_not_delivered'
  if (until < now) return 'utter_return_too_late'
  return itemsToReturn(order, returns).length > 0 ? null : 'utter_return_already'
}
