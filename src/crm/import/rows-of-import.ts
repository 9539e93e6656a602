import { readSheet, type ReadOptions } from '../../sheets/read-sheet.ts'
import type { ImportPlan } from './import-plan.ts'
import { importTargets } from './import-targets.ts'
import { rowNumberer } from './number-rows.ts'
import type { NumberedRow } from './numbered-row.ts'
import { rowReader } from './read-row.ts'

/** So many rows are written in one transaction: others wait for it a few milliseconds. */
const BATCH = 200

/** The rows of a file as its plan reads them, a batch at a time. `now` is ISO 8601. */
export async function* rowsOfImport(
  path: string,
  plan: ImportPlan,
  now: string,
  options: ReadOptions = {},
): AsyncGenerator<NumberedRow[]> {
  const read = rowReader(plan, now)
  const number = rowNumberer(importTargets[plan.kind])
  let isHeading = plan.form.hasHeader
  for await (const rows of readSheet(path, plan.form, options)) {
    const data = isHeading ? rows.slice(1) : rows
    isHeading = false
    for (let from = 0; from < data.length; from += BATCH) {
      yield data.slice(from, from + BATCH).map((row) => number(read(row)))
    }
  }
}
