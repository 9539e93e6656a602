import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as aMoment } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { scheduleRetention } from '../../src/server/schedule-retention.ts'
import { readSettings } from '../../src/settings.ts'

const HOUR_MS = 3_600_000

const dir = mkdtempSync(join(tmpdir(), 'parley-retention-'))
afterAll(() => rmSync(dir, { recursive: true }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

const log = pino({ level: 'silent' })

test('what is due is erased an hour after the start and once a day, until it ends', async () => {
  vi.stubEnv('RETENTION', 'conversations=30')
  const settings = readSettings({ DATA_DIR: dir })
  const db = await openDatabase(settings.DATABASE_URL)
  const said = async (text: string) => {
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const events = [{ kind: 'customer-said', clientId: '1', text } as const]
    await record(db, { conversation: id, at: '2020-01-01T00:00:00.000Z', events })
  }
  const left = async () =>
    (await db.all("select id from conversations where visitor <> 'erased'")).length

  await said('first')
  // Only the clock of the schedule: the erasing is a process of its own.
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
  const stop = scheduleRetention(settings, db, log)
  vi.advanceTimersByTime(HOUR_MS - 1)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1)
  await until(async () => (await left()) === 0)
  await said('second')
  vi.advanceTimersByTime(24 * HOUR_MS)
  await until(async () => (await left()) === 0)
  stop()
  expect(vi.getTimerCount()).toBe(0)
  await db.close()
}, 60_000)

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await aMoment()
}
