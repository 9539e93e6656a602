import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import { one, run, type Row, type Work } from '../work.ts'
import type { Actor } from './actor.ts'
import { checkFields } from './check-fields.ts'
import type { Field } from './field.ts'
import type { RecordShape } from './record-shape.ts'
import { versionConflict } from './version-conflict.ts'
import { writeHistory, type FieldChange } from './write-history.ts'

export type RecordChange = {
  readonly by: Actor
  /** ISO 8601, UTC. */
  readonly at: string
  /** The version that was looked at: when it is another by now, nothing is written. */
  readonly expected?: number
  /** The fields to set, by the names that the shape has. */
  readonly set?: Readonly<Record<string, Json>>
  /** What the caller changes in the same transaction of what stands in other tables. */
  readonly also?: readonly FieldChange[]
  /** Columns that follow from the fields, such as a key made of an address. */
  readonly columns?: Readonly<Record<string, unknown>>
}

export type Changed = { readonly version: number; readonly fields: readonly FieldChange[] }

/**
 * Changes fields of a record: its version rises by one, and the history gets a line for each field
 * that is not what it was, in the same transaction. Without any, nothing is written and the version
 * stays. Problems: 'not-found' `RecordNotFound`; 'invalid' `UnknownField`, `BadField`; 'conflict'
 * `RecordChanged` when it is at another version than expected, with both values of every field.
 */
export function* changeRecord(
  shape: RecordShape,
  key: string,
  { by, at, expected, set = {}, also = [], columns = {} }: RecordChange,
): Work<Changed> {
  const wanted = checkFields(shape, set)
  const row = yield* one(selectOf(shape), key)
  if (!row) {
    throw new Problem('not-found', 'RecordNotFound', `There is no ${shape.kind} ${key}.`)
  }
  const version = Number(row['version'])
  const all = [
    ...Object.entries(wanted).map(([field, became]) => ({
      field,
      was: valueOf(shape.fields[field]!, row),
      became,
    })),
    ...also,
  ]
  if (expected !== undefined && expected !== version) {
    throw versionConflict({ kind: shape.kind, key, version, expected }, all)
  }
  const fields = all.filter(({ was, became }) => JSON.stringify(was) !== JSON.stringify(became))
  if (fields.length === 0) return { version, fields }
  const cells = [
    ...fields
      .filter(({ field }) => field in wanted)
      .map(({ field, became }) => [shape.fields[field]!.column, stored(became)] as const),
    ...Object.entries(columns),
  ]
  yield* run(
    `update ${shape.table} set ${cells.map(([column]) => `${column} = ?, `).join('')}
       version = version + 1 where ${shape.key} = ?`,
    ...cells.map(([, value]) => value),
    key,
  )
  const customer = row['customer_of'] as string | null
  yield* writeHistory({
    kind: shape.kind,
    record: key,
    version: version + 1,
    customer,
    by,
    at,
    what: 'changed',
    fields,
  })
  return { version: version + 1, fields }
}

const selectOf = ({ table, key, customer, fields }: RecordShape): string =>
  `select version, ${customer ?? 'null'} as customer_of,
     ${Object.values(fields)
       .map(({ column }) => column)
       .join(', ')}
   from ${table} where ${key} = ?`

/** As JSON has it; the engines have booleans as numbers. */
export function valueOf({ column, type }: Field, row: Row): Json {
  const value = row[column] as Json
  if (value === null || value === undefined) return null
  return type === 'boolean' ? Number(value) === 1 : value
}

const stored = (value: Json): unknown => (typeof value === 'boolean' ? Number(value) : value)
