import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateCopy } from '../../../src/crm/keeping/migrate-copy.ts'
import { migrations } from '../../../src/crm/migrations.ts'
import { SqliteConnection } from '../../../src/crm/sqlite-connection.ts'
import { sqlite, type TestStore } from '../../databases.ts'
import { chats } from './chats.ts'

const last = migrations.length
const more = [...migrations, () => 'create table more (id integer primary key);']

let store: TestStore
let path: string
beforeEach(async () => {
  store = await sqlite.store()
  path = store.url.replace('sqlite:', '')
  await chats(store.db, 4)
})
afterEach(() => store.remove())

function schema(of = path): number {
  const connection = new SqliteConnection(of, { readonly: true })
  try {
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.prepare('select count(*) from events').pluck().get()).toBe(16)
    return Number(connection.prepare('select max(number) from migrations').pluck().get())
  } finally {
    connection.close()
  }
}

test('the tables are brought up to date, and the file from before is kept', async () => {
  await store.db.close()
  await migrateCopy({ path, key: null }, more)
  expect(schema()).toBe(last + 1)
  expect(schema(`${path}.before-schema-${last}`)).toBe(last)
  expect(existsSync(`${path}.migrating`)).toBe(false)
})

test.each([
  [
    'a step that fails',
    () => 'create table half (id integer);\ninsert into nowhere values (1);',
    /nowhere/,
  ],
  ['a step that loses events', () => 'delete from events where seq = 2;', /lost/],
])('%s leaves the old file as it was', async (_name, step, why) => {
  await store.db.close()
  const before = readFileSync(path)
  const failed = migrateCopy({ path, key: null }, [...migrations, step])
  await expect(failed).rejects.toMatchObject({ code: 'MigrationFailed' })
  await expect(failed).rejects.toThrow(why)
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(dirname(path)).toSorted()).toEqual(['parley.db', 'parley.db-lock'])
  expect(schema()).toBe(last)
})

test('a database that somebody has open is not touched', async () => {
  await expect(migrateCopy({ path, key: null }, more)).rejects.toMatchObject({ code: 'StoreInUse' })
  expect(schema()).toBe(last)
})

test('a kill at any moment leaves the old file or the new one, and can be done again', async () => {
  await store.db.close()
  const old = `${path}.old`
  copyFileSync(path, old)
  for (let n = 0; n < 6; n++) {
    copyFileSync(old, path)
    const migrator = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/crm/keeping/migrator.ts', path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exited = once(migrator, 'exit')
    await once(migrator.stdout, 'data')
    await sleep(n * 14)
    migrator.kill('SIGKILL')
    await exited
    expect([last, last + 1]).toContain(schema())
  }
  await migrateCopy({ path, key: null }, more)
  expect(schema()).toBe(last + 1)
}, 120_000)
