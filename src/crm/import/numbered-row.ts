import type { RowRead } from './read-row.ts'

/** A row, and where in its file the same stood before. */
export type NumberedRow = RowRead & {
  /** As the store has it; null when the row has none. */
  readonly key: string | null
  /** The line on which the same key stood first. */
  readonly keyBefore: number | null
  /** The line on which the very same row stood first. */
  readonly sameBefore: number | null
  /** The line on which the same e-mail address or phone stood first. */
  readonly contactBefore: number | null
}
