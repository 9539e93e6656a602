import type { Json } from '../../conversation.ts'
import { valueOf } from './change-record.ts'
import type { RecordShape } from './record-shape.ts'
import type { Work } from '../work.ts'
import { allAmong } from '../all-among.ts'

export type Existing = {
  readonly version: number
  readonly record: Readonly<Record<string, Json>>
}

/** Those of some keys that the store has, by key. */
export function* existingRecords(
  shape: RecordShape,
  keys: readonly string[],
): Work<Map<string, Existing>> {
  const columns = Object.values(shape.fields).map(({ column }) => column)
  const rows = yield* allAmong(
    `select ${shape.key} as the_key, version, ${columns.join(', ')} from ${shape.table} where ${shape.key}`,
    keys,
  )
  return new Map(
    rows.map((row) => [
      String(row['the_key']),
      {
        version: Number(row['version']),
        record: Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => [name, valueOf(field, row)]),
        ),
      },
    ]),
  )
}
