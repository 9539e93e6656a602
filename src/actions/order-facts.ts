import type { Json, Language } from '../conversation.ts'
import type { Order, Shipment } from '../crm/orders.ts'
import { dateInWords, itemsInWords, moneyInWords, statusInWords } from './in-words.ts'

/** What responses about an order are filled with; the order must be the customer's own. */
export function orderFacts(order: Order, language: Language): Record<string, Json> {
  const shipment = shipmentOf(order)
  const date = (at: string | null | undefined) => (at ? dateInWords(at, language) : '')
  return {
    order_number: order.number,
    items: itemsInWords(order.items, language),
    placed: date(order.placedAt),
    total: moneyInWords(order.total, order.currency, language),
    status: statusInWords(order.status, language),
    carrier: shipment?.carrier ?? '',
    tracking: shipment?.tracking ?? '',
    expected: date(shipment?.expectedAt),
    delivered: date(deliveredAt(order)),
  }
}

/** Of several parcels the one that is still to come. */
export const shipmentOf = ({ shipments }: Order): Shipment | undefined =>
  shipments.find(({ deliveredAt }) => deliveredAt === null) ?? shipments.at(-1)

/** When the last parcel arrived; null while one is on its way. */
export function deliveredAt({ shipments }: Order): string | null {
  const arrivals = shipments.flatMap(({ deliveredAt }) => deliveredAt ?? [])
  if (arrivals.length < shipments.length || arrivals.length === 0) return null
  return arrivals.reduce((last, at) => (at > last ? at : last))
}

export const isOpen = ({ status }: Order): boolean =>
  status === 'processing' || status === 'shipped'
