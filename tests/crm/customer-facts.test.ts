import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerFacts } from '../../src/crm/customer-facts.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { ordersOf } from '../../src/crm/orders.ts'
import { databases, type TestStore } from '../databases.ts'
import { anna, world } from '../people.ts'

describe.each(databases)('a customer in figures on $name', ({ store }) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await store()
    await world(opened.db)
  })
  afterAll(() => opened.remove())

  test('what was ordered, and when last', async () => {
    const orders = (await ordersOf(opened.db, anna.id)).filter(
      ({ status }) => status !== 'cancelled' && status !== 'returned',
    )
    const latest = orders[0]!
    const since = orders.at(-1)!.placedAt
    const spent = orders
      .filter(({ currency }) => currency === latest.currency)
      .reduce((sum, { total }) => sum + total, 0)
    expect(orders.length).toBeGreaterThan(1)
    expect(await customerFacts(opened.db, anna.id, since)).toEqual({
      openTickets: 0,
      spent,
      latestOrderAt: latest.placedAt,
    })
    const later = await customerFacts(opened.db, anna.id, '2999-01-01T00:00:00.000Z')
    expect(later).toMatchObject({ spent: 0, latestOrderAt: latest.placedAt })
  })

  test('tickets that are not closed', async () => {
    const { db } = opened
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const ticket = {
      number: 'T-AAAAAB',
      customer: anna.id,
      order: null,
      category: 'damaged',
      priority: 'high',
      subject: 'Dented',
      body: 'A dent.',
    } as const
    await record(db, {
      conversation: id,
      at: '2026-11-20T12:00:00.000Z',
      events: [{ kind: 'session-started' }],
      changes: [{ do: 'open-ticket', ticket }],
    })
    expect(await customerFacts(db, anna.id, '2026-01-01')).toMatchObject({ openTickets: 1 })
  })

  test('of nobody', async () => {
    expect(await customerFacts(opened.db, 'C-none', '2026-01-01')).toEqual({
      openTickets: 0,
      spent: 0,
      latestOrderAt: null,
    })
  })
})
