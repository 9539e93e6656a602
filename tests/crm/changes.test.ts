import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Change } from '../../src/crm/change.ts'
import type { Database } from '../../src/crm/database.ts'
import { failedProofs } from '../../src/crm/failed-proofs.ts'
import { readLog, record, startConversation } from '../../src/crm/log.ts'
import { findOrder } from '../../src/crm/orders.ts'
import { findReturn, returnsOf, returnsOfOrder } from '../../src/crm/returns.ts'
import { findTicket, ticketsIn, ticketsOf } from '../../src/crm/tickets.ts'
import { databases, type TestStore } from '../databases.ts'
import { anna, world } from '../people.ts'

const at = '2026-11-20T12:00:00.000Z'

const ticket = {
  number: 'T-AAAAAA',
  customer: anna.id,
  order: 'HP-09987',
  category: 'damaged',
  priority: 'high',
  subject: 'Kettle is dented',
  body: 'There is a dent in it.',
} as const

describe.each(databases)('changes on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  let conversation: string
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await world(db)
    const started = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    conversation = started.id
  })
  afterAll(() => opened.remove())

  const change = (...changes: Change[]) =>
    record(db, { conversation, at, events: [{ kind: 'session-started' }], changes })

  test('a ticket is opened for the conversation', async () => {
    await change({ do: 'open-ticket', ticket })
    const opened = { ...ticket, conversation, status: 'open', openedAt: at, closedAt: null }
    expect(await findTicket(db, ' t-aaaaaa ')).toEqual(opened)
    expect(await ticketsOf(db, anna.id)).toEqual([opened])
    expect(await ticketsIn(db, conversation)).toEqual([opened])
    await expect(change({ do: 'open-ticket', ticket })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'NumberTaken',
    })
  })

  test('a ticket of nobody known is opened all the same', async () => {
    await change({
      do: 'open-ticket',
      ticket: { ...ticket, number: 'T-BBBBBB', customer: 'signed-in-elsewhere', order: null },
    })
    expect(await findTicket(db, 'T-BBBBBB')).toMatchObject({ customer: null, order: null })
  })

  test('an order is changed while it is processed, and not after', async () => {
    await change({ do: 'change-address', order: 'HP-10042', address: '上海市愚园路52号' })
    expect(await findOrder(db, 'HP-10042')).toMatchObject({ address: '上海市愚园路52号' })
    await change({ do: 'cancel-order', order: 'HP-10042' })
    expect(await findOrder(db, 'HP-10042')).toMatchObject({ status: 'cancelled' })
    await expect(change({ do: 'cancel-order', order: 'HP-10023' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'OrderMovedOn',
      message: expect.stringContaining('HP-10023 is shipped'),
    })
    const nothing = change({ do: 'change-address', order: 'HP-00000', address: 'x' })
    await expect(nothing).rejects.toMatchObject({ kind: 'not-found', code: 'OrderNotFound' })
  })

  test('a delivered item is returned once', async () => {
    const wish = { do: 'request-return', reason: 'dented', wish: 'refund' } as const
    const kettle = { ...wish, number: 'R-AAAAAA', order: 'HP-09987', skus: ['KET-COP', 'KET-COP'] }
    await change(kettle)
    const asked = {
      number: 'R-AAAAAA',
      order: 'HP-09987',
      conversation,
      skus: ['KET-COP'],
      reason: 'dented',
      wish: 'refund',
      status: 'requested',
      askedAt: at,
    }
    expect(await findReturn(db, 'R-AAAAAA')).toEqual(asked)
    expect(await returnsOfOrder(db, 'hp-09987')).toEqual([asked])
    expect(await returnsOf(db, anna.id)).toEqual([asked])
    const refused: Change[] = [
      { ...kettle, number: 'R-BBBBBB' },
      { ...wish, number: 'R-CCCCCC', order: 'HP-10023', skus: ['LMP-OAK'] },
      { ...wish, number: 'R-DDDDDD', order: 'HP-09987', skus: ['LMP-OAK'] },
      { ...wish, number: 'R-EEEEEE', order: 'HP-09987', skus: [] },
    ]
    for (const one of refused) {
      await expect(change(one)).rejects.toMatchObject({ code: 'OrderMovedOn' })
    }
  })

  test('failed proofs are counted by key since a time', async () => {
    await change({ do: 'count-failed-proof', key: 'hp-10023 ' })
    await change(
      { do: 'count-failed-proof', key: 'HP-10023' },
      { do: 'count-failed-proof', key: conversation },
    )
    expect(await failedProofs(db, 'HP-10023', at)).toBe(2)
    expect(await failedProofs(db, conversation, at)).toBe(1)
    expect(await failedProofs(db, 'HP-10023', '2026-11-20T12:00:00.001Z')).toBe(0)
  })

  test('all of a record is written or nothing: events, changes, how it stands', async () => {
    const log = await readLog(db, conversation)
    const both = change(
      { do: 'open-ticket', ticket: { ...ticket, number: 'T-CCCCCC' } },
      { do: 'cancel-order', order: 'HP-10023' },
    )
    await expect(both).rejects.toMatchObject({ code: 'OrderMovedOn' })
    expect(await findTicket(db, 'T-CCCCCC')).toBeNull()
    expect(await readLog(db, conversation)).toEqual(log)

    const late = record(db, {
      conversation,
      after: 0,
      events: [{ kind: 'session-started' }],
      changes: [{ do: 'open-ticket', ticket: { ...ticket, number: 'T-DDDDDD' } }],
    })
    await expect(late).rejects.toMatchObject({ code: 'ConversationMovedOn' })
    expect(await findTicket(db, 'T-DDDDDD')).toBeNull()
  })
})
