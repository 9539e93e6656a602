import type Sqlite from 'better-sqlite3'
import { Problem } from '../problem.ts'
import { sqliteCode } from './sqlite-code.ts'

/**
 * Gives a fresh connection its key, in the format of SQLCipher 4, and tries it before anything else
 * is done. Closes the connection and throws the Problem `WrongKey` when it does not fit.
 */
export function unlockFile(connection: Sqlite.Database, path: string, key: string): void {
  connection.pragma("cipher = 'sqlcipher'")
  connection.pragma('legacy = 4')
  connection.pragma(`key = "x'${key}'"`)
  // What SQLite would put into files of its own while it sorts is not encrypted there.
  connection.pragma('temp_store = memory')
  try {
    connection.prepare('select count(*) from sqlite_master').get()
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_NOTADB') return
    connection.close()
    throw new Problem(
      'unavailable',
      'WrongKey',
      `The key that is set does not open ${path}: it is another's, or the file is damaged. Nothing was touched. Set DATABASE_KEY_FILE to the right key.`,
      { cause: error },
    )
  }
}
