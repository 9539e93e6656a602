import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../../src/crm/database.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { repairCaches } from '../../../src/crm/keeping/repair-caches.ts'
import { databases, type TestStore } from '../../databases.ts'
import { chats } from './chats.ts'

describe.each(databases)('a look at the whole log on $name', (engine) => {
  let store: TestStore
  let ids: string[]
  beforeEach(async () => {
    store = await engine.store()
    ids = await chats(store.db, 9)
  })
  afterEach(() => store.remove())

  test('finds nothing where all is well', async () => {
    expect(await checkLog(store.db)).toEqual({
      conversations: 9,
      events: 37,
      broken: [],
      stale: [],
    })
  })

  test.each([
    ['an event in between is gone', 'delete from events where seq = 2'],
    ['the first is gone', 'delete from events where seq = 1'],
    ['one cannot be read', `update events set body = '{"kind":' where seq = 1`],
    ['two are one too far', 'update events set seq = seq + 1 where seq >= 3'],
  ])('finds it when %s', async (_name, sql) => {
    const key = '(select key from conversations where id = ?)'
    const where = sql.includes('seq >= 3') ? sql.replace('seq + 1', 'seq + 100') : sql
    await store.db.write(() => run(`${where} and conversation = ${key}`, ids[1]))
    expect((await checkLog(store.db)).broken).toEqual([ids[1]])
  })

  test.each([
    ['the last event is gone', 'delete from events where seq = 3 and conversation = '],
    ['the holder is another', "update conversations set held_by = 'agent' where key = "],
    ['the text is another', "update conversations set last_text = 'x' where key = "],
    ['a customer was put in', 'update conversations set last_seq = 2 where key = '],
  ])('finds it, and puts it right, when %s', async (_name, sql) => {
    await store.db.write(() => run(`${sql} (select key from conversations where id = ?)`, ids[1]))
    const { stale } = await checkLog(store.db)
    expect(stale.map(({ should }) => should.id)).toEqual([ids[1]])
    await repairCaches(
      store.db,
      stale.map(({ key }) => key),
    )
    expect((await checkLog(store.db)).stale).toEqual([])
  })

  test('is not misled by what is written meanwhile', async () => {
    let isDone = false
    const writing = (async () => {
      while (!isDone) await chats(store.db, 1)
    })()
    for (let i = 0; i < 20; i++) {
      expect(await checkLog(store.db)).toMatchObject({ broken: [], stale: [] })
    }
    isDone = true
    await writing
  })
})
