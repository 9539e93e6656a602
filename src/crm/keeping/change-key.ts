import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'

/**
 * Writes a database file anew, in place, under another key (null: none). For a copy that nobody else
 * has open, since a crash leaves half of it: nothing is kept to undo it with.
 */
export function changeKey({ path, key: from }: StoreFile, to: string | null): void {
  if (from === to) return
  const connection = openFile(path, from, { fileMustExist: true }, true)
  try {
    connection.pragma('journal_mode = off')
    connection.pragma("cipher = 'sqlcipher'")
    connection.pragma('legacy = 4')
    connection.pragma(to === null ? "rekey = ''" : `rekey = "x'${to}'"`)
  } finally {
    connection.close()
  }
}
