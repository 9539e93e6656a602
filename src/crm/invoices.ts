import type { Database } from './database.ts'

export type Invoice = {
  readonly number: string
  readonly order: string
  readonly customer: string
  readonly issuedAt: string
  readonly dueAt: string
  readonly paidAt: string | null
  readonly status: 'open' | 'paid' | 'overdue' | 'credited'
  readonly currency: string
  /** In the currency's main unit, as are the others. */
  readonly net: number
  readonly tax: number
  readonly total: number
}

export async function findInvoice(
  db: Pick<Database, 'all'>,
  number: string,
): Promise<Invoice | null> {
  const rows = await db.all<Row>(`${select} where number = ?`, number.trim().toUpperCase())
  return rows.map(invoiceOf)[0] ?? null
}

/** The invoices of one order, newest first. */
export async function invoicesOfOrder(
  db: Pick<Database, 'all'>,
  order: string,
): Promise<Invoice[]> {
  const rows = await db.all<Row>(
    `${select} where order_number = ? order by issued_at desc, number desc`,
    order,
  )
  return rows.map(invoiceOf)
}

/** A customer's invoices, newest first. */
export async function invoicesOf(
  db: Pick<Database, 'all'>,
  customer: string,
  limit = 50,
): Promise<Invoice[]> {
  const rows = await db.all<Row>(
    `${select} where customer = ? order by issued_at desc, number desc limit ?`,
    customer,
    limit,
  )
  return rows.map(invoiceOf)
}

type Row = Omit<Invoice, 'net' | 'tax' | 'total'> & {
  readonly netCents: number
  readonly taxCents: number
  readonly totalCents: number
}

const select = `select number, order_number as "order", customer, issued_at as "issuedAt",
  due_at as "dueAt", paid_at as "paidAt", status, currency, net_cents as "netCents",
  tax_cents as "taxCents", total_cents as "totalCents" from invoices`

const invoiceOf = ({ netCents, taxCents, totalCents, ...invoice }: Row): Invoice => ({
  ...invoice,
  net: netCents / 100,
  tax: taxCents / 100,
  total: totalCents / 100,
})
