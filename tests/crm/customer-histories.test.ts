import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerHistories, type CustomerHistory } from '../../src/crm/customer-histories.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { ordersOf } from '../../src/crm/orders.ts'
import { databases, type TestStore } from '../databases.ts'
import { anna, world } from '../people.ts'

describe.each(databases)('what happened with each customer on $name', ({ store }) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await store()
    await world(opened.db)
  })
  afterAll(() => opened.remove())

  test('orders that stood, tickets, and how messages felt', async () => {
    const { db } = opened
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const understanding = {
      language: 'en',
      intent: { name: 'a', confidence: 1 },
      ranking: [],
      entities: [],
      sentiment: -0.5,
      isUpset: true,
    }
    const ticket = {
      number: 'T-AAAAAB',
      customer: anna.id,
      order: null,
      category: 'damaged',
      priority: 'high',
      subject: 'Dented',
      body: 'A dent.',
    } as const
    const at = '2026-11-20T12:00:00.000Z'
    await record(db, {
      conversation: id,
      at,
      events: [
        { kind: 'identified', customer: anna.id, how: 'signed' },
        { kind: 'customer-said', clientId: '1', text: 'hm', understanding },
      ],
      changes: [{ do: 'open-ticket', ticket }],
    })
    const all: CustomerHistory[] = []
    for await (const page of customerHistories(db)) all.push(...page)
    const own = all.find(({ customer }) => customer === anna.id)
    const stood = (await ordersOf(db, anna.id)).filter(
      ({ status }) => status !== 'cancelled' && status !== 'returned',
    )
    expect(own?.orders.map((order) => order.at)).toEqual(
      stood.map(({ placedAt }) => Date.parse(placedAt)).sort((a, b) => a - b),
    )
    expect(own?.tickets).toEqual([{ openedAt: Date.parse(at), closedAt: null }])
    expect(own?.feelings).toEqual([{ at: Date.parse(at), sentiment: -0.5 }])
    expect(new Set(all.map(({ customer }) => customer)).size).toBe(all.length)
  })
})
