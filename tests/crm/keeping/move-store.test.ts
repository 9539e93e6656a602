import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, run } from '../../../src/crm/database.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { moveStore, type Moved } from '../../../src/crm/keeping/move-store.ts'
import { postgresSide } from '../../../src/crm/keeping/postgres-side.ts'
import { sqliteTarget } from '../../../src/crm/keeping/sqlite-side.ts'
import { tableShapes } from '../../../src/crm/keeping/table-shapes.ts'
import { moveServing } from '../../../src/crm/move/move-serving.ts'
import { databases, sqlite, type TestStore } from '../../databases.ts'
import { world } from '../../people.ts'
import { chats } from './chats.ts'

const postgres = databases.find(({ name }) => name === 'PostgreSQL')

test('what a row names is moved before it', () => {
  const order = tableShapes().map(({ table }) => table)
  for (const [first, second] of [
    ['customers', 'orders'],
    ['orders', 'order_items'],
    ['conversations', 'tickets'],
    ['products', 'catalogue'],
  ]) {
    expect(order.indexOf(first!)).toBeLessThan(order.indexOf(second!))
  }
})

describe.skipIf(!postgres)('a move', () => {
  let from: TestStore
  let to: TestStore
  let path: string
  beforeEach(async () => {
    from = await sqlite.store()
    to = await postgres!.store()
    path = from.url.replace('sqlite:', '')
    await world(from.db)
    await chats(from.db, 700)
  })
  afterEach(async () => {
    await from.remove()
    await to.remove()
  })

  const move = () => moveServing({ path, key: null }, to.url)

  test('brings everything over, and back, the same', async () => {
    await from.db.close()
    await to.db.close()
    const { tables: moved } = await move()
    expect(moved.find(({ table }) => table === 'conversations')).toMatchObject({ rows: 700 })
    const there = await to.open()
    expect(await checkLog(there)).toMatchObject({ conversations: 700, broken: [], stale: [] })
    await chats(there, 3)
    expect(await checkLog(there)).toMatchObject({ conversations: 703, broken: [], stale: [] })
    await there.close()

    const backPath = join(dirname(path), 'back.db')
    const source = await postgresSide(to.url)
    const target = await sqliteTarget({ path: backPath, key: null })
    const back = await moveStore(source, target, tableShapes())
    await target.close()
    await source.close()
    const same = (all: readonly Moved[]) =>
      all.filter(({ table }) => !['conversations', 'events'].includes(table))
    expect(same(back)).toEqual(same(moved))
    const db = await openDatabase(`sqlite:${backPath}`)
    expect(await checkLog(db)).toMatchObject({ conversations: 703, broken: [], stale: [] })
    await db.close()
  })

  test('into a store in use is refused', async () => {
    await from.db.close()
    await expect(move()).rejects.toMatchObject({ code: 'StoreInUse' })
  })

  test('into a store that holds something is refused', async () => {
    await from.db.close()
    await to.db.write(() =>
      run("insert into samples_loaded (name, at) values ('shop', '2026-11-26T00:00:00.000Z')"),
    )
    await to.db.close()
    await expect(move()).rejects.toMatchObject({ code: 'TargetNotEmpty' })
  })

  test('that arrives otherwise than it was sent leaves nothing there', async () => {
    await from.db.close()
    await to.db.all(`create function spoil() returns trigger language plpgsql as
      'begin new.subject := upper(new.subject); return new; end'`)
    await to.db.all(
      'create trigger spoil before insert on tickets for each row execute function spoil()',
    )
    await to.db.close()
    await expect(move()).rejects.toMatchObject({ code: 'MoveDiffers' })
    const there = await to.open()
    expect(await checkLog(there)).toMatchObject({ conversations: 0 })
    expect(existsSync(path)).toBe(true)
  })
})
