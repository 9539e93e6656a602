import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { Problem } from '../problem.ts'

/**
 * Whether a file is to be opened with a key at all, told from its first bytes before SQLite sees it:
 * without one it would take an encrypted file for an empty one, and throw its write-ahead log away.
 * Problem `StoreEncrypted` or `StoreNotEncrypted`.
 */
export function mustFitKey(path: string, isKeyGiven: boolean): void {
  if (!existsSync(path)) return
  const { dev, ino, size, birthtimeMs } = statSync(path)
  if (size === 0) return
  const file = `${dev} ${ino} ${birthtimeMs} ${isKeyGiven}`
  // Once only: closing the file ends the locks that this process has on it.
  if (known.has(file)) return
  const isPlain = headOf(path) === 'SQLite format 3\0'
  if (isPlain === isKeyGiven) throw isPlain ? isNotEncrypted(path) : isEncrypted(path)
  known.add(file)
}

const known = new Set<string>()

function headOf(path: string): string {
  const head = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    readSync(file, head)
    return head.toString('latin1')
  } finally {
    closeSync(file)
  }
}

const isEncrypted = (path: string) =>
  new Problem(
    'unavailable',
    'StoreEncrypted',
    `${path} is encrypted, or no SQLite file at all. If it is encrypted, set DATABASE_KEY_FILE to the file of its key.`,
  )

const isNotEncrypted = (path: string) =>
  new Problem(
    'unavailable',
    'StoreNotEncrypted',
    `${path} is not encrypted, but a key is set. Unset it, and encrypt the database with: parley rekey --to KEYFILE`,
  )
