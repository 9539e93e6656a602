import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { logFile } from './archive-folder.ts'
import { readRecord, writeRecord, type ArchiveRecord, type RecordHead } from './archive-record.ts'

/** The log of one base, as it is written. */
export type ArchiveLog = {
  /** Adds a record; it is on the disk when this returns. */
  readonly add: (
    head: Omit<RecordHead, 'pages' | 'sha256' | 'before'>,
    pages: ReadonlyMap<number, Buffer>,
  ) => void
  readonly close: () => void
}

/** The hash that the first record follows on. */
export const FIRST = '0'.repeat(64)

/** Begins or goes on with a log: after its last whole record, whose `hash` and end are given. */
export function openLog(folder: string, hash = FIRST, end = 0): ArchiveLog {
  const file = openSync(logFile(folder), end === 0 ? 'w' : 'r+', 0o600)
  let last = hash
  let at = end
  return {
    add(head, pages) {
      const { bytes, hash } = writeRecord(head, pages, last)
      for (let done = 0; done < bytes.length;) {
        done += writeSync(file, bytes, done, bytes.length - done, at + done)
      }
      fsyncSync(file)
      last = hash
      at += bytes.length
    },
    close: () => closeSync(file),
  }
}

/** The records of a log, in order, each verified. Problem 'invalid' `ArchiveAltered`. */
export function* readLogRecords(
  folder: string,
): Generator<ArchiveRecord & { readonly end: number }> {
  const path = logFile(folder)
  const file = openSync(path, 'r')
  const read = (at: number, bytes: number): Buffer => {
    const buffer = Buffer.alloc(bytes)
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, at))
  }
  try {
    let hash = FIRST
    for (let at = 0; ;) {
      const record = readRecord(read, at, hash, `${path}, byte ${at}`)
      if (record === null) return
      at += record.bytes
      hash = record.hash
      yield { ...record, end: at }
    }
  } finally {
    closeSync(file)
  }
}
