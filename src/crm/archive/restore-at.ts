import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { checksumFile } from '../keeping/checksum.ts'
import { restoreSqlite, type Restored, type RestoreOptions } from '../keeping/restore-sqlite.ts'
import { removeDatabase } from '../keeping/switch-file.ts'
import type { StoreFile } from '../store-file.ts'
import { rebuildAt, type Rebuilt } from './rebuild-at.ts'

/**
 * Puts the database as it was at a time in the place of the one that is there: rebuilt from the
 * archive, then restored as a backup is, with the same checks and erasures. Problems: those of
 * `rebuildAt` and of `restoreSqlite`.
 */
export async function restoreAt(
  archive: string,
  store: StoreFile,
  { time, ...options }: RestoreOptions & { readonly time?: Date | undefined },
): Promise<Restored & Rebuilt> {
  const { lists = [], onProgress = () => {} } = options
  const rebuilt = `${store.path}.rebuilt`
  mkdirSync(dirname(store.path), { recursive: true })
  try {
    onProgress({ stage: 'reading the archive', done: 0, total: 1 })
    const done = await rebuildAt(archive, rebuilt, time)
    const restored = await restoreSqlite(rebuilt, store, { ...options, lists: [archive, ...lists] })
    return { ...restored, ...done }
  } finally {
    removeDatabase(rebuilt)
    rmSync(checksumFile(rebuilt), { force: true })
  }
}
