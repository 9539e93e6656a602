import { setImmediate as aMoment } from 'node:timers/promises'
import type { Event } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { Row } from '../work.ts'

export const exportKinds = ['customers', 'orders', 'tickets', 'messages'] as const
export type ExportKind = (typeof exportKinds)[number]

/** A row's cells; their names are those of `exportColumns`. */
export type ExportRow = Readonly<Record<string, string | number | null>>

export const exportColumns: Readonly<Record<ExportKind, readonly string[]>> = {
  customers: 'id name email phone language address postcode city country tier since'.split(' '),
  orders: 'number customer placed_at status currency total address items'.split(' '),
  tickets:
    'number customer conversation order category priority status subject body opened_at closed_at'.split(
      ' ',
    ),
  messages: 'conversation seq at channel customer by agent text'.split(' '),
}

/** So many rows are in memory at once. */
const PAGE = 500

/**
 * All rows of a kind in the order of their key, a page at a time, while others read and write.
 * What is written meanwhile may be among them or not; no row comes twice.
 */
export async function* exportRows(db: Database, kind: ExportKind): AsyncGenerator<ExportRow[]> {
  const { sql, first, key, rowOf } = sources[kind]
  for (let after: unknown = first; ;) {
    const rows = await db.all(sql, after, PAGE)
    const last = rows.at(-1)
    if (!last) return
    after = last[key]
    yield rows.map(rowOf).filter((row) => row !== null)
    // Turns go on while somebody exports.
    await aMoment()
  }
}

type Source = {
  readonly sql: string
  readonly first: unknown
  readonly key: string
  readonly rowOf: (row: Row) => ExportRow | null
}

const asItIs = (row: Row): ExportRow => row as ExportRow

const sources: Readonly<Record<ExportKind, Source>> = {
  customers: {
    sql: `select ${exportColumns.customers.join(', ')} from customers where id > ?
      order by id limit ?`,
    first: '',
    key: 'id',
    rowOf: asItIs,
  },
  orders: {
    sql: `select number, customer, placed_at, status, currency, total_cents, address,
        (select string_agg(quantity || ' x ' || name, '; ' order by line) from order_items
         where order_number = number) as items
      from orders where number > ? order by number limit ?`,
    first: '',
    key: 'number',
    rowOf: ({ total_cents, ...row }) => ({ ...asItIs(row), total: Number(total_cents) / 100 }),
  },
  tickets: {
    sql: `select number, customer, conversation, order_number as "order", category, priority,
        status, subject, body, opened_at, closed_at
      from tickets where number > ? order by number limit ?`,
    first: '',
    key: 'number',
    rowOf: asItIs,
  },
  messages: {
    sql: `select position, id as conversation, seq, at, channel, customer, body
      from events join conversations on key = conversation
      where position > ? order by position limit ?`,
    first: 0,
    key: 'position',
    rowOf: messageOf,
  },
}

/** Null of events in which nothing was said. */
function messageOf({ position: _, body, ...row }: Row): ExportRow | null {
  const event = JSON.parse(String(body)) as Event
  const agent = 'agent' in event ? event.agent.name : null
  const said = { ...asItIs(row), agent }
  switch (event.kind) {
    case 'customer-said':
      return { ...said, by: 'customer', text: event.text }
    case 'bot-said':
      return event.text === undefined ? null : { ...said, by: 'bot', text: event.text }
    case 'agent-said':
      return { ...said, by: 'agent', text: event.text }
    case 'noted':
      return { ...said, by: 'note', text: event.text }
    default:
      return null
  }
}
