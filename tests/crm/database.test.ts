import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { all, type Database, openDatabase, run } from '../../src/crm/database.ts'
import { readLog, record, startConversation } from '../../src/crm/log.ts'
import { insertAll, tell } from '../../src/crm/work.ts'
import { databases, type TestStore } from '../databases.ts'

const note = (id: number, text = 'x') =>
  run('insert into jottings (id, text) values (?, ?)', id, text)

describe.each(databases)('transactions on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await db.write(() => run('create table jottings (id integer primary key, text text not null)'))
  })
  afterAll(() => opened.remove())

  const ids = async () =>
    (await db.all<{ id: number }>('select id from jottings order by id')).map(({ id }) => id)

  test('gives back what the work returns, after it can be read', async () => {
    const rows = await db.write(function* () {
      yield* note(1, 'it has a ? in it')
      return yield* all<{ text: string }>(
        "select text from jottings where id = ? and text <> '?'",
        1,
      )
    })
    expect(rows).toEqual([{ text: 'it has a ? in it' }])
    expect(await ids()).toEqual([1])
  })

  test('a throw undoes its own work and no other of the group', async () => {
    const refusal = new Error('changed my mind')
    const results = await Promise.allSettled([
      db.write(() => note(10)),
      db.write(function* () {
        yield* note(11)
        throw refusal
      }),
      db.write(() => note(12)),
      // Breaks in the database itself.
      db.write(function* () {
        yield* note(13)
        yield* note(12)
      }),
      db.write(() => run('insert into nothing values (1)')),
      db.write(() => note(14)),
    ])
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ])
    expect(results[1]).toMatchObject({ reason: refusal })
    expect((await ids()).filter((id) => id >= 10)).toEqual([10, 12, 14])
  })

  test('a failure leaves no trace in the numbers and hints of its group', async () => {
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const begin = () => record(db, { conversation: id, events: [{ kind: 'session-started' }] })
    const hints: unknown[] = []
    const stop = db.watch((hint) => hints.push(hint))
    const [first, failed, second] = await Promise.allSettled([
      begin(),
      db.write(() =>
        insertAll(
          'jottings',
          ['id', 'text'],
          [
            [15, 'x'],
            [15, 'x'],
          ],
        ),
      ),
      begin(),
    ])
    expect(failed.status).toBe('rejected')
    expect(await ids()).not.toContain(15)
    const log = await readLog(db, id)
    expect(log.map(({ seq }) => seq)).toEqual([1, 2])
    expect([first, second]).toMatchObject(log.map((event) => ({ value: { events: [event] } })))
    const wanted = log.map(({ seq, position }) => ({ conversation: id, seq, position }))
    await expect.poll(() => hints).toEqual(expect.arrayContaining(wanted))
    for (const hint of hints) expect(wanted).toContainEqual(hint)
    stop()
  })

  test('a work sees what earlier works of its group wrote', async () => {
    const [, seen] = await Promise.all([
      db.write(() => note(20)),
      db.write(() => all('select id from jottings where id = 20')),
    ])
    expect(seen).toEqual([{ id: 20 }])
  })

  test('many writes at once are all done, in the order they came', async () => {
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 1_200 }, (_, i) =>
        db.write(() => note(1_000 + i)).then(() => order.push(i)),
      ),
    )
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect((await ids()).filter((id) => id >= 1_000)).toHaveLength(1_200)
  })

  test('what follows a finished write is written, too', async () => {
    let last = 5_000
    for (let i = 0; i < 50; i++) {
      await db.write(() => note(last++))
      await Promise.resolve()
    }
    expect((await ids()).filter((id) => id >= 5_000)).toHaveLength(50)
  })

  test('hints come after the commit, and none of what was undone', async () => {
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const hints: unknown[] = []
    const stop = db.watch((hint) => hints.push(hint))
    const results = await Promise.allSettled([
      record(db, { conversation: id, events: [{ kind: 'session-started' }] }),
      db.write(function* () {
        yield* tell({ conversation: 'undone', seq: 1, position: 1 })
        throw new Error('changed my mind')
      }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const [event] = await readLog(db, id)
    const hint = { conversation: id, seq: 1, position: event?.position }
    await expect.poll(() => hints).toContainEqual(hint)
    // The same one may come twice: it says no more than that there is something to read.
    expect(hints).toEqual(hints.map(() => hint))
    stop()
  })

  test('what another wrote is heard although we wrote since', async () => {
    const other = await opened.open()
    const start = () => startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const [theirs, ours] = [await start(), await start()]
    const heard: string[] = []
    const stop = db.watch(({ conversation }) => heard.push(conversation))
    for (const [by, { id }] of [
      [other, theirs],
      [db, ours],
    ] as const) {
      await record(by, { conversation: id, events: [{ kind: 'session-started' }] })
    }
    await expect.poll(() => heard).toContain(theirs.id)
    expect(heard).toContain(ours.id)
    stop()
  })

  test('closing finishes what was begun and refuses the rest', async () => {
    const other = await openDatabase(opened.url)
    const begun = other.write(() => note(9_000))
    const closing = other.close()
    await expect(other.write(() => note(9_001))).rejects.toMatchObject({ kind: 'unavailable' })
    await begun
    await closing
    await other.close()
    await expect(other.all('select 1')).rejects.toMatchObject({ code: 'StoreUnavailable' })
    expect((await ids()).filter((id) => id >= 9_000)).toEqual([9_000])
  })
})
