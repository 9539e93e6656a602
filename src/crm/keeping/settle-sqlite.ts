import Sqlite from 'better-sqlite3'

/**
 * Makes a database one single file, without a write-ahead log: all that the log holds is folded in.
 * Throws when somebody else has it open.
 */
export function settleSqlite(path: string): void {
  const connection = new Sqlite(path, { timeout: 2_000, fileMustExist: true })
  try {
    connection.pragma('synchronous = full')
    connection.pragma('journal_mode = delete')
  } finally {
    connection.close()
  }
}
