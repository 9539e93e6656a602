import { describe, expect, test } from 'vitest'
import { openDatabase, run } from '../../src/crm/database.ts'
import { readLog, record, startConversation } from '../../src/crm/log.ts'
import { packed, unpacked } from '../../src/crm/postgres-ear.ts'
import { databases } from '../databases.ts'

const postgres = databases.filter(({ name }) => name === 'PostgreSQL')

/** Breaks every connection to the store but the one that asks, as a restart of the server does. */
const breakAll = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = current_setting('application_name') and pid <> pg_backend_pid()`

describe.each(postgres)('when connections to $name break', ({ store }) => {
  test('nothing acknowledged is lost, and all goes on by itself', async () => {
    const { db, open, remove } = await store()
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const other = await open()
    const heard: number[] = []
    db.watch(({ seq }) => heard.push(seq))

    const stored = new Set<number>()
    const refused: unknown[] = []
    const state = { isDone: false }
    const sender = (async () => {
      for (let n = 0; !state.isDone || n < 200; n++) {
        try {
          const said = { kind: 'customer-said', clientId: `${n}`, text: `${n}` } as const
          const { events } = await record(db, { conversation: id, events: [said] })
          stored.add(events[0]!.seq)
        } catch (error) {
          refused.push(error)
        }
      }
    })()
    for (let i = 0; i < 5; i++) {
      const before = stored.size
      await expect.poll(() => stored.size).toBeGreaterThan(before + 10)
      await other.all(breakAll)
    }
    state.isDone = true
    await sender
    expect(refused.length).toBeGreaterThan(0)
    for (const reason of refused) {
      expect(reason).toMatchObject({ kind: 'unavailable', code: 'StoreUnavailable' })
    }
    const numbers = (await readLog(db, id, 0, 100_000)).map(({ seq }) => seq)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    expect([...stored].filter((seq) => !numbers.includes(seq))).toEqual([])

    // What another process writes is heard again, too, once there is a new connection.
    const { events } = await record(other, {
      conversation: id,
      events: [{ kind: 'session-started' }],
    })
    await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toBe(events[0]?.seq)
    await remove()
  })

  test('a fault of the server undoes what was begun, and the next goes well', async () => {
    const { db, remove } = await store()
    await db.write(() => run('create table jottings (id integer)'))
    const slow = db.write(function* () {
      yield* run('insert into jottings values (1)')
      yield* run("set local statement_timeout = '20ms'")
      yield* run('select pg_sleep(10)')
    })
    await expect(slow).rejects.toMatchObject({ kind: 'unavailable', code: 'StoreUnavailable' })
    await db.write(() => run('insert into jottings values (2)'))
    expect(await db.all('select id from jottings')).toEqual([{ id: 2 }])
    await remove()
  })

  test('an unreachable server is a plain problem', async () => {
    await expect(openDatabase('postgres://nobody@127.0.0.1:1/none')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'StoreUnavailable',
    })
  })
})

test('hints travel in notifications of less than 8,000 bytes', () => {
  const hints = Array.from({ length: 1_000 }, (_, i) => ({
    conversation: `conversation of ${i}`,
    seq: i,
    position: i * 7,
  }))
  const payloads = packed('self', hints)
  expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000)
  expect(payloads.flatMap((payload) => unpacked(payload).hints)).toEqual(hints)
  expect(payloads.map((payload) => unpacked(payload).from)).toEqual(payloads.map(() => 'self'))
  expect(packed('self', [])).toEqual([])
})
