import type { Json } from '../../conversation.ts'
import type { RecordShape } from '../records/record-shape.ts'
import type { Found } from './found.ts'
import type { ImportField } from './import-field.ts'
import type { Value } from './read-cell.ts'

export type Values = Readonly<Record<string, Value>>

/** A kind of record that files are imported as. */
export type ImportTarget = {
  readonly shape: RecordShape
  /** The key first. */
  readonly fields: readonly ImportField[]
  /** For rows without a key; where there is none, a row needs one. */
  readonly newKey?: () => string
  /** What keys are in the store, which finds them in capitals. */
  readonly keysAreCapitals?: boolean
  /** Whether a row may hold an item of a record that an earlier row began. */
  readonly hasItems?: boolean
  /** The fields that a new record has of a row. `now` is ISO 8601. */
  readonly recordOf: (values: Values, now: string) => Record<string, Json>
  /** Columns that follow from all its fields. */
  readonly columnsOf?: (
    record: Readonly<Record<string, Json>>,
    key: string,
  ) => Record<string, unknown>
  /** Columns of a new record, besides. */
  readonly columnsOfNew?: (record: Readonly<Record<string, Json>>) => Record<string, unknown>
  /** What is wrong with a row as a whole. */
  readonly check?: (values: Values) => readonly Found[]
}
