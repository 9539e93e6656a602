import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/crm/database.ts'
import { backupFiles } from '../../src/crm/keeping/backup-files.ts'
import { scheduleBackups } from '../../src/server/schedule-backups.ts'
import { readSettings } from '../../src/settings.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-schedule-'))
afterAll(() => rmSync(dir, { recursive: true }))

const log = pino({ level: 'silent' })

test('a backup that is due is made, and the next one is not due yet', async () => {
  const settings = readSettings({ DATA_DIR: dir, BACKUP_KEEP: '2' })
  await (await openDatabase(settings.DATABASE_URL)).close()
  const db = { url: settings.DATABASE_URL }
  mkdirSync(settings.BACKUP_DIR)
  const old = join(settings.BACKUP_DIR, 'parley-2020-01-01T00-00-00Z.db')
  for (const path of [old, `${old}.sha256`]) writeFileSync(path, '')
  scheduleBackups(readSettings({ DATA_DIR: dir, BACKUP_HOURS: '0' }), db, log)()
  const stop = scheduleBackups(settings, db, log)
  await expect.poll(() => backupFiles(settings.BACKUP_DIR), { timeout: 15_000 }).toHaveLength(2)
  stop()
  scheduleBackups(settings, db, log)()
  expect(backupFiles(settings.BACKUP_DIR)).toHaveLength(2)
})

test.skipIf(!process.env['TEST_DATABASE_URL'])('of PostgreSQL too, where pg_dump is', async () => {
  const settings = readSettings({ DATA_DIR: join(dir, 'postgres') })
  const db = { url: process.env['TEST_DATABASE_URL']! }
  const told: string[] = []
  const telling = pino({}, { write: (line: string) => void told.push(line) })
  mkdirSync(settings.BACKUP_DIR, { recursive: true })
  const old = join(settings.BACKUP_DIR, 'parley-2020-01-01T00-00-00Z.db')
  for (const path of [old, `${old}.sha256`]) writeFileSync(path, '')
  const stop = scheduleBackups(settings, db, telling)
  const hasDump = spawnSync('pg_dump', ['--version']).status === 0
  const outcome = hasDump ? 'A backup was made' : 'The backup failed'
  await expect.poll(() => told.join(), { timeout: 30_000 }).toContain(outcome)
  stop()
})
