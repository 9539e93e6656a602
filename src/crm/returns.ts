import type { Database } from './database.ts'

export type Return = {
  readonly number: string
  readonly order: string
  readonly conversation: string | null
  readonly skus: readonly string[]
  readonly reason: string
  readonly wish: 'refund' | 'exchange'
  readonly status: 'requested' | 'received' | 'refunded' | 'exchanged' | 'refused'
  readonly askedAt: string
}

export async function findReturn(db: Database, number: string): Promise<Return | null> {
  const [found] = await returnsWhere(db, 'number = ?', number.trim().toUpperCase())
  return found ?? null
}

/** The returns asked for of one order, newest first. */
export function returnsOfOrder(db: Database, order: string): Promise<Return[]> {
  return returnsWhere(db, 'order_number = ?', order.trim().toUpperCase())
}

/** A customer's returns, newest first. */
export function returnsOf(db: Database, customer: string): Promise<Return[]> {
  return returnsWhere(
    db,
    'order_number in (select number from orders where customer = ?)',
    customer,
  )
}

type ReturnRow = Omit<Return, 'skus'>

async function returnsWhere(db: Database, condition: string, value: string): Promise<Return[]> {
  const rows = await db.all<ReturnRow>(
    `select number, order_number as "order", conversation, reason, wish, status,
       asked_at as "askedAt" from returns where ${condition} order by asked_at desc, number`,
    value,
  )
  const items = await db.all<{ number: string; sku: string }>(
    `select return_number as number, sku from return_items
     where return_number in (select number from returns where ${condition}) order by sku`,
    value,
  )
  return rows.map((row) => ({
    ...row,
    skus: items.filter(({ number }) => number === row.number).map(({ sku }) => sku),
  }))
}
