import type { Database } from '../database.ts'
import { recordShapes } from '../records/record-shapes.ts'
import { forgetRecord } from '../search/forget.ts'
import { all, type Work } from '../work.ts'
import { isSearched } from './is-searched.ts'
import type { EraseRows } from './leaving.ts'

/** Deletes rows for an erasure, and counts into `erased` by table. */
export const rowEraser = (
  db: Pick<Database, 'engine'>,
  erased: Record<string, number>,
): EraseRows =>
  function* erase(table, condition, ...params): Work<void> {
    const shape = recordShapes.find((one) => one.table === table)
    const gone = yield* all<{ ref: string }>(
      `delete from ${table} where ${condition} returning ${shape?.key ?? '1'} as ref`,
      ...params,
    )
    erased[table] = (erased[table] ?? 0) + gone.length
    if (!shape) return
    for (const { ref } of gone) {
      // Not later, by the reader of the index: its words would stand in the files until then.
      if (isSearched(shape.kind)) yield* forgetRecord(db, shape.kind, ref)
      yield* erase('record_changes', 'kind = ? and record = ?', shape.kind, ref)
    }
  }
