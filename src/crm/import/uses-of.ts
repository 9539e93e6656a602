import type { Work } from '../work.ts'
import { allAmong } from './all-among.ts'

/** By kind of record: the columns in which others name it. */
export const uses: Readonly<Record<string, readonly (readonly [table: string, column: string])[]>> =
  {
    customer: [
      ['orders', 'customer'],
      ['tickets', 'customer'],
      ['conversations', 'customer'],
    ],
    order: [
      ['tickets', 'order_number'],
      ['returns', 'order_number'],
      ['shipments', 'order_number'],
    ],
  }

/** Those of some records that others name, so that they cannot be removed. */
export function* usesOf(kind: string, keys: readonly string[]): Work<Set<string>> {
  const used = new Set<string>()
  for (const [table, column] of uses[kind] ?? []) {
    const rows = yield* allAmong<{ key: string }>(
      `select distinct ${column} as key from ${table} where ${column}`,
      keys,
    )
    for (const { key } of rows) used.add(key)
  }
  return used
}
