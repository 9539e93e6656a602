import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { archiveBases } from '../../src/crm/archive/archive-folder.ts'
import { aliveFile } from '../../src/crm/archive/keep-archive.ts'
import { restoreAt } from '../../src/crm/archive/restore-at.ts'
import { openDatabase, type Database } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { runArchive } from '../../src/server/run-archive.ts'
import { readSettings, type Settings } from '../../src/settings.ts'

let dir: string
let settings: Settings
let db: Database
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-run-archive-'))
  settings = readSettings({ DATA_DIR: dir, ARCHIVE_DIR: join(dir, 'other-disk') })
  db = await openDatabase(settings.DATABASE_URL)
})
afterEach(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

const archive = () => join(dir, 'other-disk')
const wait = { timeout: 30_000, interval: 100 }

test('an archive is kept from the start on, and has what came last when it ends', async () => {
  const end = await runArchive(settings, db, pino({ level: 'silent' }))
  expect(archiveBases(archive())).toHaveLength(1)
  const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
  const events = [{ kind: 'customer-said', clientId: '1', text: 'hello' } as const]
  await record(db, { conversation: id, events })
  await end()
  const { events: restored } = await restoreAt(
    archive(),
    { path: join(dir, 'again.db'), key: null },
    { time: new Date() },
  )
  expect(restored).toBe(1)
}, 90_000)

test('who keeps it is begun again after a failure', async () => {
  const told: string[] = []
  const log = pino({}, { write: (line: string) => void told.push(line) })
  const end = await runArchive(settings, db, log)
  for (const pid of children()) process.kill(pid, 'SIGKILL')
  await expect.poll(() => told.join(), wait).toContain('is begun again')
  rmSync(aliveFile(archive()))
  await expect.poll(() => existsSync(aliveFile(archive())), wait).toBe(true)
  await end()
  expect(children()).toEqual([])
}, 90_000)

/** The processes that this one began and that live. */
const children = (): number[] =>
  readdirSync('/proc/self/task')
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '))
    .filter(Boolean)
    .map(Number)

test('there is none without a folder, and none of a store that is no file', async () => {
  const log = pino({ level: 'silent' })
  await (
    await runArchive(readSettings({ DATA_DIR: dir }), db, log)
  )()
  await (
    await runArchive(settings, { url: 'postgres://127.0.0.1:1/nowhere' }, log)
  )()
  expect(existsSync(archive())).toBe(false)
})
