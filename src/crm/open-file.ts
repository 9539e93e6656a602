import type Sqlite from 'better-sqlite3'
import { Problem } from '../problem.ts'
import { loadDriver } from './load-driver.ts'
import { mustFitKey } from './must-fit-key.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { unlockFile } from './unlock-file.ts'

/**
 * Opens a database file, an encrypted one with its key (32 bytes in hex). The build of SQLite that
 * can encrypt is loaded only then, or when asked for. Problems: `WrongKey`, `StoreEncrypted`, `StoreNotEncrypted`, none
 * of which has touched the file; `CipherMissing`.
 */
export function openFile(
  path: string,
  key: string | null,
  options: Sqlite.Options = {},
  canEncrypt = key !== null,
): Sqlite.Database {
  if (path !== ':memory:') mustFitKey(path, key !== null)
  const Connection = canEncrypt ? cipher() : SqliteConnection
  const connection = new Connection(path, options)
  if (key !== null) unlockFile(connection, path, key)
  return connection
}

let loaded: typeof Sqlite | undefined

function cipher(): typeof Sqlite {
  try {
    loaded ??= loadDriver('better-sqlite3-multiple-ciphers').Connection
    return loaded
  } catch (error) {
    throw new Problem(
      'unavailable',
      'CipherMissing',
      'The database is encrypted, and the program for that could not be loaded. Run: npm ci --include=optional',
      { cause: error },
    )
  }
}
