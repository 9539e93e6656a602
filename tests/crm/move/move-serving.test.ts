import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendAudit } from '../../../src/crm/audit/append-audit.ts'
import { checkAudit } from '../../../src/crm/audit/check-audit.ts'
import { createAgent } from '../../../src/crm/agents.ts'
import { openDatabase, type Database } from '../../../src/crm/database.ts'
import { backupSqlite } from '../../../src/crm/keeping/backup-sqlite.ts'
import { startFingerprint } from '../../../src/crm/keeping/fingerprint.ts'
import { tableShapes } from '../../../src/crm/keeping/table-shapes.ts'
import { moveServing } from '../../../src/crm/move/move-serving.ts'
import { noteChanges, stopNoting } from '../../../src/crm/move/note-changes.ts'
import { SqliteConnection } from '../../../src/crm/sqlite-connection.ts'
import { databases, sqlite, type TestStore } from '../../databases.ts'
import { anna, world } from '../../people.ts'
import { chats } from '../keeping/chats.ts'

const postgres = databases.find(({ name }) => name === 'PostgreSQL')
const by = { kind: 'system', id: 'test', name: 'The test' } as const
const shapes = tableShapes()

let from: TestStore
let path: string
beforeEach(async () => {
  from = await sqlite.store()
  path = from.url.replace('sqlite:', '')
  await world(from.db)
  await chats(from.db, 30)
  for (const name of ['Ben', 'Eva']) {
    await createAgent(from.db, { name, email: `${name}@example.com`, role: 'agent' })
  }
  for (const id of [anna.id, 'C-1002']) {
    await from.db.write(() => appendAudit({ by, action: 'read', kind: 'customer', id }))
  }
})
afterEach(() => from.remove())

/** What a table holds, in an order that both engines agree on. */
async function rowsOf(db: Pick<Database, 'all'>, table: string, columns: readonly string[]) {
  const rows = await db.all(`select ${columns.join(', ')} from ${table}`)
  return rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).toSorted()
}

describe.skipIf(!postgres)('a move', () => {
  let to: TestStore
  beforeEach(async () => {
    to = await postgres!.store()
    await to.db.close()
  })
  afterEach(() => to.remove())

  test('brings whatever changes meanwhile, however it hangs together', async () => {
    await from.db.close()
    const others = new SqliteConnection(path)
    others.pragma('foreign_keys = on')
    let hasChanged = false
    const { changed, tables } = await moveServing({ path, key: null }, to.url, ({ stage }) => {
      if (stage !== 'events' || hasChanged) return
      hasChanged = true
      // A row and those that name it, new and gone.
      others.exec(`insert into orders (number, customer, placed_at, status, currency, total_cents, address)
        select 'HP-1', customer, placed_at, status, currency, total_cents, address from orders limit 1;
        insert into order_items (order_number, line, sku, name, name_zh, quantity, price_cents)
        values ('HP-1', 1, 'x', 'x', 'x', 1, 100);
        delete from tickets where order_number is not null;
        update orders set customer = '${anna.id}' where customer = 'C-1003';
        update tickets set customer = '${anna.id}' where customer = 'C-1003';
        delete from customers where id = 'C-1003'`)
      // Values that must be unique go from one to another; a key becomes another.
      others.exec(`update agents set email_key = 'between' where name = 'Ben';
        update agents set email_key = 'ben@example.com' where name = 'Eva';
        update agents set email_key = 'eva@example.com' where name = 'Ben';
        update products set sku = sku || '-new' where sku = (select min(sku) from products)`)
      // What an erasure does to the audit log, which refuses all other changes.
      others.exec(`update audit set id = null, detail = null, salt = null where id = '${anna.id}'`)
      others.exec(`insert into samples_loaded (name, at) values ('gone', 'x');
        delete from samples_loaded where name = 'gone'`)
    })
    expect(changed).toBeGreaterThan(8)
    const db = await to.open()
    const old = { all: (sql: string) => Promise.resolve(others.prepare(sql).all()) }
    for (const { table, columns } of shapes) {
      expect([table, await rowsOf(db, table, columns)]).toEqual([
        table,
        await rowsOf(old as Pick<Database, 'all'>, table, columns),
      ])
    }
    // What was told is what is there.
    for (const { table, rows, sha256 } of tables) {
      const { columns } = shapes.find((shape) => shape.table === table)!
      const sum = startFingerprint()
      for (const row of await db.all(`select ${columns.join(', ')} from ${table}`)) {
        sum.add(columns.map((column) => row[column]))
      }
      expect({ table, ...sum.result() }).toEqual({ table, rows, sha256 })
    }
    expect(await checkAudit(db)).toMatchObject({ brokenAt: null })
    // All is as strict there as before.
    await expect(db.all(`delete from customers where id = '${anna.id}'`)).rejects.toThrow('foreign')
    await expect(db.all('delete from audit')).rejects.toThrow('only ever added to')
    await expect(from.open()).rejects.toMatchObject({ code: 'StoreMoved' })
    others.close()
  })

  test('gives no number anew that was given before', async () => {
    const [last] = await from.db.all<{ key: number }>('select max(key) as key from conversations')
    await from.db.all('delete from events where conversation = ?', last!.key)
    await from.db.all('update tickets set conversation = null')
    await from.db.all('delete from conversations where key = ?', last!.key)
    await from.db.close()
    await moveServing({ path, key: null }, to.url)
    const db = await to.open()
    await chats(db, 1)
    const [next] = await db.all<{ key: number }>('select max(key) as key from conversations')
    expect(next?.key).toBe(last!.key + 1)
  })

  test('of a file that another program has open, and that does not follow, is refused', async () => {
    await expect(moveServing({ path, key: null }, to.url)).rejects.toMatchObject({
      code: 'StoreInUse',
    })
    const left = readdirSync(dirname(path)).filter((name) => name.endsWith('-move'))
    expect(left).toEqual([])
  }, 30_000)

  test('of an encrypted file is as good', async () => {
    const key = '5a'.repeat(32)
    const locked = join(dirname(path), 'locked.db')
    const db = await openDatabase(`sqlite:${locked}?key=${key}`)
    await chats(db, 3)
    await db.close()
    await moveServing({ path: locked, key }, to.url)
    const there = await to.open()
    expect(await there.all('select id from conversations')).toHaveLength(3)
    await expect(openDatabase(`sqlite:${locked}?key=${key}`)).rejects.toMatchObject({
      code: 'StoreMoved',
    })
  })
})

test('a backup made while the store is moved is one of a store that is not', async () => {
  const mover = new SqliteConnection(path)
  noteChanges(mover, shapes)
  const file = join(dirname(path), 'backup.db')
  await backupSqlite({ path, key: null }, file)
  const copy = new SqliteConnection(file, { readonly: true })
  const noting = "select name from sqlite_master where name like 'moving%'"
  expect(copy.prepare(noting).all()).toEqual([])
  expect(mover.prepare(noting).all()).not.toEqual([])
  copy.close()
  stopNoting(mover)
  expect(mover.prepare(noting).all()).toEqual([])
  mover.close()
  expect(existsSync(file)).toBe(true)
})
