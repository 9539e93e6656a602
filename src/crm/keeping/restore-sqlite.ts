import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { migrate } from '../migrate.ts'
import { forgetMark } from '../move/moved-mark.ts'
import { stopNoting } from '../move/note-changes.ts'
import { openFile } from '../open-file.ts'
import { eraseListed } from '../privacy/erase-listed.ts'
import { openSqlite } from '../sqlite.ts'
import { sqliteCode } from '../sqlite-code.ts'
import type { StoreFile } from '../store-file.ts'
import type { OnProgress } from './backup-sqlite.ts'
import { changeKey } from './change-key.ts'
import { checkLog } from './check-log.ts'
import { mustMatchChecksum } from './checksum.ts'
import { copyReader } from './copy-reader.ts'
import { type Erasure, erasuresIn, readErasureList } from './erasure-list.ts'
import { damageOf, mustBeOurs } from './inspect-sqlite.ts'
import { repairCaches } from './repair-caches.ts'
import { mustHaveRoom } from './room.ts'
import { settleSqlite } from './settle-sqlite.ts'
import { holdStoreAlone, isInUse } from './store-lock.ts'
import { removeDatabase, switchFile } from './switch-file.ts'

export type Restored = {
  readonly conversations: number
  readonly events: number
  /** The schema of the backup, brought up to date meanwhile. */
  readonly schema: number
  /** How many customers and conversations were erased again. */
  readonly erasedAgain: number
  /** Where the data from before lies now; null when there was none. */
  readonly previous: string | null
}

export type RestoreOptions = {
  /** Folders that hold a list of erasures, besides the one the backup lies in. */
  readonly lists?: readonly string[]
  /** The backup's key, null for none; otherwise the store's is tried, then none. */
  readonly key?: string | null
  readonly onProgress?: OnProgress
  readonly now?: Date
}

/**
 * Puts a backup in the place of the database, in one step, once a copy of it has been checked,
 * brought up to date, and rid of whoever was erased since. Until then, and whenever it is refused,
 * the current data is not touched. One under another key, or under none, gets the store's. Problems:
 * `StoreInUse` while a server has the database open, `BackupNotFound`, `ChecksumMissing`,
 * `BackupAltered`, `BackupLocked`, `BackupForeign`, `DatabaseIsNewer`, `BackupDamaged`, `NoRoom`.
 */
export async function restoreSqlite(
  file: string,
  store: StoreFile,
  { lists = [], key, onProgress = () => {}, now = new Date() }: RestoreOptions = {},
): Promise<Restored> {
  const { path } = store
  if (!existsSync(file) || !statSync(file).isFile()) throw isMissing(file)
  if (resolve(file) === resolve(path)) throw isItself(file)
  mkdirSync(dirname(path), { recursive: true })
  const lock = holdStoreAlone(path)
  const copy = `${path}.restoring`
  try {
    onProgress({ stage: 'checksum', done: 0, total: 1 })
    await mustMatchChecksum(file)
    mustHaveRoom(dirname(path), statSync(file).size * 1.2)
    removeDatabase(copy)
    copyFileSync(file, copy, constants.COPYFILE_FICLONE)
    chmodSync(copy, 0o600)
    onProgress({ stage: 'checking the file', done: 0, total: 1 })
    const keys = key === undefined ? [store.key, null] : [key]
    const backup = { path: copy, key: keyThatOpens(copy, keys, file) }
    beStoreOfItsOwn(backup)
    const schema = mustBeSound(backup, file)
    changeKey(backup, store.key)
    const erasures = [
      ...[dirname(file), ...lists].flatMap(readErasureList),
      ...(await erasuresOfStore(store)),
    ]
    const done = await bringUpToDate({ path: copy, key: store.key }, file, erasures, onProgress)
    onProgress({ stage: 'switching', done: 0, total: 1 })
    settleSqlite({ path: copy, key: store.key })
    const hasData = existsSync(path)
    if (hasData) settleOrSetAside(store)
    const previous = hasData ? `${path}.before-restore-${stamp(now)}` : null
    switchFile(copy, path, previous)
    return { ...done, schema, previous }
  } finally {
    removeDatabase(copy)
    lock.release()
  }
}

function keyThatOpens(copy: string, keys: readonly (string | null)[], file: string): string | null {
  for (const key of keys) {
    try {
      openFile(copy, key, { readonly: true }).close()
      return key
    } catch {
      // Perhaps the next.
    }
  }
  throw new Problem(
    'invalid',
    'BackupLocked',
    `${file} is encrypted under another key, or is no database at all. Name its key: parley restore ${file} --key KEYFILE`,
  )
}

/** What the archive has of a store that was being moved, or had been, is to be served again. */
function beStoreOfItsOwn({ path, key }: StoreFile): void {
  let connection: Sqlite.Database | undefined
  try {
    connection = openFile(path, key)
    stopNoting(connection)
    forgetMark(connection)
  } catch {
    // What is wrong with the file is told when it is looked at.
  } finally {
    connection?.close()
  }
}

function mustBeSound(copy: StoreFile, file: string): number {
  let connection: Sqlite.Database | undefined
  try {
    connection = openFile(copy.path, copy.key, { readonly: true })
    // Before the tables are looked at: what is no SQLite file at all fails here.
    const [damage] = damageOf(connection)
    if (damage !== undefined) throw isDamaged(file, damage)
    return mustBeOurs(connection, file)
  } finally {
    connection?.close()
  }
}

async function bringUpToDate(
  copy: StoreFile,
  file: string,
  erasures: readonly Erasure[],
  onProgress: OnProgress,
) {
  const db = openSqlite(copy)
  try {
    await migrate(db)
    onProgress({ stage: 'erasing again', done: 0, total: 1 })
    const erasedAgain = await eraseListed(db, erasures)
    const log = await checkLog(db, (done, total) =>
      onProgress({ stage: 'checking the log', done, total }),
    )
    const [broken] = log.broken
    if (broken !== undefined) {
      throw isDamaged(file, `the events of conversation ${broken} are not numbered without gaps`)
    }
    // An older Parley may have folded otherwise.
    await repairCaches(
      db,
      log.stale.map(({ key }) => key),
    )
    return { conversations: log.conversations, events: log.events, erasedAgain }
  } finally {
    await db.close()
  }
}

/** What the current store knows of erasures, when it can be read at all. */
async function erasuresOfStore({ path, key }: StoreFile): Promise<Erasure[]> {
  if (!existsSync(path)) return []
  let connection: Sqlite.Database | undefined
  try {
    connection = openFile(path, key, { fileMustExist: true })
    return await erasuresIn(copyReader(connection))
  } catch {
    // Broken, or from before there were erasures: the lists beside the backups are all there is.
    return []
  } finally {
    connection?.close()
  }
}

/**
 * Folds the write-ahead log into the current database. One too broken for that keeps its log under
 * another name, as a log that stays would be taken for the restored database's own.
 */
function settleOrSetAside(store: StoreFile): void {
  const { path } = store
  try {
    settleSqlite(store)
  } catch (error) {
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) {
      throw isInUse(path)
    }
    for (const ending of ['-wal', '-journal']) {
      if (!existsSync(path + ending)) continue
      copyFileSync(path + ending, `${path}.broken${ending}`)
    }
    for (const ending of ['-wal', '-shm', '-journal']) rmSync(path + ending, { force: true })
  }
}

const stamp = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-')

const isMissing = (file: string) =>
  new Problem('not-found', 'BackupNotFound', `There is no backup ${file}. Name a file.`)

const isItself = (file: string) =>
  new Problem('invalid', 'BackupIsStore', `${file} is the database itself. Name a backup of it.`)

const isDamaged = (file: string, why: string) =>
  new Problem(
    'invalid',
    'BackupDamaged',
    `${file} cannot be restored: ${why}. Take an earlier backup; the current data was not touched.`,
  )
