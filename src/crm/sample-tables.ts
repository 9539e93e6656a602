import { emailKey } from './customers.ts'
import { searchText } from './products.ts'

/** One line of a CSV file: its cells by the name of their column. */
export type Cells = {
  readonly text: (column: string) => string
  readonly number: (column: string) => number
  readonly time: (column: string) => string | null
}

type Read = (cells: Cells) => unknown

const text =
  (column: string): Read =>
  (cells) =>
    cells.text(column)
const textOrNull =
  (column: string): Read =>
  (cells) =>
    cells.text(column) || null
const number =
  (column: string): Read =>
  (cells) =>
    cells.number(column)
const cents =
  (column: string): Read =>
  (cells) =>
    Math.round(cells.number(column) * 100)
const time =
  (column: string): Read =>
  (cells) =>
    cells.time(column)

/** A day that moves with the times. */
const day =
  (column: string): Read =>
  (cells) =>
    cells.time(column)?.slice(0, 10) ?? null

/** How the columns of each table are read from the file of its name; referred-to tables first. */
export const sampleTables: readonly {
  readonly table: string
  readonly columns: Readonly<Record<string, Read>>
}[] = [
  {
    table: 'customers',
    columns: {
      id: text('id'),
      name: text('name'),
      email: text('email'),
      email_key: (cells) => emailKey(cells.text('email')),
      phone: text('phone'),
      language: text('language'),
      address: text('address'),
      city: text('city'),
      country: text('country'),
      postcode: text('postcode'),
      tier: text('tier'),
      since: time('since'),
    },
  },
  {
    table: 'products',
    columns: {
      sku: text('sku'),
      name: text('name'),
      name_zh: text('name_zh'),
      category: text('category'),
      price_cents: cents('price'),
      currency: text('currency'),
      stock: number('stock'),
      description: text('description'),
      description_zh: text('description_zh'),
      search: (cells) =>
        searchText(...['sku', 'name', 'name_zh', 'category'].map((column) => cells.text(column))),
    },
  },
  {
    table: 'orders',
    columns: {
      number: text('number'),
      customer: text('customer'),
      placed_at: time('placed_at'),
      status: text('status'),
      currency: text('currency'),
      total_cents: cents('total'),
      address: text('address'),
    },
  },
  {
    table: 'order_items',
    columns: {
      order_number: text('order_number'),
      line: number('line'),
      sku: text('sku'),
      name: text('name'),
      name_zh: text('name_zh'),
      quantity: number('quantity'),
      price_cents: cents('price'),
    },
  },
  {
    table: 'shipments',
    columns: {
      order_number: text('order_number'),
      line: number('line'),
      carrier: text('carrier'),
      tracking: text('tracking'),
      status: text('status'),
      shipped_at: time('shipped_at'),
      expected_at: time('expected_at'),
      delivered_at: time('delivered_at'),
    },
  },
  {
    table: 'invoices',
    columns: {
      number: text('number'),
      order_number: text('order_number'),
      customer: text('customer'),
      issued_at: time('issued_at'),
      due_at: time('due_at'),
      paid_at: time('paid_at'),
      status: text('status'),
      currency: text('currency'),
      net_cents: cents('net'),
      tax_cents: cents('tax'),
      total_cents: cents('total'),
    },
  },
  {
    table: 'returns',
    columns: {
      number: text('number'),
      order_number: text('order_number'),
      reason: text('reason'),
      wish: text('wish'),
      status: text('status'),
      asked_at: time('asked_at'),
    },
  },
  {
    table: 'return_items',
    columns: { return_number: text('return_number'), sku: text('sku') },
  },
  {
    table: 'tickets',
    columns: {
      number: text('number'),
      customer: textOrNull('customer'),
      order_number: textOrNull('order_number'),
      category: text('category'),
      priority: text('priority'),
      subject: text('subject'),
      body: text('body'),
      status: text('status'),
      opened_at: time('opened_at'),
      closed_at: time('closed_at'),
    },
  },
  {
    table: 'opportunities',
    columns: {
      id: text('id'),
      title: text('title'),
      customer: textOrNull('customer'),
      stage: text('stage'),
      amount_cents: cents('amount'),
      currency: text('currency'),
      expected_close: day('expected_close'),
      reason: textOrNull('reason'),
      opened_at: time('opened_at'),
      closed_at: time('closed_at'),
    },
  },
  {
    table: 'opportunity_stays',
    columns: {
      opportunity: text('opportunity'),
      number: number('number'),
      stage: text('stage'),
      since: time('since'),
      until: time('until'),
    },
  },
]
