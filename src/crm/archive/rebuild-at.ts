import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  ftruncateSync,
  openSync,
  writeSync,
} from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../problem.ts'
import { writeChecksum } from '../keeping/checksum.ts'
import { archiveBases, baseFile, type ArchiveBase } from './archive-folder.ts'
import { readLogRecords } from './archive-log.ts'

export type Rebuilt = {
  /** The time of which it is: the last that was archived by the one asked for. ISO 8601, UTC. */
  readonly at: string
  readonly records: number
}

/**
 * Writes into `file` the database as it was at a time (the newest there is when absent), from an
 * archive whose copy and records are all verified, with its checksum beside it. Problems: 'not-found'
 * `ArchiveEmpty`, `ArchiveTooYoung`; 'invalid' `ArchiveAltered`.
 */
export async function rebuildAt(archive: string, file: string, time?: Date): Promise<Rebuilt> {
  const base = baseFor(archive, time)
  await copyVerified(base, file)
  let at = base.at.toISOString()
  let records = 0
  const target = openSync(file, 'r+')
  try {
    for (const { head, pages } of readLogRecords(base.folder)) {
      if (time && Date.parse(head.at) > time.getTime()) break
      for (const [number, image] of pages) {
        writeSync(target, image, 0, image.length, (number - 1) * head.pageBytes)
      }
      ftruncateSync(target, head.size * head.pageBytes)
      at = head.at
      records++
    }
    fsyncSync(target)
  } finally {
    closeSync(target)
  }
  await writeChecksum(file, file)
  return { at, records }
}

function baseFor(archive: string, time: Date | undefined): ArchiveBase {
  const bases = archiveBases(archive)
  const oldest = bases.at(-1)
  if (!oldest) {
    throw new Problem(
      'not-found',
      'ArchiveEmpty',
      `There is no archive in ${archive}. Set ARCHIVE_DIR to where it is, or restore a backup: parley restore FILE`,
    )
  }
  const base = bases.find(({ at }) => !time || at.getTime() <= time.getTime())
  if (base) return base
  throw new Problem(
    'not-found',
    'ArchiveTooYoung',
    `The archive in ${archive} begins at ${oldest.at.toISOString()}. Name a later time, or restore a backup.`,
  )
}

async function copyVerified(base: ArchiveBase, file: string): Promise<void> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const source = createReadStream(baseFile(base.folder), { highWaterMark: 1024 * 1024 })
  await pipeline(source, hashing, createWriteStream(file, { mode: 0o600 }))
  if (hash.digest('hex') === base.sha256) return
  throw new Problem(
    'invalid',
    'ArchiveAltered',
    `The archive is not as it was written: ${baseFile(base.folder)}. Name a time before ${base.at.toISOString()}.`,
  )
}
