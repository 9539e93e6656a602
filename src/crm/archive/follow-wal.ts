import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'
import {
  HEAD_BYTES,
  readCommitted,
  readWalHead,
  type Checksum,
  type Committed,
  type WalHead,
} from './wal-frames.ts'

/** A place in the write-ahead log: everything before it was read. */
export type WalPlace = {
  readonly salt: string
  readonly sequence: number
  readonly until: number
  readonly checksum: Checksum
}

export type WalFollower = {
  /** What was committed since the last look; null when nothing was. */
  readonly readNew: () =>
    (Committed & { readonly place: WalPlace; readonly pageBytes: number }) | null
  /**
   * Puts all that was read into the database file, so that the log may begin anew. Holds up others'
   * writes for the last little of it. False when somebody still reads what is older.
   */
  readonly fold: (readRest: () => void) => boolean
  /** Bytes of the log that were read and not folded in. */
  readonly length: () => number
  readonly close: () => void
}

/** The log was begun anew before all of it was read: what came between is not known. */
export class LostTrack extends Error {}

/**
 * Reads the write-ahead log of a database that others write, without a gap. Nobody else's checkpoint
 * can begin the log anew meanwhile: there is always a reader that stands where this has read to. The
 * last one is only let go once the next one stands. `from` is where an earlier follower ended.
 *
 * Source: "WAL-mode File Format" on sqlite.org, of read marks and of how the log is reset: a reader
 * that came when all was folded in (mark 0) lets the next writer begin the log anew, once, and keeps
 * everybody from folding in after that.
 */
export function followWal({ path, key }: StoreFile, from: WalPlace | null): WalFollower {
  const connect = () => {
    const connection = openFile(path, key, { timeout: 5_000, fileMustExist: true })
    connection.pragma('synchronous = full')
    connection.pragma('wal_autocheckpoint = 0')
    return connection
  }
  const readers = [connect(), connect()]
  const folder = connect()
  const writer = connect()
  let place = from
  /** All that the log held is folded in: what it holds next is the next log. */
  let mayBeginAnew = from === null
  standAnew(readers)
  const file = openSync(`${path}-wal`, 'r')

  function readNew() {
    const head = readHead(file)
    if (head === null) {
      if (place === null || mayBeginAnew) return null
      throw new LostTrack('the log is gone')
    }
    if (place?.salt !== head.salt) {
      const isNext = place === null || head.sequence === place.sequence + 1
      if (!mayBeginAnew || !isNext) throw new LostTrack('the log was begun anew')
      const { salt, sequence, checksum } = head
      place = { salt, sequence, until: HEAD_BYTES, checksum }
      mayBeginAnew = false
    }
    const { until, checksum } = place
    const committed = readCommitted(readRest(file, until), head, checksum)
    if (committed.bytes === 0) return null
    mayBeginAnew = false
    place = { ...place, until: until + committed.bytes, checksum: committed.checksum }
    return { ...committed, place, pageBytes: head.pageBytes }
  }

  return {
    readNew() {
      const found = readNew()
      if (found) standAnew(readers)
      return found
    },
    fold(readRest) {
      folder.pragma('wal_checkpoint(passive)')
      writer.exec('begin immediate')
      try {
        readRest()
        standAnew(readers)
        const [done] = folder.pragma('wal_checkpoint(passive)') as {
          busy: number
          log: number
          checkpointed: number
        }[]
        const isWhole = done?.busy === 0 && done.log === done.checkpointed
        if (isWhole) standAnew(readers)
        mayBeginAnew = isWhole
        return isWhole
      } finally {
        writer.exec('rollback')
      }
    },
    length: () => (place && !mayBeginAnew ? place.until : 0),
    close() {
      closeSync(file)
      for (const connection of [...readers, folder, writer]) connection.close()
    },
  }
}

/** The next reader stands before the last one goes. */
function standAnew(readers: Sqlite.Database[]): void {
  const next = readers.shift()!
  if (next.inTransaction) next.exec('rollback')
  next.exec('begin')
  next.prepare('select count(*) from sqlite_master').get()
  const [last] = readers
  if (last?.inTransaction) last.exec('rollback')
  readers.push(next)
}

function readHead(file: number): WalHead | null {
  const bytes = Buffer.alloc(HEAD_BYTES)
  return readWalHead(bytes.subarray(0, readSync(file, bytes, 0, HEAD_BYTES, 0)))
}

function readRest(file: number, from: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - from))
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from))
}
