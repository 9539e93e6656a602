import { closeSync, fdatasync, openSync } from 'node:fs'

export type WalSync = {
  /** Calls back once all that was committed so far is on the disk, or why it is not. */
  readonly sync: (done: (error: Error | null) => void) => void
  readonly close: () => void
}

/**
 * What `synchronous = full` does within each commit, done beside it: the thread that serves does
 * not wait for the disk. The log keeps its file for as long as a connection is open.
 *
 * Source: "Atomic Commit in SQLite" and the description of WAL mode on sqlite.org: with
 * `synchronous = normal` SQLite itself syncs the log's header and every checkpoint, and leaves out
 * nothing but this call.
 */
export function walSync(path: string): WalSync {
  let file: number | undefined
  if (path === ':memory:') return { sync: (done) => done(null), close: () => {} }
  return {
    sync(done) {
      try {
        // For writing, without which some systems sync nothing.
        file ??= openSync(`${path}-wal`, 'r+')
      } catch (error) {
        return done(error as Error)
      }
      fdatasync(file, done)
    },
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
  }
}
