import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * Puts the file `next` in the place of `path`, in one step that a crash or a power cut leaves either
 * undone or done. What stood there stays under the name `previous`, if any is given. For whoever holds the lock.
 */
export function switchFile(next: string, path: string, previous: string | null): void {
  sync(next)
  if (previous !== null && existsSync(path)) {
    rmSync(previous, { force: true })
    try {
      linkSync(path, previous)
    } catch {
      // Not every file system has second names for a file.
      copyFileSync(path, previous, constants.COPYFILE_FICLONE)
      sync(previous)
    }
  }
  renameSync(next, path)
  sync(dirname(path))
}

/** To the disk: a folder, too, so that the names in it survive a power cut. */
export function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A database file and all that SQLite may have put beside it. */
export function removeDatabase(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true })
}
