/** One row of a table in a file. */
export type SheetRow = {
  /** Where it begins: the line of a text file, the row of a workbook; from 1. */
  readonly line: number
  /** Without what follows the last filled one. Dates of workbooks are ISO 8601. */
  readonly cells: readonly string[]
}

/** So many rows come at a time. */
export const ROWS_AT_ONCE = 500
