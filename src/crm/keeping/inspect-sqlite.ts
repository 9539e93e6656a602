import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { isNewer } from '../migrate.ts'
import { migrations } from '../migrations.ts'
import { mustNotBeMarked } from '../move/moved-mark.ts'
import { SqliteConnection } from '../sqlite-connection.ts'

/** The number of the last migration that a database has taken; 0 for one without any. */
export function schemaOf(connection: Sqlite.Database): number {
  const has = connection
    .prepare("select name from sqlite_master where type = 'table' and name = 'migrations'")
    .get()
  if (!has) return 0
  const last = connection.prepare('select coalesce(max(number), 0) from migrations').pluck().get()
  return Number(last)
}

/** What SQLite itself finds wrong with the file, a sentence each; empty when all is well. */
export function damageOf(connection: Sqlite.Database): string[] {
  try {
    const found = connection.prepare('pragma integrity_check(10)').pluck().all().map(String)
    const broken = connection.prepare('pragma foreign_key_check').all() as { table: string }[]
    const tables = [...new Set(broken.map(({ table }) => table))]
    return [
      ...found.filter((line) => line !== 'ok'),
      ...tables.map((table) => `Rows of ${table} name records that are not there.`),
    ]
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/**
 * Throws when the database is not one of Parley's: `BackupForeign` when its tables, views or
 * triggers are not word for word those of its schema, `DatabaseIsNewer` when the schema is unknown,
 * `StoreMoved` when it was moved away.
 */
export function mustBeOurs(connection: Sqlite.Database, file: string): number {
  const schema = schemaOf(connection)
  mustNotBeMarked(connection, file)
  if (schema > migrations.length) throw isNewer(schema, migrations.length)
  if (schema > 0 && wordsOf(connection) === wordsOfSchema(schema)) return schema
  throw new Problem(
    'invalid',
    'BackupForeign',
    `${file} is not a database of Parley's: its tables are others. Choose a file that "parley backup" wrote.`,
  )
}

function wordsOf(connection: Sqlite.Database): string {
  // An index that somebody added does no harm; a trigger might.
  const words = connection
    .prepare(
      `select type, name, sql from sqlite_master
       where type <> 'index' and name not like 'sqlite\\_%' escape '\\' order by 1, 2`,
    )
    .all()
  return JSON.stringify(words)
}

function wordsOfSchema(schema: number): string {
  const connection = new SqliteConnection(':memory:')
  try {
    connection.exec(
      'create table if not exists migrations (number integer primary key, done_at text not null)',
    )
    for (const step of migrations.slice(0, schema)) connection.exec(step('sqlite'))
    return wordsOf(connection)
  } finally {
    connection.close()
  }
}
