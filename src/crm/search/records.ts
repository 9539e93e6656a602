import type { Database } from '../database.ts'
import type { Kind } from './query-fields.ts'

export type RecordKind = Exclude<Kind, 'message'>

/** A record as the search shows it; `text` is what it is found by. */
export type Found = {
  /** The customer's id, or the number. */
  readonly ref: string
  readonly title: string
  readonly text: string
  /** What it is found by besides. */
  readonly also: readonly string[]
  readonly at: string
  readonly status: string | null
  /** The customer's id and name. */
  readonly customer: { readonly id: string; readonly name: string } | null
  /** A ticket's own, else the customer's latest. */
  readonly conversation: string | null
}

/** Those of a list of ids or numbers that exist, in no order. */
export async function findRecords(
  db: Database,
  kind: RecordKind,
  refs: readonly string[],
): Promise<Found[]> {
  const found: Found[] = []
  for (let from = 0; from < refs.length; from += MOST_AT_ONCE) {
    const some = refs.slice(from, from + MOST_AT_ONCE)
    const these = Array.from({ length: MOST_AT_ONCE }, (_, i) => some[i] ?? some[0])
    found.push(...(await readers[kind](db, these)))
  }
  return found
}

/** Always as many parameters, so that one statement is prepared. */
const MOST_AT_ONCE = 100
const marks = Array.from({ length: MOST_AT_ONCE }, () => '?').join(', ')

const readers = { customer: customers, order: orders, ticket: tickets }

const latestOf = (customer: string) =>
  `(select c.id from conversations c where c.customer = ${customer} and c.last_position > 0
    order by c.last_position desc limit 1)`

type CustomerRow = Record<
  | 'contacts'
  | 'id'
  | 'name'
  | 'email'
  | 'phone'
  | 'address'
  | 'city'
  | 'country'
  | 'postcode'
  | 'since',
  string
> & { readonly conversation: string | null }

async function customers(db: Database, ids: readonly unknown[]): Promise<Found[]> {
  const rows = await db.all<CustomerRow>(
    `select id, name, email, phone, address, city, country, postcode, since,
       coalesce((select string_agg(value, ' · ' order by added_at) from contacts
         where customer = customers.id), '') as contacts,
       ${latestOf('customers.id')} as conversation from customers where id in (${marks})`,
    ...ids,
  )
  return rows.map((row) => ({
    ref: row.id,
    title: row.name,
    text: lines(
      row.name,
      row.email,
      row.phone,
      row.address,
      row.postcode,
      row.city,
      row.country,
      row.contacts,
      row.id,
    ),
    also: [row.phone, ...row.contacts.split(' · ').filter((one) => !one.includes('@'))].flatMap(
      endsOf,
    ),
    at: row.since,
    status: null,
    customer: { id: row.id, name: row.name },
    conversation: row.conversation,
  }))
}

type OrderRow = Record<'number' | 'customer' | 'name' | 'status' | 'at' | 'address', string> & {
  readonly conversation: string | null
}
type PartRow = { readonly ref: string; readonly text: string }

async function orders(db: Database, numbers: readonly unknown[]): Promise<Found[]> {
  const [rows, items, parcels] = await Promise.all([
    db.all<OrderRow>(
      `select o.number, o.customer, p.name, o.status, o.placed_at as at, o.address,
         ${latestOf('o.customer')} as conversation
       from orders o join customers p on p.id = o.customer where o.number in (${marks})`,
      ...numbers,
    ),
    db.all<PartRow>(
      `select order_number as ref, name || ' ' || name_zh || ' ' || sku as text from order_items
       where order_number in (${marks}) order by order_number, line`,
      ...numbers,
    ),
    db.all<PartRow>(
      `select order_number as ref, carrier || ' ' || tracking as text from shipments
       where order_number in (${marks}) order by order_number, line`,
      ...numbers,
    ),
  ])
  const parts = byRef([...items, ...parcels])
  return rows.map(({ number, customer, name, status, at, address, conversation }) => ({
    ref: number,
    title: number,
    text: lines(number, ...(parts.get(number) ?? []), address),
    also: [],
    at,
    status,
    customer: { id: customer, name },
    conversation,
  }))
}

type TicketRow = Record<'number' | 'category' | 'subject' | 'body' | 'status' | 'at', string> &
  Record<'customer' | 'name' | 'order' | 'conversation', string | null>

async function tickets(db: Database, numbers: readonly unknown[]): Promise<Found[]> {
  const rows = await db.all<TicketRow>(
    `select t.number, t.customer, p.name, t.order_number as "order", t.category, t.subject,
       t.body, t.status, t.opened_at as at,
       coalesce(t.conversation, ${latestOf('t.customer')}) as conversation
     from tickets t left join customers p on p.id = t.customer where t.number in (${marks})`,
    ...numbers,
  )
  return rows.map((row) => ({
    ref: row.number,
    title: row.subject,
    text: lines(row.number, row.subject, row.body, row.order ?? '', row.category),
    also: [],
    at: row.at,
    status: row.status,
    customer: row.customer === null ? null : { id: row.customer, name: row.name ?? row.customer },
    conversation: row.conversation,
  }))
}

/** +49 30 555 0101 is typed with and without the country's or the city's code, and without blanks. */
function endsOf(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  return Array.from({ length: Math.max(0, digits.length - 6) }, (_, i) => digits.slice(i))
}

const lines = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ')

function byRef(rows: readonly PartRow[]): Map<string, string[]> {
  const parts = new Map<string, string[]>()
  for (const { ref, text } of rows) {
    const known = parts.get(ref)
    if (known) known.push(text)
    else parts.set(ref, [text])
  }
  return parts
}
