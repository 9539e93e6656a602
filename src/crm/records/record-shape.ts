import type { Field } from './field.ts'

/**
 * A kind of record, declared once: history, the API, import, export and erasure all read this.
 * Its table has a column `version`, 1 at first.
 */
export type RecordShape = {
  /** 'customer', 'order' */
  readonly kind: string
  readonly table: string
  /** The column of its key. */
  readonly key: string
  /** SQL over the table's columns: the id of the customer whose record it is; null when nobody's. */
  readonly customer: string | null
  /** The columns of the agent and the team who are answerable for it. */
  readonly owner: string | null
  readonly team: string | null
  readonly fields: Readonly<Record<string, Field>>
}
