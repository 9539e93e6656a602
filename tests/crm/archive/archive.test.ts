import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archiveBases, logFile } from '../../../src/crm/archive/archive-folder.ts'
import { readLogRecords } from '../../../src/crm/archive/archive-log.ts'
import { keepArchive } from '../../../src/crm/archive/keep-archive.ts'
import { restoreAt } from '../../../src/crm/archive/restore-at.ts'
import { type Database, openDatabase } from '../../../src/crm/database.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { scrubFiles } from '../../../src/crm/privacy/scrub-files.ts'
import { anna, world } from '../../people.ts'

const keys = { 'in the clear': null, encrypted: '0123456789abcdef'.repeat(4) }

describe.each(Object.entries(keys))('an archive of a database %s', (_name, key) => {
  let folder: string
  let path: string
  let archive: string
  let db: Database
  let id: string
  let said: number
  let stop: AbortController
  let kept: Promise<void>
  let notes: string[]

  const url = () => `sqlite:${path}${key === null ? '' : `?key=${key}`}`

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-archive-'))
    path = join(folder, 'parley.db')
    archive = join(folder, 'archive')
    notes = []
    said = 0
    db = await openDatabase(url())
    id = (await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })).id
  })
  afterEach(async () => {
    stop.abort()
    await kept.catch(() => {})
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Small enough that the log is folded in, and begun anew, all the time. */
  function keep(longestLog = 100_000): void {
    stop = new AbortController()
    kept = keepArchive({ path, key }, archive, {
      signal: stop.signal,
      days: 7,
      everyMs: 30,
      longestLog,
      onNote: (note) => notes.push(note),
    })
  }

  async function say(count: number, length = 2_000): Promise<void> {
    for (let n = 0; n < count; n++) {
      const text = `${said} ${'x'.repeat(length)}`
      await record(db, {
        conversation: id,
        events: [{ kind: 'customer-said', clientId: `${said++}`, text }],
      })
    }
  }

  async function end(): Promise<void> {
    stop.abort()
    await kept
  }

  async function loseDisk(): Promise<void> {
    await end()
    await db.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
  }

  async function restored(time?: Date): Promise<number> {
    const { events } = await restoreAt(archive, { path, key }, { time })
    const restored = await openDatabase(url())
    expect(await checkLog(restored)).toMatchObject({ broken: [], stale: [] })
    await restored.close()
    return events
  }

  const based = () => expect.poll(() => archiveBases(archive).length).toBeGreaterThan(0)

  test('gives back all of it, while others write, fold in and begin the log anew', async () => {
    keep()
    await based()
    const other = await openDatabase(url())
    for (let n = 0; n < 20; n++) {
      await say(10)
      // As servers do by themselves, and whoever erases.
      if (n % 5 === 0) await other.all('pragma wal_checkpoint(passive)')
      await sleep(10)
    }
    await other.close()
    const sequences = new Set(
      [...readLogRecords(archiveBases(archive)[0]!.folder)].map(({ head }) => head.sequence),
    )
    expect(sequences.size).toBeGreaterThan(2)
    await loseDisk()
    expect(notes).toEqual([])
    expect(await restored()).toBe(200)
  })

  test('gives back a moment, and nothing from after it', async () => {
    keep()
    await based()
    const times: [Date, number][] = []
    for (let n = 0; n < 4; n++) {
      await say(7)
      await sleep(200)
      times.push([new Date(), said])
      await sleep(5)
    }
    await say(7)
    await loseDisk()
    for (const [time, count] of times) expect(await restored(time)).toBe(count)
    await expect(restored(new Date(0))).rejects.toMatchObject({ code: 'ArchiveTooYoung' })
  })

  test('is gone on with where its keeper was killed, and else begun anew', async () => {
    keep(1e9)
    await based()
    await say(5)
    await end()
    await say(5)
    keep(1e9)
    await sleep(100)
    await end()
    expect(archiveBases(archive)).toHaveLength(1)
    // Meanwhile the log is begun anew: what was in it, nobody knows.
    await say(5)
    await db.all('pragma wal_checkpoint(truncate)')
    await say(5)
    keep(1e9)
    await expect.poll(() => archiveBases(archive).length).toBe(2)
    await say(5)
    await sleep(100)
    await loseDisk()
    expect(notes).toEqual([expect.stringMatching(/new copy/)])
    expect(await restored()).toBe(25)
  })

  test('lets an erasure empty the log, and who was erased does not come back', async () => {
    await world(db)
    keep()
    await based()
    const before = new Date()
    await sleep(5)
    const { names, erasures } = await eraseCustomer(db, anna.id)
    expect(erasures.length).toBeGreaterThan(0)
    expect(await scrubFiles(db, path, names)).toMatchObject({ found: [] })
    await expect.poll(() => archiveBases(archive).length).toBe(2)
    await loseDisk()
    await restored(before)
    const again = await openDatabase(url())
    expect(await again.all('select id from customers where id = ?', anna.id)).toEqual([])
    await again.close()
  })

  test('that was altered is not restored; one cut short is, up to there', async () => {
    keep()
    await based()
    for (let n = 0; n < 5; n++) {
      await say(3)
      await sleep(80)
    }
    await loseDisk()
    const log = logFile(archiveBases(archive)[0]!.folder)
    const whole = readFileSync(log)
    for (let n = 0; n < 12; n++) {
      const bytes = Buffer.from(whole)
      bytes[Math.floor((n / 12) * (whole.length / 2)) + 5]! ^= 1 << (n % 8)
      writeFileSync(log, bytes)
      await expect(restored()).rejects.toMatchObject({ code: 'ArchiveAltered' })
      expect(readdirSync(folder).filter((name) => !name.endsWith('lock'))).toEqual(['archive'])
    }
    writeFileSync(log, whole.subarray(0, whole.length - 100))
    const left = await restored()
    expect(left).toBeLessThan(15)
    expect(left).toBeGreaterThan(5)
  })
})
