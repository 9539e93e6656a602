import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { Problem } from '../problem.ts'
import type { Database } from './database.ts'
import { sampleTables, type Cells } from './sample-tables.ts'
import { all, insertAll, run, type Work } from './work.ts'

/** The day on which the sample ends. */
const LAST_DAY = Date.parse('2026-11-20T00:00:00.000Z')
const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Loads the sample shop from the CSV files of a folder: once, all or nothing, and never into a
 * store that has customers already. Says whether it was loaded now. The sample ends on 2026-11-20;
 * `today` moves all its times by whole days so that it ends then instead.
 */
export async function loadSample(
  db: Database,
  dir: string,
  { today }: { readonly today?: Date } = {},
): Promise<boolean> {
  if (!(await db.write(isWanted))) return false
  const days = today ? Math.floor((today.getTime() - LAST_DAY) / DAY_MS) : 0
  const tables = sampleTables.map(({ table, columns }) => ({
    table,
    columns: Object.keys(columns),
    rows: readCells(dir, `${table}.csv`, days * DAY_MS).map((cells) =>
      Object.values(columns).map((read) => read(cells)),
    ),
  }))
  return db.write(function* () {
    // Another process may have been quicker.
    if (!(yield* isWanted())) return false
    for (const { table, columns, rows } of tables) yield* insertAll(table, columns, rows)
    yield* run(
      'insert into samples_loaded (name, at) values (?, ?)',
      NAME,
      new Date().toISOString(),
    )
    return true
  })
}

const NAME = 'shop'

/** Sample customers who were erased must not come back, nor mix with somebody's own. */
function* isWanted(): Work<boolean> {
  const loaded = yield* all('select name from samples_loaded where name = ?', NAME)
  const customers = yield* all('select id from customers limit 1')
  return loaded.length === 0 && customers.length === 0
}

function readCells(dir: string, file: string, moveMs: number): Cells[] {
  const path = join(dir, file)
  const { data, errors } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const refuse = (line: number, why: string) =>
    new Problem('invalid', 'BadSample', `${path}:${line}: ${why} Run "npm run sample".`)
  const [error] = errors
  if (error) throw refuse((error.row ?? 0) + 2, `${error.message}.`)
  return data.map((record, i) => {
    const text = (column: string): string => {
      const value = record[column]
      if (value === undefined) throw refuse(i + 2, `There is no column ${column}.`)
      return value
    }
    const number = (column: string): number => {
      const value = Number(text(column) || NaN)
      if (Number.isFinite(value)) return value
      throw refuse(i + 2, `${column} should be a number, but is "${text(column)}".`)
    }
    const time = (column: string): string | null => {
      if (text(column) === '') return null
      const value = Date.parse(text(column))
      if (Number.isFinite(value)) return new Date(value + moveMs).toISOString()
      throw refuse(i + 2, `${column} should be a time, but is "${text(column)}".`)
    }
    return { text, number, time }
  })
}
