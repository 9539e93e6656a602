import type { Json } from '../../conversation.ts'
import { one, run, type Work } from '../work.ts'
import type { Actor } from './actor.ts'
import { checkFields } from './check-fields.ts'
import type { RecordShape } from './record-shape.ts'
import { writeHistory } from './write-history.ts'

/**
 * Makes a record at version 1, with that in its history. Fields that are not given get what the
 * table has of itself. Problem 'invalid' `UnknownField`, `BadField`.
 */
export function* makeRecord(
  shape: RecordShape,
  key: string,
  {
    by,
    at,
    set,
    columns = {},
  }: {
    readonly by: Actor
    /** ISO 8601, UTC. */
    readonly at: string
    readonly set: Readonly<Record<string, Json>>
    readonly columns?: Readonly<Record<string, unknown>>
  },
): Work<void> {
  const cells: (readonly [string, unknown])[] = [
    [shape.key, key],
    ...Object.entries(checkFields(shape, set)).map(
      ([field, value]) =>
        [shape.fields[field]!.column, typeof value === 'boolean' ? Number(value) : value] as const,
    ),
    ...Object.entries(columns),
  ]
  yield* run(
    `insert into ${shape.table} (${cells.map(([column]) => column).join(', ')})
     values (${cells.map(() => '?').join(', ')})`,
    ...cells.map(([, value]) => value),
  )
  const row = yield* one<{ customer: string | null }>(
    `select ${shape.customer ?? 'null'} as customer from ${shape.table} where ${shape.key} = ?`,
    key,
  )
  const customer = row?.customer ?? null
  yield* writeHistory({ kind: shape.kind, record: key, version: 1, customer, by, at, what: 'made' })
}
