/**
 * Who uses the database file. Everybody who has it open shares a lock; whoever replaces the file
 * has to hold it alone. It is a lock of the operating system's on a file beside the database
 * (SQLite takes it), so that it ends with its process, even by SIGKILL, and works also for a
 * database that cannot be read any more.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { sqliteCode } from '../sqlite-code.ts'
import { SqliteConnection } from '../sqlite-connection.ts'

export type StoreLock = { readonly release: () => void }

const WAIT_MS = 15_000
const AGAIN_MS = 25

export const lockFile = (path: string): string => `${path}-lock`

/** Waits up to 15 s for whoever replaces the file; then Problem 'unavailable' `StoreLocked`. */
export async function shareStore(path: string): Promise<StoreLock> {
  const until = performance.now() + WAIT_MS
  for (;;) {
    const lock = take(path, sharing)
    if (lock) return lock
    if (performance.now() >= until) throw isBeingReplaced(path)
    await sleep(AGAIN_MS)
  }
}

/** Problem 'conflict' `StoreInUse` while others have it open. */
export function holdStoreAlone(path: string): StoreLock {
  const lock = tryStoreAlone(path)
  if (lock) return lock
  throw isInUse(path)
}

/** Null while others have it open. */
export const tryStoreAlone = (path: string): StoreLock | null => take(path, alone)

const sharing = 'begin; select count(*) from sqlite_master'
const alone = 'begin exclusive'

function take(path: string, how: string): StoreLock | null {
  const connection = openLock(lockFile(path))
  try {
    connection.exec(how)
  } catch (error) {
    connection.close()
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return { release: () => connection.close() }
}

function openLock(file: string): Sqlite.Database {
  try {
    return new SqliteConnection(file, { timeout: 0 })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'unavailable',
      'StoreUnavailable',
      `The database cannot be used without its lock ${file}: ${why}. Check that this user may write there.`,
      { cause: error },
    )
  }
}

const isBeingReplaced = (path: string) =>
  new Problem(
    'unavailable',
    'StoreLocked',
    `The database ${path} is being restored, moved or brought up to date by another process. Try again once that has ended.`,
    { retryAfter: 5 },
  )

export const isInUse = (path: string): Problem =>
  new Problem(
    'conflict',
    'StoreInUse',
    `Another process has the database ${path} open, such as a server. Stop it first, then try again.`,
  )
