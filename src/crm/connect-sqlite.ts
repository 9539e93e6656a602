import { closeSync, existsSync, openSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../problem.ts'
import { openFile } from './open-file.ts'

/**
 * A connection as every process of Parley has it. Problem `StoreUnavailable` when there is none, and
 * those of `openFile`.
 */
export function connectSqlite(path: string, key: string | null): Sqlite.Database {
  try {
    // Customers' data: for the owner's eyes only. SQLite gives its other files the same mode.
    // Not one that is there: closing it would end the locks of this process's other connections.
    if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600))
    const connection = openFile(path, key, { timeout: 5_000 })
    connection.pragma('journal_mode = wal')
    // NORMAL would lose the last commits in a power cut.
    connection.pragma('synchronous = full')
    // In pages of 4 kB: rarer checkpoints write a page once that many commits have changed.
    connection.pragma('wal_autocheckpoint = 15000')
    connection.pragma('foreign_keys = on')
    connection.pragma('journal_size_limit = 67108864')
    connection.pragma('trusted_schema = off')
    // What is overwritten or deleted is zeroed: an erasure has to find nothing left behind.
    connection.pragma('secure_delete = on')
    return connection
  } catch (error) {
    if (error instanceof Problem) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'unavailable',
      'StoreUnavailable',
      `The database ${path} cannot be opened: ${why}. Check that it is a SQLite file which this user may write.`,
      { cause: error },
    )
  }
}
