import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { migrations } from '../migrations.ts'
import { stopNoting } from '../move/note-changes.ts'
import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'
import { checkLog, type LogCheck } from './check-log.ts'
import { writeChecksum } from './checksum.ts'
import { copyReader } from './copy-reader.ts'
import { erasuresIn, writeErasureList } from './erasure-list.ts'
import { damageOf, mustBeOurs } from './inspect-sqlite.ts'
import { mustHaveRoom } from './room.ts'
import { settleSqlite } from './settle-sqlite.ts'
import { removeDatabase, sync } from './switch-file.ts'

export type Backup = {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly schema: number
  readonly log: LogCheck
}

export type OnProgress = (progress: { stage: string; done: number; total: number }) => void

/** So many pages of 4 kB are copied before others get their turn. */
const PAGES_AT_ONCE = 256

/**
 * Copies a database that may be in use, as it stands at one moment, into a new file, with its
 * checksum beside it; the copy is opened and checked before it gets its name. That of an encrypted
 * database is encrypted with the same key. Problems: `FileExists`, `NoRoom`, `StoreDamaged` when what
 * was copied is not sound.
 */
export async function backupSqlite(
  store: StoreFile,
  file: string,
  onProgress: OnProgress = () => {},
): Promise<Backup> {
  const { path, key } = store
  mustNotExist(file)
  mustExist(path)
  mkdirSync(dirname(file), { recursive: true })
  mustHaveRoom(dirname(file), statSync(path).size * 1.1)
  const partial = `${file}.partial`
  removeDatabase(partial)
  try {
    await copy(store, partial, onProgress)
    const { schema, log, erasures } = await check({ path: partial, key }, path, onProgress)
    onProgress({ stage: 'checksum', done: 0, total: 1 })
    sync(partial)
    const sha256 = await writeChecksum(partial, file)
    renameSync(partial, file)
    writeErasureList(dirname(file), erasures)
    sync(dirname(file))
    return { file, bytes: statSync(file).size, sha256, schema, log }
  } finally {
    removeDatabase(partial)
  }
}

async function copy(
  { path, key }: StoreFile,
  partial: string,
  onProgress: OnProgress,
): Promise<void> {
  const source = openFile(path, key, { timeout: 5_000, fileMustExist: true })
  try {
    if (key === null) await copyPages(source, partial, onProgress)
    else copyEncrypted(source, partial, onProgress)
  } finally {
    source.close()
  }
  chmodSync(partial, 0o600)
  // Of a copy nobody notes what changes.
  const copied = openFile(partial, key)
  stopNoting(copied)
  copied.close()
  settleSqlite({ path: partial, key })
}

async function copyPages(source: Sqlite.Database, partial: string, onProgress: OnProgress) {
  // Held from here on, so that what others commit meanwhile does not begin the copy anew.
  source.exec('begin')
  source.prepare('select count(*) from sqlite_master').get()
  await source.backup(partial, {
    progress({ totalPages, remainingPages }) {
      onProgress({ stage: 'copying', done: totalPages - remainingPages, total: totalPages })
      return PAGES_AT_ONCE
    },
  })
}

/** SQLite's copying of pages would write them in the clear, or, as it is, refuses to. */
function copyEncrypted(source: Sqlite.Database, partial: string, onProgress: OnProgress): void {
  onProgress({ stage: 'copying', done: 0, total: 1 })
  source.prepare('vacuum into ?').run(partial)
}

async function check(partial: StoreFile, path: string, onProgress: OnProgress) {
  const connection = openFile(partial.path, partial.key, { readonly: true })
  try {
    onProgress({ stage: 'checking the file', done: 0, total: 1 })
    const [damage] = damageOf(connection)
    if (damage !== undefined) throw isDamaged(path, damage)
    const schema = mustBeOurs(connection, path)
    const log = await checkLog(copyReader(connection), (done, total) =>
      onProgress({ stage: 'checking the log', done, total }),
    )
    const [broken] = log.broken
    if (broken !== undefined) {
      throw isDamaged(path, `the events of conversation ${broken} are not numbered without gaps`)
    }
    // A store of an older schema has no list yet.
    const erasures = schema === migrations.length ? await erasuresIn(copyReader(connection)) : []
    return { schema, log, erasures }
  } finally {
    connection.close()
  }
}

function mustNotExist(file: string): void {
  if (!existsSync(file)) return
  throw new Problem('conflict', 'FileExists', `${file} is there already. Name another file.`)
}

function mustExist(path: string): void {
  if (existsSync(path)) return
  throw new Problem(
    'not-found',
    'StoreNotFound',
    `There is no database ${path} yet. Start Parley once, or set DATA_DIR to where it is.`,
  )
}

const isDamaged = (path: string, why: string) =>
  new Problem(
    'conflict',
    'StoreDamaged',
    `The database ${path} is damaged (${why}), so no backup of it was kept. Restore an earlier one: parley restore FILE.`,
  )
