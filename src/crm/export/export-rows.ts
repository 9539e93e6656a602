import { setImmediate as aMoment } from 'node:timers/promises'
import type { Database } from '../database.ts'
import type { Row } from '../work.ts'
import { exportTables, type ExportKind, type ExportRow, type ExportTable } from './export-tables.ts'

/** So many rows are in memory at once. */
const PAGE = 500

/**
 * All rows of a kind in the order of their key, a page at a time, while others read and write.
 * What is written meanwhile may be among them or not; no row comes twice.
 */
export async function* exportRows(db: Database, kind: ExportKind): AsyncGenerator<ExportRow[]> {
  const { columns, as = {}, from, key, first, complete }: ExportTable = exportTables[kind]
  const read = columns.map((column) => `${as[column] ?? column} as "${column}"`)
  const keys = key.map((column, i) => `${column} as "key ${i}"`)
  const sql = `select ${[...read, ...keys].join(', ')} from ${from}
    where (${key.join(', ')}) > (${key.map(() => '?').join(', ')})
    order by ${key.join(', ')} limit ?`
  const amounts = columns.filter((column) => as[column]?.endsWith('_cents'))
  for (let after = first; ;) {
    const page = await db.all(sql, ...after, PAGE)
    const last = page.at(-1)
    if (!last) return
    after = key.map((_, i) => last[`key ${i}`])
    const rows: ExportRow[] = []
    for (const one of page) {
      const row = complete ? await complete(one, db) : one
      if (row) rows.push(cellsOf(row, columns, amounts))
    }
    yield rows
    // Turns go on while somebody exports.
    await aMoment()
  }
}

function cellsOf(row: Row, columns: readonly string[], amounts: readonly string[]): ExportRow {
  const cells: Record<string, ExportRow[string]> = {}
  for (const column of columns) cells[column] = row[column] as ExportRow[string]
  for (const column of amounts) cells[column] = Number(row[column]) / 100
  return cells
}
