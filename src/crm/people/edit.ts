import type { RecordChange } from '../records/change-record.ts'

/** Who edits when, and which version they looked at. */
export type Edit = Pick<RecordChange, 'by' | 'at' | 'expected'>
