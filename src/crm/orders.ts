import type { Database } from './database.ts'

export type Order = {
  readonly number: string
  /** The customer's id. */
  readonly customer: string
  readonly placedAt: string
  readonly status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
  readonly currency: string
  /** In the currency's main unit, as are all prices. */
  readonly total: number
  readonly address: string
  readonly items: readonly OrderItem[]
  readonly shipments: readonly Shipment[]
}

export type OrderItem = {
  readonly sku: string
  readonly name: string
  readonly nameZh: string
  readonly quantity: number
  /** Of one piece. */
  readonly price: number
}

export type Shipment = {
  readonly carrier: string
  readonly tracking: string
  readonly status: string
  readonly shippedAt: string
  readonly expectedAt: string | null
  readonly deliveredAt: string | null
}

/** By its number, in capitals or not. */
export async function findOrder(db: Database, number: string): Promise<Order | null> {
  const rows = await db.all<OrderRow>(`${select} where number = ?`, number.trim().toUpperCase())
  const [order] = await withParts(db, rows)
  return order ?? null
}

/** A customer's orders, newest first. */
export async function ordersOf(db: Database, customer: string, limit = 50): Promise<Order[]> {
  const rows = await db.all<OrderRow>(
    `${select} where customer = ? order by placed_at desc, number desc limit ?`,
    customer,
    limit,
  )
  return withParts(db, rows)
}

type OrderRow = Omit<Order, 'total' | 'items' | 'shipments'> & { readonly cents: number }
type ItemRow = Omit<OrderItem, 'price'> & { readonly order: string; readonly cents: number }
type ShipmentRow = Shipment & { readonly order: string }

const select = `select number, customer, placed_at as "placedAt", status, currency,
  total_cents as cents, address from orders`

async function withParts(db: Database, rows: readonly OrderRow[]): Promise<Order[]> {
  if (rows.length === 0) return []
  const numbers = rows.map(({ number }) => number)
  const these = `where order_number in (${numbers.map(() => '?').join(', ')}) order by line`
  const [items, shipments] = await Promise.all([
    db.all<ItemRow>(
      `select order_number as "order", sku, name, name_zh as "nameZh", quantity,
         price_cents as cents from order_items ${these}`,
      ...numbers,
    ),
    db.all<ShipmentRow>(
      `select order_number as "order", carrier, tracking, status, shipped_at as "shippedAt",
         expected_at as "expectedAt", delivered_at as "deliveredAt" from shipments ${these}`,
      ...numbers,
    ),
  ])
  return rows.map(({ cents, ...order }) => ({
    ...order,
    total: cents / 100,
    items: items
      .filter((item) => item.order === order.number)
      .map(({ order: _order, cents, ...item }) => ({ ...item, price: cents / 100 })),
    shipments: shipments
      .filter((shipment) => shipment.order === order.number)
      .map(({ order: _order, ...shipment }) => shipment),
  }))
}
