import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, run } from '../../../src/crm/database.ts'
import { backupSqlite } from '../../../src/crm/keeping/backup-sqlite.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { writeChecksum } from '../../../src/crm/keeping/checksum.ts'
import { writeErasureList } from '../../../src/crm/keeping/erasure-list.ts'
import { restoreSqlite } from '../../../src/crm/keeping/restore-sqlite.ts'
import { migrations } from '../../../src/crm/migrations.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { record } from '../../../src/crm/log.ts'
import { SqliteConnection } from '../../../src/crm/sqlite-connection.ts'
import { sqlite, type TestStore } from '../../databases.ts'
import { anna, tom, world } from '../../people.ts'
import { chats } from './chats.ts'

let store: TestStore
let path: string
let file: string

/** Ten conversations in the backup, and three more since. */
beforeEach(async () => {
  store = await sqlite.store()
  path = store.url.replace('sqlite:', '')
  file = join(dirname(path), 'backups', 'ten.db')
  await world(store.db)
  await chats(store.db, 10)
  await backupSqlite({ path, key: null }, file)
  await chats(store.db, 3)
})
afterEach(() => store.remove())

async function conversations(url = store.url): Promise<number> {
  const db = await openDatabase(url)
  const log = await checkLog(db)
  await db.close()
  expect(log).toMatchObject({ broken: [], stale: [] })
  return log.conversations
}

test('brings the backup back, and keeps what was there', async () => {
  await store.db.close()
  const { previous, ...restored } = await restoreSqlite(file, { path, key: null })
  expect(restored).toEqual({
    conversations: 10,
    events: 40,
    schema: migrations.length,
    erasedAgain: 0,
  })
  expect(await conversations()).toBe(10)
  expect(await conversations(`sqlite:${previous}`)).toBe(13)
})

test('works where there is no database any more', async () => {
  await store.db.close()
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
  expect((await restoreSqlite(file, { path, key: null })).previous).toBe(null)
  expect(await conversations()).toBe(10)
})

test('works where the database is broken, whose log is not taken for the new one’s', async () => {
  await store.db.close()
  writeFileSync(path, 'rubbish'.repeat(1_000))
  writeFileSync(`${path}-wal`, 'rubbish'.repeat(1_000))
  const { previous } = await restoreSqlite(file, { path, key: null })
  expect(readFileSync(previous!, 'utf8')).toMatch(/^rubbish/)
  expect(await conversations()).toBe(10)
})

test('is refused while a server has the database open', async () => {
  await expect(restoreSqlite(file, { path, key: null })).rejects.toMatchObject({
    code: 'StoreInUse',
  })
  expect(await checkLog(store.db)).toMatchObject({ conversations: 13 })
})

describe('what cannot be trusted is refused, and the current data left alone:', () => {
  const flip = (at: number) => () => {
    const bytes = readFileSync(file)
    bytes[at % bytes.length]! ^= 4
    writeFileSync(file, bytes)
  }
  /** As somebody does who means it: the checksum is right. */
  const tampered = (sql: string) => async () => {
    const connection = new SqliteConnection(file)
    connection.exec(sql)
    connection.close()
    await writeChecksum(file, file)
  }

  test.each<[string, () => void | Promise<void>, string]>([
    ['cut short', () => truncateSync(file, 20_000), 'BackupAltered'],
    ['cut to nothing', () => truncateSync(file, 0), 'BackupAltered'],
    ['longer', () => appendFileSync(file, 'x'), 'BackupAltered'],
    ['a bit of the header is another', flip(17), 'BackupAltered'],
    ['a bit in the middle is another', flip(40_000), 'BackupAltered'],
    ['without its checksum', () => rmSync(`${file}.sha256`), 'ChecksumMissing'],
    [
      'a letter with a checksum',
      async () => {
        writeFileSync(file, 'Dear customer, '.repeat(500))
        await writeChecksum(file, file)
      },
      'BackupLocked',
    ],
    [
      'of another program',
      async () => {
        rmSync(file)
        await tampered('create table songs (name text)')()
      },
      'BackupForeign',
    ],
    ['newer', tampered("insert into migrations values (99, '')"), 'DatabaseIsNewer'],
    [
      'with a trigger of somebody’s',
      tampered('create trigger t after insert on events begin delete from orders; end'),
      'BackupForeign',
    ],
    ['with events taken out', tampered('delete from events where seq = 2'), 'BackupDamaged'],
    [
      'with orders of nobody',
      tampered('pragma foreign_keys = off; delete from customers'),
      'BackupDamaged',
    ],
    ['not there', () => rmSync(file), 'BackupNotFound'],
  ])('%s', async (_name, spoil, code) => {
    await store.db.close()
    await spoil()
    const before = readFileSync(path)
    await expect(restoreSqlite(file, { path, key: null })).rejects.toMatchObject({ code })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).toSorted()).toEqual(
      ['backups', basename(path), `${basename(path)}-lock`].toSorted(),
    )
    expect(await conversations()).toBe(13)
  })

  test('every single bit counts', async () => {
    await store.db.close()
    const whole = readFileSync(file)
    for (let n = 0; n < 40; n++) {
      const bytes = Buffer.from(whole)
      bytes[Math.floor((n / 40) * whole.length) + (n % 7)]! ^= 1 << (n % 8)
      writeFileSync(file, bytes)
      await expect(restoreSqlite(file, { path, key: null })).rejects.toMatchObject({
        code: 'BackupAltered',
      })
    }
    writeFileSync(file, whole)
    await restoreSqlite(file, { path, key: null })
  })
})

test('an older backup is brought up to date', async () => {
  await store.db.close()
  rmSync(file)
  const connection = new SqliteConnection(file)
  const last = migrations.length
  connection.exec(
    'create table if not exists migrations (number integer primary key, done_at text not null)',
  )
  for (const [i, step] of migrations.slice(0, -1).entries()) {
    connection.exec(step('sqlite'))
    connection.exec(`insert into migrations (number, done_at) values (${i + 1}, '2026')`)
  }
  for (let i = 1; i <= 10; i++) {
    connection.exec(`insert into conversations (id, visitor, channel, language, last_at, started_at)
      values ('${i}', 'v', 'web', 'en', '2026', '2026')`)
  }
  connection.close()
  await writeChecksum(file, file)
  expect(await restoreSqlite(file, { path, key: null })).toMatchObject({
    schema: last - 1,
    conversations: 10,
  })
  expect(await conversations()).toBe(10)
})

describe('whoever was erased since does not come back:', () => {
  test.each(['the list in the store', 'the list beside the backup'])('%s', async (where) => {
    const [id] = (
      await store.db.all<{ id: string }>('select id from conversations order by key limit 1')
    ).map((row) => row.id)
    // Known to be hers only after the backup.
    await record(store.db, {
      conversation: id!,
      events: [{ kind: 'identified', customer: anna.id, how: 'checked' }],
    })
    const { erasures } = await eraseCustomer(store.db, anna.id)
    await store.db.close()
    if (where !== 'the list in the store') {
      writeErasureList(dirname(file), erasures)
      for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
    }
    expect(await restoreSqlite(file, { path, key: null })).toMatchObject({
      conversations: 10,
      erasedAgain: 2,
    })
    const db = await openDatabase(store.url)
    const names = await db.all('select id from customers order by id')
    expect(names).toEqual([{ id: 'C-1002' }, { id: tom.id }])
    expect(await db.all('select id from conversations where id = ?', id)).toEqual([])
    await db.close()
    for (const word of [anna.email, anna.name]) {
      expect(readFileSync(path).includes(word)).toBe(false)
    }
  })

  test('but who was entered anew since stays, in a backup from after that', async () => {
    await eraseCustomer(store.db, anna.id)
    await store.db.write(() =>
      run(
        `insert into customers (id, name, email, email_key, phone, language, address, city, country,
           postcode, tier, since) select ?, 'Anna B.', 'a@b.test', 'a@b.test', '', 'en', '', '', '', '', '', ''`,
        anna.id,
      ),
    )
    const later = join(dirname(file), 'later.db')
    await backupSqlite({ path, key: null }, later)
    await store.db.close()
    expect(await restoreSqlite(later, { path, key: null })).toMatchObject({ erasedAgain: 0 })
  })
})

test('a kill at any moment leaves the old data or the new, whole', async () => {
  await store.db.close()
  const old = `${path}.old`
  copyFileSync(path, old)
  const found = new Set<number>()
  for (let n = 0; n < 6; n++) {
    copyFileSync(old, path)
    const restorer = startRestorer(file, path)
    const exited = once(restorer, 'exit')
    await once(restorer.stdout!, 'data')
    await sleep(n * 20)
    restorer.kill('SIGKILL')
    await exited
    found.add(await conversations())
  }
  expect([...found].every((count) => count === 10 || count === 13)).toBe(true)
  await restoreSqlite(file, { path, key: null })
  expect(await conversations()).toBe(10)
  expect(existsSync(`${path}.restoring`)).toBe(false)
}, 120_000)

function startRestorer(file: string, path: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'tests/crm/keeping/restorer.ts', file, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
