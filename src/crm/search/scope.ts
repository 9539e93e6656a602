import { emailKey } from '../customers.ts'
import type { Database } from '../database.ts'
import type { SearchQuery } from './read-query.ts'

/** What the fields of a query come to in the store. */
export type Scope = {
  /** The ids of the customers of an e-mail address; null when none was asked for. */
  readonly customers: readonly string[] | null
  readonly order: string | null
  readonly statuses: readonly string[] | null
  /** ISO 8601: from the first up to, but not at, the second. */
  readonly from: string | null
  readonly until: string | null
  /** The positions of the log between which the messages of those days stand; null is all. */
  readonly positions: readonly [first: number, last: number] | null
}

/** So many customers of one beginning of an address are looked at. */
const MOST_CUSTOMERS = 50
const DAY_MS = 24 * 60 * 60 * 1_000

export async function scopeOf(db: Database, query: SearchQuery): Promise<Scope> {
  const { email, order, statuses, from, to } = query
  return {
    customers: email === null ? null : await customersOf(db, email),
    order,
    statuses,
    from,
    until: to && new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10),
    positions: from || to ? await positionsOf(db, from ?? '', to ?? '9999') : null,
  }
}

/** Of an address that nobody has, those of addresses that begin with it. */
async function customersOf(db: Database, email: string): Promise<string[]> {
  const key = emailKey(email)
  const select = 'select id from customers where email_key'
  const end = `order by email_key, id limit ${MOST_CUSTOMERS}`
  const exact = await db.all<{ id: string }>(`${select} = ? ${end}`, key)
  if (exact.length > 0 || isWhole.test(key)) return exact.map(({ id }) => id)
  const beginning = `${key.replace(/[!%_]/g, '!$&')}%`
  const like = await db.all<{ id: string }>(`${select} like ? escape '!' ${end}`, beginning)
  return like.map(({ id }) => id)
}

/** To look for what goes on after a whole address would be to read every customer. */
const isWhole = /@[^@]+\.[^@.]{2,}$/

async function positionsOf(
  db: Database,
  from: string,
  to: string,
): Promise<readonly [number, number]> {
  const [row] = await db.all<{ first: number; last: number }>(
    `select coalesce(min(first_position), 1) as first, coalesce(max(last_position), 0) as last
     from search_days where day between ? and ?`,
    from,
    to,
  )
  return [row?.first ?? 1, row?.last ?? 0]
}
