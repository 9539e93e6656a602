import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, run } from '../../../src/crm/database.ts'
import { seesOf } from '../../../src/crm/access/asker.ts'
import { checkAudit } from '../../../src/crm/audit/check-audit.ts'
import { readAudit } from '../../../src/crm/audit/read-audit.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { record, readLog, startConversation } from '../../../src/crm/log.ts'
import { placeHold, releaseHold } from '../../../src/crm/retention/legal-hold.ts'
import { applyRetention, dueForRetention } from '../../../src/crm/retention/retention.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { keepIndex } from '../../../src/crm/search/keep-index.ts'
import { search } from '../../../src/crm/search/search.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world } from '../../people.ts'

const by = { kind: 'agent', id: 'a-1', name: 'Mei Lin' } as const
const admin = {
  id: 'a-1',
  name: 'Mei Lin',
  role: 'admin',
  teams: [],
  via: 'desk',
  sees: seesOf('admin', 'all'),
} as const
const now = new Date('2026-11-26T12:00:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

describe.each(databases)('retention on $name', (engine) => {
  let store: TestStore
  let db: Database
  beforeEach(async () => {
    store = await engine.store()
    db = store.db
    await world(db)
  })
  afterEach(() => store.remove())

  async function said(text: string, days: number, customer?: string): Promise<string> {
    const { id } = await startConversation(db, {
      visitor: 'v',
      channel: 'web',
      language: 'en',
      ...(customer !== undefined && { customer }),
    })
    await record(db, {
      conversation: id,
      at: daysAgo(days),
      events: [
        { kind: 'customer-said', clientId: '1', text },
        { kind: 'decided', steps: [], trace: { model: 'm', words: [['parrot', 1]] } },
      ],
    })
    return id
  }

  const many = (count: number, days: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => said('old parrot', days)))

  const left = async (): Promise<string[]> =>
    (await db.all<{ id: string }>("select id from conversations where visitor <> 'erased'")).map(
      ({ id }) => id,
    )

  const apply = (retention: Parameters<typeof applyRetention>[1], at = now) =>
    applyRetention(db, retention, { now: at })

  test('erases exactly what is older, and the report says so before', async () => {
    const young = await said('young parrot', 9.9)
    await many(22, 10.1)
    const due = await dueForRetention(db, { conversations: 10 }, now)
    expect(due).toEqual([
      {
        kind: 'conversations',
        days: 10,
        before: daysAgo(10),
        count: 22,
        held: 0,
        oldest: daysAgo(10.1),
      },
    ])
    expect(await left()).toHaveLength(23)
    expect(await apply({ conversations: 10 })).toMatchObject([{ count: 22 }])
    expect(await left()).toEqual([young])
    expect(await apply({ conversations: 10 })).toMatchObject([{ count: 0 }])
    expect(await checkLog(db)).toMatchObject({ conversations: 23, broken: [], stale: [] })
    // The clock moves on.
    expect(await apply({ conversations: 10 }, new Date(now.getTime() + 86_400_000))).toMatchObject([
      { count: 1 },
    ])
  })

  test('what is erased cannot be found any more', async () => {
    await said('my parrot ate the lamp', 400)
    const found = async () => (await search(db, { asker: admin, text: 'parrot' })).hits
    const end = keepIndex(db, { report: (error) => expect(error).toBe(null) })
    await expect.poll(async () => (await found()).length, { timeout: 10_000 }).toBe(1)
    await apply({ conversations: 365 })
    expect(await found()).toEqual([])
    await end()
  })

  test('one in which somebody waits, or is served, stays', async () => {
    const id = await said('help', 400)
    await record(db, {
      conversation: id,
      at: daysAgo(399),
      events: [{ kind: 'handed-over', reason: 'asked' }],
    })
    expect(await apply({ conversations: 30 })).toMatchObject([{ count: 0 }])
    expect(await left()).toEqual([id])
  })

  test('who comes back meanwhile keeps the conversation', async () => {
    const ids = await many(25, 100)
    let returned: string | undefined
    await applyRetention(
      db,
      { conversations: 30 },
      {
        now,
        onProgress({ done }) {
          if (returned !== undefined || done < 20) return
          returned = ids.at(-1)!
          const events = [{ kind: 'customer-said', clientId: '2', text: 'hello again' }] as const
          void record(db, { conversation: returned, events, at: now.toISOString() })
        },
      },
    )
    expect(await left()).toEqual([returned])
    expect((await readLog(db, returned!)).map(({ kind }) => kind)).toEqual([
      'customer-said',
      'decided',
      'customer-said',
    ])
    // And nobody can write into one that is gone.
    await expect(
      record(db, { conversation: ids[0]!, events: [{ kind: 'session-started' }] }),
    ).rejects.toMatchObject({ code: 'ConversationNotFound' })
  })

  test('one that is stopped goes on where it was', async () => {
    await many(25, 100)
    let batches = 0
    const [first] = await applyRetention(
      db,
      { conversations: 30 },
      { now, isWanted: () => batches++ < 1 },
    )
    expect(first!.count).toBe(20)
    expect(await apply({ conversations: 30 })).toMatchObject([{ count: 5 }])
    expect(await left()).toEqual([])
  })

  test('of traces leaves the conversation, and of the audit log its chain', async () => {
    const id = await said('old parrot', 100)
    await db.write(() => placeHold({ kind: 'customer', id: tom.id, reason: 'court', by }))
    await db.write(() => releaseHold({ kind: 'customer', id: tom.id, by }))
    const later = new Date(Date.now() + 86_400_000 * 40)
    expect(await apply({ traces: 30, audit: 30 }, later)).toMatchObject([
      { kind: 'traces', count: 1 },
      { kind: 'audit', count: 2 },
    ])
    expect(await readLog(db, id)).toMatchObject([{ text: 'old parrot' }, { trace: { model: 'm' } }])
    expect(JSON.stringify(await readLog(db, id))).not.toContain('"words"')
    expect((await readAudit(db)).map((entry) => entry.id)).toEqual([null, null])
    expect(await checkAudit(db)).toMatchObject({ entries: 2, brokenAt: null })
    expect(await apply({ traces: 30, audit: 30 }, later)).toMatchObject([
      { count: 0 },
      { count: 0 },
    ])
  })

  test('of closed tickets, failed proofs, sessions and links', async () => {
    await db.write(function* () {
      for (const [number, closed] of [
        ['T-OLD', daysAgo(100)],
        ['T-NEW', daysAgo(1)],
        ['T-OPEN', null],
      ]) {
        yield* run(
          `insert into tickets (number, customer, category, priority, subject, body, status,
             opened_at, closed_at) values (?, ?, 'other', 'low', 's', 'b', 'open', ?, ?)`,
          number,
          anna.id,
          daysAgo(200),
          closed,
        )
      }
      yield* run(
        `insert into tasks (id, title, body, status, ticket, made_at)
         values ('A', 'call', '', 'open', 'T-OLD', ?), ('B', 'call', '', 'open', 'T-NEW', ?)`,
        daysAgo(100),
        daysAgo(100),
      )
      yield* run("insert into failed_proofs (key, at) values ('EMAIL X', ?)", daysAgo(100))
      yield* run(
        `insert into sign_in_links (token_hash, purpose, made_at, expires_at)
         values ('h', 'first', ?, ?)`,
        daysAgo(100),
        daysAgo(99),
      )
    })
    const kept = { tickets: 30, 'failed-proofs': 30, 'sign-in-links': 30, sessions: 30 }
    expect((await apply(kept)).map(({ kind, count }) => `${kind} ${count}`)).toEqual([
      'tickets 1',
      'failed-proofs 1',
      'sessions 0',
      'sign-in-links 1',
    ])
    const rows = await db.all("select number from tickets where number like 'T-%' order by number")
    expect(rows).toEqual(expect.arrayContaining([{ number: 'T-NEW' }, { number: 'T-OPEN' }]))
    expect(rows).not.toContainEqual({ number: 'T-OLD' })
    expect(await db.all('select id from tasks')).toEqual([{ id: 'B' }])
  })

  describe('a legal hold', () => {
    test('on a customer keeps all of theirs, until it is released', async () => {
      const hers = await said('my parrot', 400, anna.id)
      await said('my cat', 400, tom.id)
      await db.write(() => placeHold({ kind: 'customer', id: anna.id, reason: 'court case 7', by }))
      expect(await dueForRetention(db, { conversations: 30 }, now)).toMatchObject([
        { count: 1, held: 1 },
      ])
      expect(await apply({ conversations: 30, traces: 30 })).toMatchObject([
        { count: 1, held: 1 },
        { count: 0, held: 1 },
      ])
      expect(await left()).toEqual([hers])
      await expect(eraseCustomer(db, anna.id)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'LegalHold',
        message: expect.stringMatching(/by Mei Lin: court case 7\. .*--release/),
      })
      await db.write(() => releaseHold({ kind: 'customer', id: anna.id, by }))
      expect(await apply({ conversations: 30 })).toMatchObject([{ count: 1, held: 0 }])
      await eraseCustomer(db, anna.id)
      expect(await db.all('select id from legal_holds')).toEqual([])
    })

    test('on one conversation keeps it, and its customer from erasure', async () => {
      const hers = await said('my parrot', 400, anna.id)
      await db.write(() => placeHold({ kind: 'conversation', id: hers, reason: 'inquiry', by }))
      expect(await apply({ conversations: 30 })).toMatchObject([{ count: 0, held: 1 }])
      await expect(eraseCustomer(db, anna.id)).rejects.toMatchObject({ code: 'LegalHold' })
      expect(await left()).toEqual([hers])
    })

    test('is in the audit log, and is refused without a reason, twice, or of nobody', async () => {
      const place = (id: string, reason: string) =>
        db.write(() => placeHold({ kind: 'customer', id, reason, by }))
      await expect(place(anna.id, ' ')).rejects.toMatchObject({ code: 'ReasonMissing' })
      await expect(place('C-0', 'x')).rejects.toMatchObject({ code: 'CustomerNotFound' })
      await place(anna.id, 'court')
      await expect(place(anna.id, 'court')).rejects.toMatchObject({ code: 'HeldAlready' })
      await db.write(() => releaseHold({ kind: 'customer', id: anna.id, by }))
      await expect(
        db.write(() => releaseHold({ kind: 'customer', id: anna.id, by })),
      ).rejects.toMatchObject({ code: 'HoldNotFound' })
      expect(await readAudit(db)).toMatchObject([
        { action: 'released legal hold', id: anna.id, by, detail: { reason: 'court' } },
        { action: 'placed legal hold', id: anna.id, by, detail: { reason: 'court' } },
      ])
    })
  })
})
