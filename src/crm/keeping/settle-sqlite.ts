import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'

/**
 * Makes a database one single file, without a write-ahead log: all that the log holds is folded in.
 * Throws when somebody else has it open.
 */
export function settleSqlite({ path, key }: StoreFile): void {
  const connection = openFile(path, key, { timeout: 2_000, fileMustExist: true })
  try {
    connection.pragma('synchronous = full')
    connection.pragma('journal_mode = delete')
  } finally {
    connection.close()
  }
}
