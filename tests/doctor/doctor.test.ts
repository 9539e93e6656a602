import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/crm/database.ts'
import { checkStore } from '../../src/crm/keeping/check-store.ts'
import { checkArchive } from '../../src/doctor/check-archive.ts'
import { checkBackups } from '../../src/doctor/check-backups.ts'
import { checkClock } from '../../src/doctor/check-clock.ts'
import { checkDisk } from '../../src/doctor/check-disk.ts'
import { checkEncryption } from '../../src/doctor/check-encryption.ts'
import { checkModel } from '../../src/doctor/check-model.ts'
import { checkNode } from '../../src/doctor/check-node.ts'
import { checkPostgresArchive } from '../../src/doctor/check-postgres-archive.ts'
import { checkPermissions } from '../../src/doctor/check-permissions.ts'
import { findingsOfStore } from '../../src/doctor/findings-of-store.ts'
import { chats } from '../crm/keeping/chats.ts'
import { databases } from '../databases.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-doctor-'))
afterAll(() => rmSync(dir, { recursive: true }))

test.each([
  ['v18.20.0', 'wrong'],
  ['v20.10.0', 'wrong'],
  ['v20.20.2', 'warning'],
  ['v22.23.3', 'wrong'],
  ['v22.9.9', 'wrong'],
  ['v22.23.4', 'ok'],
  ['v23.1.0', 'warning'],
  ['v24.22.0', 'wrong'],
  ['v24.22.1', 'ok'],
  ['v24.23.0', 'ok'],
  ['v26.12.1', 'ok'],
])('Node %s is %s', (version, state) => {
  expect(checkNode(version, 'better-sqlite3-node-api').state).toBe(state)
})

test.each([
  ['v22.23.4', 'ok'],
  ['v24.23.0', 'wrong'],
  ['v26.12.1', 'ok'],
])('Node %s with better-sqlite3 12 is %s', (version, state) => {
  expect(checkNode(version, 'better-sqlite3').state).toBe(state)
})

const MB = 1024 * 1024

test.each([
  [50, 0, 'wrong'],
  [500, 0, 'ok'],
  [500, 300, 'warning'],
  [5_000, 300, 'ok'],
])('%i MB free for a database of %i MB is %s', (room, size, state) => {
  expect(checkDisk(room * MB, size * MB).state).toBe(state)
})

test.each([
  [null, 'ok'],
  ['2026-11-26T11:00:00.000Z', 'ok'],
  ['2026-11-26T12:00:30.000Z', 'ok'],
  ['2026-11-26T13:00:00.000Z', 'wrong'],
])('at noon, a newest event of %s is %s', (newest, state) => {
  expect(checkClock(new Date('2026-11-26T12:00:00.000Z'), newest).state).toBe(state)
})

test('files that others can read are named', () => {
  const secrets = join(dir, 'secrets')
  mkdirSync(secrets, { mode: 0o700 })
  writeFileSync(join(secrets, 'identity.key'), 'x', { mode: 0o600 })
  const database = join(dir, 'parley.db')
  writeFileSync(database, '', { mode: 0o600 })
  expect(checkPermissions(dir, database).state).toBe('ok')
  chmodSync(join(secrets, 'identity.key'), 0o644)
  expect(checkPermissions(dir, database)).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('identity.key'),
  })
  chmodSync(join(secrets, 'identity.key'), 0o600)
  chmodSync(dir, 0o777)
  expect(checkPermissions(dir, database).state).toBe('warning')
  chmodSync(dir, 0o700)
})

test('a backup that is missing or late is a warning', () => {
  const backups = join(dir, 'backups')
  const at = (hours: number) => new Date(Date.parse('2026-11-26T00:00:00Z') + hours * 3_600_000)
  expect(checkBackups(backups, 24, at(0)).state).toBe('warning')
  mkdirSync(backups)
  const file = join(backups, 'parley-2026-11-26T00-00-00Z.db')
  writeFileSync(file, '')
  expect(checkBackups(backups, 24, at(1)).state).toBe('warning')
  writeFileSync(`${file}.sha256`, '')
  expect(checkBackups(backups, 24, at(30)).state).toBe('ok')
  expect(checkBackups(backups, 24, at(60)).state).toBe('warning')
  expect(checkBackups(backups, 168, at(60)).state).toBe('ok')
})

test('a key that lies beside what it opens is a warning', () => {
  const file = { path: join(dir, 'parley.db'), key: '0'.repeat(64) }
  expect(checkEncryption({ ...file, key: null }, undefined).says).toContain('not encrypted')
  expect(checkEncryption(file, undefined).state).toBe('ok')
  expect(checkEncryption(file, '/etc/parley.key').state).toBe('ok')
  expect(checkEncryption(file, join(dir, 'secrets', 'store.key')).state).toBe('warning')
})

test('an archive that nobody keeps is a warning', () => {
  const folder = join(dir, 'archive')
  const now = new Date()
  expect(checkArchive(undefined, now).state).toBe('ok')
  expect(checkArchive(folder, now).state).toBe('warning')
  const base = join(folder, 'from-2026-11-26T00-00-00-000Z')
  mkdirSync(base, { recursive: true })
  writeFileSync(join(base, 'base.json'), '{"at":"2026-11-26T00:00:00.000Z","sha256":""}')
  writeFileSync(join(folder, 'alive'), '')
  expect(checkArchive(folder, now)).toMatchObject({
    state: 'ok',
    says: expect.stringContaining('from 2026-11-26'),
  })
  expect(checkArchive(folder, new Date(now.getTime() + 3_600_000)).state).toBe('warning')
})

test.each<[string, Parameters<typeof checkPostgresArchive>[0], string]>([
  ['off', { isOn: false, lastAt: null, failedAt: null }, 'warning'],
  ['on', { isOn: true, lastAt: '2026-11-26T00:00:00Z', failedAt: null }, 'ok'],
  ['failing', { isOn: true, lastAt: null, failedAt: '2026-11-26T00:00:00Z' }, 'warning'],
])("PostgreSQL's own archive, %s", (_name, archive, state) => {
  expect(checkPostgresArchive(archive).state).toBe(state)
})

test('a model that is none is wrong, and none yet is not', () => {
  expect(checkModel(dir).state).toBe('warning')
  mkdirSync(join(dir, 'models'))
  writeFileSync(join(dir, 'models', 'current.json'), '{"model":"0123456789abcdef"}')
  expect(checkModel(dir)).toMatchObject({ state: 'wrong', says: expect.stringContaining('train') })
  writeFileSync(join(dir, 'models', '0123456789abcdef.parley'), 'no model')
  expect(checkModel(dir).state).toBe('wrong')
})

describe.each(databases)('the store on $name', (engine) => {
  const states = async (url: string, repair = false) =>
    findingsOfStore(await checkStore(url, { repair })).map(
      ({ check, state }) => `${check} ${state}`,
    )

  test('is well, or its fault is told, and what can be repaired is', async () => {
    const { db, url, remove } = await engine.store()
    const ids = await chats(db, 5)
    expect(await states(url)).toEqual([
      'database ok',
      'log ok',
      'caches ok',
      'audit ok',
      'history ok',
    ])
    const spoil = (sql: string) => db.write(() => run(`${sql} where id = ?`, ids[0]))
    await spoil("update conversations set last_text = 'x'")
    expect(await states(url)).toEqual([
      'database ok',
      'log ok',
      'caches wrong',
      'audit ok',
      'history ok',
    ])
    expect(await states(url, true)).toEqual([
      'database ok',
      'log ok',
      'caches ok',
      'audit ok',
      'history ok',
    ])
    await db.write(() => run('delete from events where seq = 2'))
    expect(await states(url)).toEqual([
      'database ok',
      'log wrong',
      'caches ok',
      'audit ok',
      'history ok',
    ])
    await db.write(function* () {
      yield* run(
        `insert into companies (id, name, domain, phone, address, city, country, postcode, made_at,
           version) values ('B-1', '', '', '', '', '', '', '', '', 2)`,
      )
    })
    expect((await states(url)).at(-1)).toBe('history warning')
    await db.write(() => run("insert into migrations (number, done_at) values (99, '')"))
    expect(await states(url)).toEqual(['database wrong'])
    await remove()
  })
})

test('a database that is none is wrong, and none yet is not', async () => {
  const file = join(dir, 'broken.db')
  const look = () => checkStore(`sqlite:${file}`)
  expect(findingsOfStore(await look())[0]?.state).toBe('ok')
  writeFileSync(file, 'Dear customer, '.repeat(500))
  await expect(look()).rejects.toMatchObject({ code: 'StoreEncrypted' })
  writeFileSync(file, 'SQLite format 3\0 it says, but goes on otherwise'.repeat(500))
  expect(findingsOfStore(await look())[0]?.state).toBe('wrong')
})
