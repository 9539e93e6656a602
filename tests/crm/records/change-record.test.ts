import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../src/conversation.ts'
import { findCustomer } from '../../../src/crm/customers.ts'
import type { Database } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import type { Actor } from '../../../src/crm/records/actor.ts'
import { changeRecord } from '../../../src/crm/records/change-record.ts'
import { customerShape } from '../../../src/crm/records/customer-shape.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world, xiaoming } from '../../people.ts'

const at = '2026-11-20T12:00:00.000Z'
const mei: Actor = { kind: 'agent', id: 'mei', name: 'Mei Lin' }
const jonas: Actor = { kind: 'agent', id: 'jonas', name: 'Jonas Falk' }

describe.each(databases)('versions and history on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await world(db)
  })
  afterAll(() => opened.remove())

  const change = (
    id: string,
    set: Readonly<Record<string, Json>>,
    {
      by = mei,
      expected,
      through = db,
    }: { by?: Actor; expected?: number; through?: Database } = {},
  ) =>
    through.write(() =>
      changeRecord(customerShape, id, { by, at, set, ...(expected !== undefined && { expected }) }),
    )

  test('a change raises the version and says who, when, from and to', async () => {
    const changed = await change(anna.id, { city: ' Potsdam ', phone: '+49 30 555 0101' })
    expect(changed).toEqual({
      version: 2,
      fields: [{ field: 'city', was: 'Berlin', became: 'Potsdam' }],
    })
    expect((await findCustomer(db, anna.id))?.city).toBe('Potsdam')
    expect(await readHistory(db, 'customer', anna.id)).toEqual([
      { version: 2, at, by: mei, what: 'changed', fields: changed.fields },
    ])
  })

  test('what is as it was already is no change', async () => {
    expect(await change(anna.id, { city: 'Potsdam' })).toEqual({ version: 2, fields: [] })
    expect(await readHistory(db, 'customer', anna.id)).toHaveLength(1)
  })

  test('whoever looked at an older version gets both values, and changes nothing', async () => {
    const late = change(anna.id, { city: 'Hamburg', tier: 'silver' }, { by: jonas, expected: 1 })
    await expect(late).rejects.toMatchObject({
      kind: 'conflict',
      code: 'RecordChanged',
      details: {
        version: 2,
        fields: [
          { field: 'city', theirs: 'Potsdam', yours: 'Hamburg' },
          { field: 'tier', theirs: 'gold', yours: 'silver' },
        ],
      },
    })
    expect(await findCustomer(db, anna.id)).toMatchObject({ city: 'Potsdam', tier: 'gold' })
  })

  test.each([
    ['a field that there is none of', { shoeSize: 44 }, 'UnknownField', 'shoeSize'],
    ['a field of every object', { constructor: 'x' }, 'UnknownField', 'constructor'],
    ['a choice that there is not', { tier: 'platinum' }, 'BadField', 'platinum'],
    ['no address', { email: 'anna@' }, 'BadField', 'anna@'],
    ['nothing for what must be', { name: '  ' }, 'BadField', 'name'],
  ])('%s is refused by name', async (_, set, code, named) => {
    const refused = change(tom.id, set)
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', code })
    await expect(refused).rejects.toThrow(named)
  })

  test('a record that there is not is not found', async () => {
    await expect(change('C-0', { name: 'Nobody' })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'RecordNotFound',
    })
  })

  test('of edits at once by two processes one is kept, and the history has no gap', async () => {
    const other = await opened.open()
    const rounds = 6
    for (let version = 1; version <= rounds; version++) {
      const edits = [db, other].map((through, i) =>
        change(tom.id, { city: `${i} in round ${version}` }, { expected: version, through }),
      )
      const [first, second] = await Promise.allSettled(edits)
      const lost = first?.status === 'rejected' ? first : second
      expect(new Set([first?.status, second?.status])).toEqual(new Set(['fulfilled', 'rejected']))
      expect(lost).toMatchObject({
        reason: {
          code: 'RecordChanged',
          details: {
            version: version + 1,
            fields: [
              {
                field: 'city',
                theirs: `${first === lost ? 1 : 0} in round ${version}`,
                yours: `${first === lost ? 0 : 1} in round ${version}`,
              },
            ],
          },
        },
      })
    }
    const history = await readHistory(db, 'customer', tom.id, { limit: 100 })
    expect(history.map(({ version }) => version)).toEqual(
      Array.from({ length: rounds }, (_, i) => rounds + 1 - i),
    )
    const older = await readHistory(db, 'customer', tom.id, { before: 4, limit: 2 })
    expect(older.map(({ version }) => version)).toEqual([3, 2])
  })

  test('edits at once that expect nothing are all kept, each from what the last one left', async () => {
    const edits = Array.from({ length: 10 }, (_, i) => change(xiaoming.id, { city: `city ${i}` }))
    await Promise.all(edits)
    const [...history] = await readHistory(db, 'customer', xiaoming.id)
    const steps = history.toReversed().map(({ fields: [field] }) => field)
    expect(steps[0]?.was).toBe('杭州')
    for (const [i, step] of steps.slice(1).entries()) expect(step?.was).toBe(steps[i]?.became)
    expect(steps).toHaveLength(10)
  })

  test('what the bot changes is in the history, too, with the customer who asked', async () => {
    const { id: conversation } = await startConversation(db, {
      visitor: 'v',
      channel: 'web',
      language: 'zh',
    })
    await record(db, {
      conversation,
      at,
      events: [{ kind: 'identified', customer: xiaoming.id, how: 'checked' }],
      changes: [{ do: 'change-address', order: 'HP-10042', address: '上海市' }],
    })
    await record(db, {
      conversation,
      at,
      events: [{ kind: 'session-started' }],
      changes: [{ do: 'cancel-order', order: 'HP-10042' }],
    })
    const by = { kind: 'customer', id: xiaoming.id, name: xiaoming.name }
    const address = { field: 'address', was: '杭州市湖滨路18号 310001', became: '上海市' }
    const status = { field: 'status', was: 'processing', became: 'cancelled' }
    expect(await readHistory(db, 'order', 'HP-10042')).toEqual([
      { version: 3, at, by, what: 'changed', fields: [status] },
      { version: 2, at, by, what: 'changed', fields: [address] },
    ])
  })

  test('a visitor’s ticket is made by the bot', async () => {
    const { id: conversation } = await startConversation(db, {
      visitor: 'v',
      channel: 'web',
      language: 'en',
    })
    const ticket = {
      number: 'T-VISITS',
      category: 'other',
      priority: 'normal',
      subject: 'A lamp',
      body: 'It is dark.',
    } as const
    await record(db, {
      conversation,
      at,
      events: [{ kind: 'session-started' }],
      changes: [{ do: 'open-ticket', ticket }],
    })
    expect(await readHistory(db, 'ticket', 'T-VISITS')).toEqual([
      {
        version: 1,
        at,
        by: { kind: 'bot', id: conversation, name: 'Bot' },
        what: 'made',
        fields: [],
      },
    ])
  })
})
