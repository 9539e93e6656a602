import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/crm/database.ts'
import { exportPerson } from '../../../src/crm/privacy/export-person.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import { readBoard } from '../../../src/crm/sales/board.ts'
import { findOpportunity, listOpportunities } from '../../../src/crm/sales/opportunities.ts'
import { defaultStages, readPipeline, replacePipeline } from '../../../src/crm/sales/pipeline.ts'
import { readDeals } from '../../../src/crm/sales/read-deals.ts'
import { changeOpportunity, openOpportunity } from '../../../src/crm/sales/write-opportunity.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world, type World } from '../../people.ts'

const all = { sql: '1 = 1', params: [] }
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T12:00:00.000Z`

describe.each(databases)('opportunities on $name', ({ store }) => {
  let opened: TestStore
  let people: World
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    people = await world(db)
  })
  afterAll(() => opened.remove())

  const by = () => ({ kind: 'agent', id: people.mei.id, name: people.mei.name }) as const
  const lamps = (more = {}) => ({ title: 'Lamps', amountCents: 120_000, currency: 'EUR', ...more })
  const openOne = (set = {}, at = day(1)) =>
    db.write(() => openOpportunity(lamps(set), { by: by(), at }))
  const change = (id: string, set: object, at: string, expected?: number) =>
    db.write(() =>
      changeOpportunity(id, set as never, {
        by: by(),
        at,
        ...(expected !== undefined && { expected }),
      }),
    )

  test('go from stage to stage, and every step is kept', async () => {
    const id = await openOne({ customer: anna.id, owner: people.mei.id })
    expect(id).toMatch(/^O-[A-Z2-9]{6}$/)
    expect(await findOpportunity(db, id)).toMatchObject({
      version: 1,
      stage: 'lead',
      amountCents: 120_000,
      probability: null,
      customerName: anna.name,
      ownerName: people.mei.name,
      closedAt: null,
    })
    await change(id, { stage: 'proposal', amountCents: 150_000 }, day(4))
    await change(id, { stage: 'won', reason: 'price' }, day(9))
    expect(await findOpportunity(db, id)).toMatchObject({
      version: 3,
      stage: 'won',
      reason: 'price',
      closedAt: day(9),
    })
    const [deal] = (await readDeals(db, defaultStages, all)).filter(
      ({ amountCents }) => amountCents === 150_000,
    )
    expect(deal).toMatchObject({
      outcome: 'won',
      owner: people.mei.id,
      stays: [
        { stage: 'lead', from: day(1), until: day(4) },
        { stage: 'proposal', from: day(4), until: day(9) },
        { stage: 'won', from: day(9), until: null },
      ],
    })
    const history = await readHistory(db, 'opportunity', id)
    expect(history.map(({ version, what }) => [version, what])).toEqual([
      [3, 'changed'],
      [2, 'changed'],
      [1, 'made'],
    ])
    expect(history[1]?.fields).toContainEqual({ field: 'stage', was: 'lead', became: 'proposal' })
    // Taken back: it is open again, and why it was won no longer stands.
    await change(id, { stage: 'negotiation' }, day(10))
    expect(await findOpportunity(db, id)).toMatchObject({ closedAt: null, reason: null })
  })

  test('that two change at once, only one does', async () => {
    const id = await openOne()
    await change(id, { amountCents: 1 }, day(2), 1)
    await expect(change(id, { amountCents: 2 }, day(2), 1)).rejects.toMatchObject({
      kind: 'conflict',
      details: { version: 2, fields: [{ field: 'amountCents', theirs: 1, yours: 2 }] },
    })
  })

  test.each([
    [{ stage: 'dreaming' }, 'NoSuchStage', /Use one of lead, qualified, .*won, lost/],
    [{ stage: 'lost' }, 'ReasonMissing', /Say why/],
    [{ customer: 'C-nobody' }, 'CustomerNotFound', /C-nobody/],
    [{ owner: 'nobody' }, 'AgentNotFound', /nobody/],
    [{ amountCents: 1.5 }, 'BadField', /amountCents/],
    [{ amountCents: -1 }, 'BadField', /amountCents/],
    [{ currency: 'euro' }, 'BadField', /currency/],
    [{ probability: 101 }, 'BadField', /probability/],
    [{ expectedClose: '2026-02-30' }, 'BadField', /expectedClose/],
    [{ nonsense: 1 }, 'UnknownField', /nonsense/],
  ])('refuse %j', async (set, code, message) => {
    const id = await openOne()
    await expect(change(id, set, day(2))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
    expect(await findOpportunity(db, id)).toMatchObject({ version: 1, stage: 'lead' })
  })

  test('are listed by their day, page by page, and only those that may be seen', async () => {
    const { db, remove } = await store()
    const { mei } = await world(db)
    const days = ['2026-12-03', '2026-12-01', null, '2026-12-01']
    for (const [i, expectedClose] of days.entries()) {
      const set = { ...lamps(), expectedClose, owner: i === 0 ? mei.id : null }
      await db.write(() => openOpportunity(set, { by: by(), at: day(1) }))
    }
    const found: (string | null)[] = []
    for (let after: string | undefined; ;) {
      const page = await listOpportunities(db, { seen: all, after, limit: 1 })
      if (!page[0]) break
      found.push(page[0].expectedClose)
      after = page[0].id
    }
    expect(found).toEqual(['2026-12-01', '2026-12-01', '2026-12-03', null])
    const mine = { sql: 'o.owner = ?', params: [mei.id] }
    expect(await listOpportunities(db, { seen: mine })).toHaveLength(1)
    const [lead] = await readBoard(db, defaultStages, mine)
    expect(lead).toMatchObject({
      stage: 'lead',
      count: 1,
      sums: [{ currency: 'EUR', amountCents: 120_000 }],
    })
    expect(await readDeals(db, defaultStages, mine)).toHaveLength(1)
    await remove()
  })

  test('of a pipeline that somebody made their own', async () => {
    const { db, remove } = await store()
    const own = [{ id: 'talk', name: 'Talk', nameZh: '洽谈', probability: 40 }]
    expect(await readPipeline(db)).toEqual(defaultStages)
    await db.write(() => openOpportunity(lamps(), { by: by0, at: day(1) }))
    await expect(db.write(() => replacePipeline(own))).rejects.toMatchObject({
      code: 'StageInUse',
      message: expect.stringContaining('1 opportunities'),
    })
    const both = [...own, defaultStages[0]!]
    await db.write(() => replacePipeline(both))
    expect(await readPipeline(db)).toEqual(both)
    for (const bad of [
      [],
      [own[0]!, own[0]!],
      [{ ...own[0]!, id: 'won' }],
      [{ ...own[0]!, probability: 120 }],
    ]) {
      await expect(db.write(() => replacePipeline(bad))).rejects.toMatchObject({
        code: 'BadPipeline',
      })
    }
    await remove()
  })

  test('of a customer are exported and erased with them', async () => {
    const { db, remove } = await store()
    await world(db)
    const of = (customer: string, note: string) =>
      db.write(() => openOpportunity(lamps({ customer, note }), { by: by0, at: day(1) }))
    const hers = await of(anna.id, 'likes oak')
    const his = await of(tom.id, `knows ${anna.email}`)
    const exported = JSON.stringify(await exportPerson(db, anna.id))
    expect(exported).toContain('likes oak')
    expect(exported).not.toContain(his)
    const { receipt } = await eraseCustomer(db, anna.id)
    expect(receipt.erased).toMatchObject({ opportunities: 1, opportunity_stays: 1 })
    expect(await findOpportunity(db, hers)).toBeNull()
    expect(await readHistory(db, 'opportunity', hers)).toEqual([])
    expect((await findOpportunity(db, his))?.note).toBe(`knows ${'█'.repeat(anna.email.length)}`)
    await remove()
  })
})

const by0 = { kind: 'system', id: 'tests', name: 'Tests' } as const
