import { emailKey } from '../customers.ts'
import { erasureHash } from '../keeping/erasure-list.ts'
import { all, type Work } from '../work.ts'
import { allAmong } from '../all-among.ts'
import { existingRecords, type Existing } from '../records/existing-records.ts'
import type { ImportTarget } from './import-target.ts'
import type { NumberedRow } from './numbered-row.ts'

/** What the store knows of some rows. */
export type Known = {
  /** By key. */
  readonly existing: ReadonlyMap<string, Existing>
  /** Ids of customers and, where it is one customer's alone, their e-mail addresses; → the id. */
  readonly customers: ReadonlyMap<string, string>
  readonly orders: ReadonlySet<string>
  /** Ids of companies and, where it is one company's alone, their names in small letters; → the id. */
  readonly companies: ReadonlyMap<string, string>
  /** Keys of customers who were erased once, and are not in the store. */
  readonly erased: ReadonlySet<string>
  /** By e-mail address: the customers who have it. */
  readonly contacts: ReadonlyMap<string, readonly string[]>
}

/** Asks for all rows at once: a question for each would take most of the time. */
export function* lookUpRows(target: ImportTarget, rows: readonly NumberedRow[]): Work<Known> {
  const { shape, fields } = target
  const textsOf = (field: string) => unique(rows.map(({ values }) => values[field]))
  const keys = unique(rows.map(({ key }) => key))
  const isCustomer = shape.kind === 'customer'
  const has = (field: string) => fields.some(({ name }) => name === field)
  const existing = yield* existingRecords(target.shape, keys)
  return {
    existing,
    customers: has('customer') ? yield* customersOf(textsOf('customer')) : new Map(),
    companies: has('company') ? yield* companiesOf(textsOf('company')) : new Map(),
    orders: has('order') ? yield* ordersOf(textsOf('order')) : new Set(),
    erased: isCustomer ? yield* erasedOf(keys.filter((key) => !existing.has(key))) : new Set(),
    contacts: isCustomer ? yield* contactsOf(textsOf('email').map(emailKey)) : new Map(),
  }
}

const unique = (values: readonly unknown[]): string[] => [
  ...new Set(values.filter((value) => value !== null && value !== undefined).map(String)),
]

function* customersOf(texts: readonly string[]): Work<Map<string, string>> {
  const emails = texts.filter((text) => text.includes('@')).map(emailKey)
  const found = new Map<string, string>()
  for (const [key, ids] of yield* contactsOf(emails)) {
    // Of two customers with one address nobody knows which is meant.
    if (ids.length === 1) found.set(key, ids[0]!)
  }
  for (const { id } of yield* allAmong<{ id: string }>(
    'select id from customers where id',
    texts,
  )) {
    found.set(id, id)
  }
  return found
}

function* companiesOf(texts: readonly string[]): Work<Map<string, string>> {
  const found = new Map<string, string>()
  const names = texts.map((text) => text.toLowerCase())
  const byName = yield* allAmong<{ name: string; id: string; count: number }>(
    `select lower(name) as name, id, count(*) over (partition by lower(name)) as count
     from companies where lower(name)`,
    names,
  )
  for (const { name, id, count } of byName) if (Number(count) === 1) found.set(name, id)
  for (const { id } of yield* allAmong<{ id: string }>(
    'select id from companies where id',
    texts,
  )) {
    found.set(id, id)
  }
  return found
}

function* ordersOf(texts: readonly string[]): Work<Set<string>> {
  const numbers = texts.map((text) => text.toUpperCase())
  const rows = yield* allAmong<{ number: string }>(
    'select number from orders where number',
    numbers,
  )
  return new Set(rows.map(({ number }) => number))
}

function* contactsOf(keys: readonly string[]): Work<Map<string, string[]>> {
  const rows = yield* allAmong<{ key: string; id: string }>(
    'select email_key as key, id from customers where email_key',
    keys,
  )
  const found = new Map<string, string[]>()
  for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), id])
  return found
}

function* erasedOf(ids: readonly string[]): Work<Set<string>> {
  const erased = new Set<string>()
  if (ids.length === 0) return erased
  for (const { salt } of yield* all<{ salt: string }>('select distinct salt from erasures')) {
    const byHash = new Map(ids.map((id) => [erasureHash(salt, 'customer', id), id]))
    const rows = yield* allAmong<{ hash: string }>('select hash from erasures where hash', [
      ...byHash.keys(),
    ])
    for (const { hash } of rows) erased.add(byHash.get(hash)!)
  }
  return erased
}
