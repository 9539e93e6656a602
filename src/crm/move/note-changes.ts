/**
 * While a database file is copied, triggers note the keys of the rows that others change in it. They
 * are in the file, so that nobody's changes are missed, whichever process makes them.
 */
import type Sqlite from 'better-sqlite3'
import type { TableShape } from '../keeping/table-shapes.ts'

/** The keys of changed rows; a table without a key has one empty key. */
export type Changes = ReadonlyMap<string, readonly (readonly unknown[])[]>

export function noteChanges(connection: Sqlite.Database, shapes: readonly TableShape[]): void {
  connection.transaction(() => {
    dropAll(connection)
    connection.exec(`create table moving_changes (
      number integer primary key autoincrement, tab text not null, key text not null)`)
    for (const shape of shapes) {
      const note = (rows: readonly string[]) =>
        `insert into moving_changes (tab, key) ${rows.map((row) => `select '${shape.table}', ${keyOf(shape, row)}`).join(' union ')}`
      for (const [change, rows] of Object.entries({
        insert: ['new'],
        update: ['old', 'new'],
        delete: ['old'],
      })) {
        connection.exec(`create trigger moving_${shape.table}_${change} after ${change}
          on ${shape.table} begin ${note(rows)}; end`)
      }
    }
  })()
}

/** For a file of which no move is under way any more. */
export function stopNoting(connection: Sqlite.Database): void {
  connection.transaction(() => dropAll(connection)).immediate()
}

/** The number of the last change that was noted. */
export function lastChange(connection: Sqlite.Database): number {
  const last = connection.prepare('select coalesce(max(number), 0) from moving_changes').pluck()
  return Number(last.get())
}

export function changesAfter(connection: Sqlite.Database, number: number): Changes {
  const changes = new Map<string, unknown[][]>()
  const noted = connection.prepare<[number], { tab: string; key: string }>(
    'select distinct tab, key from moving_changes where number > ?',
  )
  for (const { tab, key } of noted.iterate(number)) {
    const keys = changes.get(tab) ?? []
    changes.set(tab, keys)
    keys.push(JSON.parse(key) as unknown[])
  }
  return changes
}

function dropAll(connection: Sqlite.Database): void {
  const triggers = connection
    .prepare(
      "select name from sqlite_master where type = 'trigger' and name like 'moving\\_%' escape '\\'",
    )
    .pluck()
    .all()
  for (const name of triggers) connection.exec(`drop trigger ${String(name)}`)
  connection.exec('drop table if exists moving_changes')
}

const keyOf = ({ key }: TableShape, row: string): string =>
  `json_array(${key.map((column) => `${row}.${column}`).join(', ')})`
