import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import type { TableShape } from '../keeping/table-shapes.ts'

/** What a write to a database file that was moved away is refused with, whoever tries. */
export const movedAway = 'the store was moved to another engine'

/**
 * Marks a database file as moved, in the transaction that is open: from its commit on, the file takes
 * no write from any program. The mark is in the file itself, so that it cannot be lost on the way and
 * is there in one step. `to` is kept without its password.
 */
export function markMoved(
  connection: Sqlite.Database,
  shapes: readonly TableShape[],
  to: string,
): void {
  connection.exec('create table moved (to_url text not null, at text not null)')
  connection
    .prepare('insert into moved (to_url, at) values (?, ?)')
    .run(withoutPassword(to), new Date().toISOString())
  for (const { table } of shapes) {
    for (const change of ['insert', 'update', 'delete']) {
      connection.exec(`create trigger moved_${table}_${change} before ${change} on ${table}
        begin select raise(abort, '${movedAway}'); end`)
    }
  }
}

export async function isMoved(db: Pick<Database, 'all'>): Promise<boolean> {
  return (await db.all(findMark)).length > 0
}

/** Problem 'conflict' `StoreMoved`, with where to and the remedy. */
export async function mustNotBeMoved(db: Pick<Database, 'all'>, path: string): Promise<void> {
  if (!(await isMoved(db))) return
  const [mark] = await db.all<Mark>(readMark)
  if (mark) throw wasMoved(path, mark)
}

/** The same of a connection. */
export function mustNotBeMarked(connection: Sqlite.Database, path: string): void {
  if (connection.prepare(findMark).get() === undefined) return
  throw wasMoved(path, connection.prepare<[], Mark>(readMark).get()!)
}

/** The copy of a file that was being moved, or had been, is a store of its own. */
export function forgetMark(connection: Sqlite.Database): void {
  const triggers = connection
    .prepare(
      "select name from sqlite_master where type = 'trigger' and name like 'moved\\_%' escape '\\'",
    )
    .pluck()
    .all()
  for (const name of triggers) connection.exec(`drop trigger ${String(name)}`)
  connection.exec('drop table if exists moved')
}

type Mark = { readonly to: string; readonly at: string }

const wasMoved = (path: string, { to, at }: Mark) =>
  new Problem(
    'conflict',
    'StoreMoved',
    `The database ${path} was moved to ${to} at ${at}, and what came since is there. Set DATABASE_URL to it, with its password.`,
  )

const readMark = 'select to_url as "to", at from moved'
const findMark = "select name from sqlite_master where type = 'table' and name = 'moved'"

function withoutPassword(url: string): string {
  const plain = new URL(url)
  plain.password = ''
  plain.searchParams.delete('password')
  return plain.href
}
