import { kinds } from '../search/query-fields.ts'
import type { RecordKind } from '../search/records.ts'

/** Whether the search reads a kind of record. */
export const isSearched = (kind: string): kind is RecordKind =>
  kind !== 'message' && (kinds as readonly string[]).includes(kind)
