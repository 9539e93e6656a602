import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../src/crm/database.ts'
import { backupSqlite } from '../../../src/crm/keeping/backup-sqlite.ts'
import { checkStore } from '../../../src/crm/keeping/check-store.ts'
import { rekeySqlite } from '../../../src/crm/keeping/rekey-sqlite.ts'
import { restoreSqlite } from '../../../src/crm/keeping/restore-sqlite.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { world, anna } from '../../people.ts'

const key = '0123456789abcdef'.repeat(4)
const other = 'fedcba9876543210'.repeat(4)
const said = 'my parrot ate the linen bedding'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-encryption-'))
  path = join(folder, 'parley.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (key: string | null): string => (key === null ? path : `sqlite:${path}?key=${key}`)

async function say(db: Database): Promise<void> {
  const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
  await record(db, {
    conversation: id,
    events: [{ kind: 'customer-said', clientId: '1', text: said }],
  })
}

async function filled(key: string | null): Promise<Database> {
  const db = await openDatabase(at(key))
  await world(db)
  await say(db)
  return db
}

const everything = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('')

async function texts(key: string | null): Promise<number> {
  const db = await openDatabase(at(key))
  const rows = await db.all("select seq from events where body like '%parrot%'")
  await db.close()
  return rows.length
}

/** As a crash leaves them: the database, and a log that was not folded in. */
async function crashed(key: string | null): Promise<void> {
  const db = await filled(key)
  for (const ending of ['', '-wal']) copyFileSync(path + ending, `${path}.crashed${ending}`)
  await db.close()
  for (const ending of ['', '-wal']) copyFileSync(`${path}.crashed${ending}`, path + ending)
  for (const ending of ['', '-wal']) rmSync(`${path}.crashed${ending}`)
}

test('nothing of what was written stands in the file, its log, or a backup', async () => {
  const db = await filled(key)
  await backupSqlite({ path, key }, join(folder, 'backup.db'))
  expect(existsSync(`${path}-wal`)).toBe(true)
  for (const word of [said, anna.name, anna.email, 'conversations', 'SQLite format 3']) {
    expect(everything().includes(word), word).toBe(false)
  }
  await db.close()
  expect(await texts(key)).toBe(1)
  expect(await checkStore(at(key))).toMatchObject({ damage: [], log: { broken: [], stale: [] } })
})

test('without a key all of them do, so that the search above can find', async () => {
  const db = await filled(null)
  await backupSqlite({ path, key: null }, join(folder, 'backup.db'))
  for (const word of [said, anna.name, anna.email]) expect(everything().includes(word)).toBe(true)
  await db.close()
})

describe.each<[string, string | null, string | null, string]>([
  ['a wrong key', key, other, 'WrongKey'],
  ['no key', key, null, 'StoreEncrypted'],
  ['a key for a file in the clear', null, key, 'StoreNotEncrypted'],
])('%s', (_name, made, given, code) => {
  test('is told by its name and touches nothing', async () => {
    await crashed(made)
    const before = [path, `${path}-wal`].map((file) => readFileSync(file))
    const store = { path, key: given }
    for (const attempt of [
      () => openDatabase(at(given)),
      () => checkStore(at(given)),
      () => backupSqlite(store, join(folder, 'b.db')),
      () => rekeySqlite(store, '00'.repeat(32)),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code })
    }
    const after = [path, `${path}-wal`].map((file) => readFileSync(file))
    expect(after.every((bytes, i) => bytes.equals(before[i]!))).toBe(true)
    expect(await texts(made)).toBe(1)
  })
})

test('a key can be given, changed and taken away, and all is kept', async () => {
  await crashed(null)
  const keys = [null, key, other, null]
  for (const [i, next] of keys.slice(1).entries()) {
    const from = keys[i]!
    expect(await rekeySqlite({ path, key: from }, next)).toMatchObject({ encrypted: next !== null })
    expect(everything().includes(said)).toBe(next === null)
    expect(await texts(next)).toBe(1)
    if (from !== null) await expect(openDatabase(at(from))).rejects.toThrow()
  }
  expect(readdirSync(folder).toSorted()).toEqual(['parley.db', 'parley.db-lock'])
  await expect(rekeySqlite({ path, key: null }, null)).rejects.toMatchObject({ code: 'SameKey' })
})

test('a key is not changed while a server has the database open', async () => {
  const db = await filled(null)
  await expect(rekeySqlite({ path, key: null }, key)).rejects.toMatchObject({ code: 'StoreInUse' })
  await db.close()
})

describe('a backup', () => {
  test.each<[string, string | null, string | null, { key?: string | null }]>([
    ['under the same key', key, key, {}],
    ['from before there was a key', null, key, {}],
    ['under an older key, which is named', other, key, { key: other }],
    ['of an encrypted store, restored in the clear', key, null, { key }],
  ])('%s is restored, and has the key of the store', async (_name, made, now, options) => {
    await (await filled(made)).close()
    const file = join(folder, 'backup.db')
    await backupSqlite({ path, key: made }, file)
    if (made !== now) await rekeySqlite({ path, key: made }, now)
    const db = await openDatabase(at(now))
    await say(db)
    await db.close()
    await restoreSqlite(file, { path, key: now }, options)
    expect(await texts(now)).toBe(1)
    for (const name of [file, `${file}.sha256`, `${path}.before-restore-`]) {
      for (const left of readdirSync(folder)) {
        if (join(folder, left).startsWith(name)) rmSync(join(folder, left))
      }
    }
    expect(everything().includes(said)).toBe(now === null)
  })

  test('under a key that nobody names is refused', async () => {
    await (await filled(other)).close()
    const file = join(folder, 'backup.db')
    await backupSqlite({ path, key: other }, file)
    await rekeySqlite({ path, key: other }, key)
    const before = readFileSync(path)
    await expect(restoreSqlite(file, { path, key })).rejects.toMatchObject({
      code: 'BackupLocked',
    })
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

test('an erasure works as it does in the clear', async () => {
  const db = await filled(key)
  await eraseCustomer(db, anna.id)
  await db.close()
  await rekeySqlite({ path, key }, null)
  for (const word of [anna.name, anna.email]) expect(everything().includes(word), word).toBe(false)
})
