import type { Json } from '../../conversation.ts'
import type { RecordChange } from '../records/change-record.ts'

/** Who edits when, and which version they looked at. */
export type Edit = Pick<RecordChange, 'by' | 'at' | 'expected'>

/** What is changed as one version: fields, and attributes of the team's own. */
export type Changes = {
  readonly set?: Readonly<Record<string, Json>>
  readonly attributes?: Readonly<Record<string, Json>>
}
