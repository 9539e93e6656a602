import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { erasuresIn, writeErasureList } from '../keeping/erasure-list.ts'
import { copyReader } from '../keeping/copy-reader.ts'
import { sync } from '../keeping/switch-file.ts'
import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'
import { archiveBases, baseName, PARTIAL, removeOldBases } from './archive-folder.ts'
import { openLog, readLogRecords, type ArchiveLog } from './archive-log.ts'
import { copyBase } from './copy-base.ts'
import { followWal, LostTrack, type WalFollower, type WalPlace } from './follow-wal.ts'
import { yieldFile } from './yield-file.ts'

export type ArchiveOptions = {
  readonly signal: AbortSignal
  /** How many days back every time can be restored. */
  readonly days: number
  readonly everyMs?: number
  /** Bytes of the log after which it is folded in, sooner than servers would do it themselves. */
  readonly longestLog?: number
  readonly onNote?: (note: string) => void
  /** Called again and again while there is a whole copy, and all that came since. */
  readonly onKept?: () => void
}

const EVERY_MS = 1_000
const NEW_BASE_MS = 24 * 3_600_000
const LONGEST_YIELD_MS = 30_000
const LONGEST_LOG = 32 * 1024 * 1024

/** In the folder of a base whose log cannot be gone on with. */
const endedFile = (folder: string): string => join(folder, 'ended')

/** Looked at by `parley doctor`: written anew every few seconds while the archive is kept. */
export const aliveFile = (archive: string): string => join(archive, 'alive')

/**
 * Keeps an archive of a database that others write: a copy now and then, and once a second all that
 * was committed since, until the signal. One process at a time. Whenever it loses track, because the
 * log was begun anew while it was not there, it begins with a new copy.
 */
export async function keepArchive(
  store: StoreFile,
  archive: string,
  {
    signal,
    days,
    everyMs = EVERY_MS,
    longestLog = LONGEST_LOG,
    onNote = () => {},
    onKept = () => {},
  }: ArchiveOptions,
): Promise<void> {
  mkdirSync(archive, { recursive: true, mode: 0o700 })
  // Open for as long as this process lives: closing it would end SQLite's locks on the file.
  const file = openSync(store.path, 'r')
  while (!signal.aborted) {
    const kept = goOnWith(archive)
    const follower = followWal(store, kept?.place ?? null)
    const logs: ArchiveLog[] = kept ? [kept.log] : []
    try {
      await keep(follower, logs, kept?.at ?? null)
      return
    } catch (error) {
      if (!(error instanceof LostTrack)) throw error
      onNote(`Begins with a new copy: ${error.message}.`)
      // Else the next round would find the same place again.
      const [newest] = archiveBases(archive)
      if (newest) writeFileSync(endedFile(newest.folder), '', { mode: 0o600 })
    } finally {
      for (const log of logs) log.close()
      follower.close()
    }
    const until = Date.now() + LONGEST_YIELD_MS
    while (existsSync(yieldFile(store.path)) && !signal.aborted && Date.now() < until)
      await sleep(50)
    // Whoever asked for it may have died.
    rmSync(yieldFile(store.path), { force: true })
  }

  async function keep(follower: WalFollower, logs: ArchiveLog[], since: Date | null) {
    let copiedAt = since
    for (let looks = 0; ; looks++) {
      look(follower, logs)
      if (looks % 5 === 0) writeFileSync(aliveFile(archive), '', { mode: 0o600 })
      if (existsSync(yieldFile(store.path))) throw new LostTrack('the log is to be emptied')
      if (copiedAt === null || Date.now() - copiedAt.getTime() > NEW_BASE_MS) {
        copiedAt = (await copyAnew(follower, logs)) ?? copiedAt
      } else if (follower.length() > longestLog) {
        follower.fold(() => look(follower, logs))
      }
      if (copiedAt !== null) onKept()
      if (signal.aborted) return look(follower, logs)
      await sleep(everyMs, undefined, { signal }).catch(() => {})
    }
  }

  function look(follower: WalFollower, logs: readonly ArchiveLog[]): void {
    const found = follower.readNew()
    if (found === null) return
    const { place, pages, size, pageBytes } = found
    const head = {
      at: new Date().toISOString(),
      ...place,
      checksum: [...place.checksum] as [number, number],
      size,
      pageBytes,
    }
    for (const log of logs) log.add(head, pages)
  }

  /** Null when somebody reads what is older: another time. */
  async function copyAnew(follower: WalFollower, logs: ArchiveLog[]): Promise<Date | null> {
    if (!follower.fold(() => look(follower, logs))) return null
    const at = new Date()
    const folder = join(archive, baseName(at))
    for (const name of readdirSync(archive)) {
      if (name.endsWith(PARTIAL)) rmSync(join(archive, name), { recursive: true })
    }
    mkdirSync(folder + PARTIAL, { mode: 0o700 })
    // Into both from here on: until the new copy is whole, the old one is what there is.
    logs.push(openLog(folder + PARTIAL))
    let lookedAt = Date.now()
    await copyBase(file, folder + PARTIAL, at, () => {
      if (Date.now() - lookedAt < everyMs) return
      lookedAt = Date.now()
      look(follower, logs)
    })
    renameSync(folder + PARTIAL, folder)
    sync(archive)
    for (const log of logs.splice(0, logs.length - 1)) log.close()
    const connection = openFile(store.path, store.key, { readonly: true })
    try {
      writeErasureList(archive, await erasuresIn(copyReader(connection)))
    } finally {
      connection.close()
    }
    removeOldBases(archive, days, at)
    return at
  }
}

/** Where an archive ended, when it can be gone on with: the log may still be the same. */
function goOnWith(archive: string): { log: ArchiveLog; place: WalPlace; at: Date } | null {
  const [newest] = archiveBases(archive)
  if (!newest || existsSync(endedFile(newest.folder))) return null
  let last
  try {
    for (const record of readLogRecords(newest.folder)) last = record
  } catch {
    // Altered since: it is told when somebody restores it.
    return null
  }
  if (!last) return null
  const { salt, sequence, until, checksum } = last.head
  const log = openLog(newest.folder, last.hash, last.end)
  return { log, place: { salt, sequence, until, checksum }, at: newest.at }
}
