import type { Work } from '../work.ts'
import { allAmong } from '../all-among.ts'

export type Use = {
  readonly table: string
  /** In which it names the other record. */
  readonly column: string
  /** By which its own rows are known. */
  readonly key: string
}

/** By kind of record: what names it, so that it cannot go alone. */
export const uses: Readonly<Record<string, readonly Use[]>> = {
  customer: [
    { table: 'orders', column: 'customer', key: 'number' },
    { table: 'tickets', column: 'customer', key: 'number' },
    { table: 'conversations', column: 'customer', key: 'id' },
    { table: 'contacts', column: 'customer', key: 'id' },
    { table: 'addresses', column: 'customer', key: 'id' },
    { table: 'consents', column: 'customer', key: 'id' },
    { table: 'invoices', column: 'customer', key: 'number' },
    { table: 'tasks', column: 'customer', key: 'id' },
    { table: 'notes', column: 'customer', key: 'id' },
    { table: 'opportunities', column: 'customer', key: 'id' },
    { table: 'campaign_recipients', column: 'customer', key: 'id' },
  ],
  company: [{ table: 'customers', column: 'company', key: 'id' }],
  ticket: [{ table: 'tasks', column: 'ticket', key: 'id' }],
  order: [
    { table: 'tickets', column: 'order_number', key: 'number' },
    { table: 'returns', column: 'order_number', key: 'number' },
    { table: 'shipments', column: 'order_number', key: 'order_number' },
    { table: 'invoices', column: 'order_number', key: 'number' },
  ],
}

/** Those of some records that others name, so that they cannot be removed. */
export function* usesOf(kind: string, keys: readonly string[]): Work<Set<string>> {
  const used = new Set<string>()
  for (const { table, column } of uses[kind] ?? []) {
    const rows = yield* allAmong<{ key: string }>(
      `select distinct ${column} as key from ${table} where ${column}`,
      keys,
    )
    for (const { key } of rows) used.add(key)
  }
  return used
}
