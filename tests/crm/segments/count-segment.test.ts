import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record, startConversation } from '../../../src/crm/log.ts'
import { addConsent } from '../../../src/crm/people/consents.ts'
import { keepScores } from '../../../src/crm/people/scores.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { countSegment } from '../../../src/crm/segments/count-segment.ts'
import { segmentFields } from '../../../src/crm/segments/fields.ts'
import type { Filter } from '../../../src/crm/segments/filter.ts'
import { readFilter } from '../../../src/crm/segments/read-filter.ts'
import { insertAll, run } from '../../../src/crm/work.ts'
import { openOpportunity } from '../../../src/crm/sales/write-opportunity.ts'
import { begin, by } from '../../campaigns/scene.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world, xiaoming } from '../../people.ts'

const now = new Date('2026-11-20T12:00:00.000Z')
const names = new Map([
  [anna.id, 'anna'],
  [xiaoming.id, 'xiaoming'],
  [tom.id, 'tom'],
])
const everybody = 'anna xiaoming tom'

describe.each(databases)('segments on $name', ({ store }) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await store()
    const { db } = opened
    await world(db)
    const start = { visitor: 'v', channel: 'web', language: 'en', customer: anna.id }
    const { id } = await startConversation(db, start)
    const said = (clientId: string, at: string, text = 'hello') =>
      record(db, { conversation: id, at, events: [{ kind: 'customer-said', clientId, text }] })
    await said('m1', '2026-11-01T10:00:00.000Z')
    // Neither a reminder nor a colleague's words are a message of hers.
    await said('reminder:r:1', '2026-11-19T10:00:00.000Z', '/remind')
    const agent = { id: 'a', name: 'Mei' }
    await record(db, {
      conversation: id,
      at: '2026-11-19T11:00:00.000Z',
      events: [{ kind: 'agent-said', clientId: 'm2', text: '"kind":"customer-said"', agent }],
    })
    await db.write(function* () {
      yield* run("update orders set status = 'cancelled' where number = 'HP-09987'")
      yield* run("update customers set time_zone = 'Asia/Shanghai' where id = ?", xiaoming.id)
      const risks = [
        { customer: anna.id, value: 0.6 },
        { customer: tom.id, value: 0.61 },
      ]
      yield* keepScores('churn-risk', risks, begin)
      const company = ['K-1', 'Harbour Café', '', '', '', '', '', '', '2026-01-01']
      const columns = 'id name domain phone address city country postcode made_at'.split(' ')
      yield* insertAll('companies', columns, [company])
      yield* run("update customers set company = 'K-1' where id = ?", tom.id)
      for (const isGiven of [true, false]) {
        const consent = { purpose: 'marketing-email', isGiven, textVersion: '1', how: 'phone' }
        yield* addConsent(
          isGiven ? anna.id : tom.id,
          { ...consent, isGiven: true },
          { by, at: begin },
        )
        if (!isGiven) yield* addConsent(tom.id, consent, { by, at: begin })
      }
      yield* insertAll(
        'attributes',
        ['kind', 'record', 'name', 'text', 'number'],
        [
          ['customer', anna.id, 'shoe_size', null, 38.5],
          ['customer', tom.id, 'shoe_size', null, 45],
          ['company', anna.id, 'shoe_size', null, 99],
          ['customer', anna.id, 'birthday', '1990-05-01', null],
          ['customer', anna.id, 'is_member', null, 1],
          ['customer', tom.id, 'is_member', null, 0],
          ['customer', tom.id, 'brand', 'Oak & Co', null],
        ],
      )
      const deal = { title: 'Lamps', amountCents: 1, currency: 'EUR', customer: anna.id }
      yield* openOpportunity(deal, { by, at: begin })
    })
  })
  afterAll(() => opened.remove())

  const membersOf = async (filter: unknown) => {
    const { some, count, of } = await countSegment(opened.db, readFilter(filter, segmentFields), {
      now,
    })
    expect([count, of]).toEqual([some.length, 3])
    return some.map(({ id }) => names.get(id)).join(' ')
  }

  test.each<[Filter, string]>([
    [{ all: [] }, everybody],
    [{ field: 'name', is: 'is', value: 'anna BERG' }, 'anna'],
    [{ field: 'name', is: 'contains', value: 'E' }, 'anna tom'],
    [{ field: 'name', is: 'contains', value: '小明' }, 'xiaoming'],
    [{ field: 'name', is: 'contains', value: '%' }, ''],
    [{ field: 'name', is: 'contains', value: '_' }, ''],
    [{ field: 'email', is: 'begins-with', value: 'tom' }, 'tom'],
    [
      { field: 'email', is: 'is-one-of', value: [anna.email, 'TOM.Keller@example.com'] },
      'anna tom',
    ],
    [{ field: 'email', is: 'is', value: "' or 1=1 --" }, ''],
    [{ field: 'city', is: 'is-not', value: 'berlin' }, 'xiaoming tom'],
    [{ field: 'phone', is: 'is-empty' }, ''],
    [{ field: 'phone', is: 'is-not-empty' }, everybody],
    [{ field: 'language', is: 'is', value: 'zh' }, 'xiaoming'],
    [{ field: 'tier', is: 'is', value: 'gold' }, 'anna'],
    [{ field: 'tier', is: 'is-not', value: 'gold' }, 'xiaoming tom'],
    [{ field: 'since', is: 'before', value: '2025-03-02' }, everybody],
    [{ field: 'since', is: 'after', value: '2025-03-02' }, ''],
    [{ field: 'orders', is: 'at-least', value: 1 }, everybody],
    [{ field: 'orders', withinDays: 5, is: 'at-least', value: 1 }, 'anna xiaoming'],
    [{ field: 'orders', withinDays: 5, is: 'is', value: 0 }, 'tom'],
    [{ field: 'orders', is: 'between', value: [2, 9] }, ''],
    [{ field: 'last-order', is: 'in-last', value: 2 }, 'xiaoming'],
    [{ field: 'last-order', is: 'not-in-last', value: 2 }, 'anna tom'],
    [{ field: 'last-order', is: 'before', value: { daysAgo: 10 } }, 'tom'],
    [{ field: 'last-order', is: 'is-empty' }, ''],
    [{ field: 'spent', of: 'EUR', is: 'over', value: 137.99 }, 'anna'],
    [{ field: 'spent', of: 'EUR', is: 'over', value: 138 }, ''],
    [{ field: 'spent', of: 'EUR', is: 'at-most', value: 0 }, 'xiaoming'],
    [{ field: 'spent', of: 'CNY', is: 'at-least', value: 1240 }, 'xiaoming'],
    [{ field: 'bought', of: 'CUS-LIN', is: 'is', value: 2 }, 'anna'],
    [{ field: 'bought', of: 'KET-COP', is: 'over', value: 0 }, ''],
    [{ field: 'tickets', is: 'is', value: 1 }, 'tom'],
    [{ field: 'open-tickets', is: 'over', value: 0 }, 'tom'],
    [{ field: 'churn-risk', is: 'over', value: 0.6 }, 'tom'],
    [{ field: 'churn-risk', is: 'is', value: 0.6 }, 'anna'],
    [{ field: 'time-zone', is: 'begins-with', value: 'asia/' }, 'xiaoming'],
    [{ field: 'company', is: 'contains', value: 'harbour' }, 'tom'],
    [{ field: 'company', is: 'is-empty' }, 'anna xiaoming'],
    [{ field: 'consent', of: 'marketing-email', is: 'is', value: 'given' }, 'anna'],
    [{ field: 'consent', of: 'marketing-email', is: 'is', value: 'taken-back' }, 'tom'],
    [{ field: 'consent', of: 'marketing-email', is: 'is', value: 'never-asked' }, 'xiaoming'],
    [{ field: 'consent', of: 'else', is: 'is-not', value: 'never-asked' }, ''],
    [{ field: 'open-opportunities', is: 'is', value: 1 }, 'anna'],
    [{ field: 'attribute-number', of: 'shoe_size', is: 'between', value: [38, 40] }, 'anna'],
    [{ field: 'attribute-number', of: 'shoe_size', is: 'over', value: 38.5 }, 'tom'],
    [{ field: 'attribute-text', of: 'brand', is: 'contains', value: 'oak' }, 'tom'],
    [{ field: 'attribute-text', of: 'brand', is: 'is-empty' }, 'anna xiaoming'],
    [{ field: 'attribute-day', of: 'birthday', is: 'before', value: '1990-05-02' }, 'anna'],
    [{ field: 'attribute-yes', of: 'is_member', is: 'is', value: true }, 'anna'],
    [{ field: 'attribute-yes', of: 'is_member', is: 'is', value: false }, 'tom'],
    [{ field: 'last-message', is: 'is-not-empty' }, 'anna'],
    [{ field: 'last-message', is: 'in-last', value: 10 }, ''],
    [{ field: 'last-message', is: 'not-in-last', value: 10 }, everybody],
    [{ field: 'last-message', is: 'before', value: '2026-11-02' }, 'anna'],
    [{ not: { field: 'last-message', is: 'before', value: '2026-11-02' } }, 'xiaoming tom'],
    [
      {
        any: [
          { field: 'tier', is: 'is', value: 'gold' },
          {
            all: [
              { field: 'orders', is: 'is', value: 1 },
              { not: { field: 'language', is: 'is', value: 'en' } },
            ],
          },
        ],
      },
      'anna xiaoming',
    ],
  ])('%j is %s', async (filter, members) => {
    expect(await membersOf(filter)).toBe(members)
  })

  test('are of many pages, and never of who was erased', async () => {
    const { db, remove } = await store()
    await world(db)
    const columns =
      'id name email email_key phone language address city country postcode tier since'
    const rows = Array.from({ length: 2_300 }, (_, i) => [
      `X-${i}`,
      'X',
      '',
      '',
      '',
      i % 2 ? 'en' : 'fr',
      '',
      '',
      '',
      '',
      'standard',
      '2026-01-01',
    ])
    await db.write(() => insertAll('customers', columns.split(' '), rows))
    const fr: Filter = { field: 'language', is: 'is', value: 'fr' }
    expect(await countSegment(db, fr)).toMatchObject({ count: 1_150, of: 2_303 })
    expect((await countSegment(db, fr)).some).toHaveLength(20)
    await eraseCustomer(db, anna.id)
    const gold = await countSegment(db, { field: 'tier', is: 'is', value: 'gold' })
    expect(gold).toEqual({ count: 0, of: 2_302, some: [] })
    await remove()
  })
})
