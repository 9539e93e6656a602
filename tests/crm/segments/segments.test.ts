import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import {
  changeSegment,
  createSegment,
  findSegment,
  listSegments,
  removeSegment,
} from '../../../src/crm/segments/segments.ts'
import { by, planned } from '../../campaigns/scene.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, world } from '../../people.ts'

const at = '2026-11-20T09:00:00.000Z'
const gold = { field: 'tier', is: 'is', value: 'gold' } as const

describe.each(databases)('saved segments on $name', ({ store }) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await store()
    await world(opened.db)
  })
  afterAll(() => opened.remove())

  const create = (name: string, filter: unknown = gold) =>
    opened.db.write(() => createSegment({ name, filter }, { by, at }))

  test('are kept with their versions', async () => {
    const { db } = opened
    const id = await create('Gold')
    const everybody = { all: [] }
    await db.write(() => changeSegment(id, { filter: everybody }, { by, at, expected: 1 }))
    expect(await findSegment(db, id)).toEqual({
      id,
      version: 2,
      name: 'Gold',
      filter: everybody,
      madeAt: at,
      madeBy: 'Mei',
    })
    expect(await readHistory(db, 'segment', id)).toHaveLength(2)
    const stale = db.write(() => changeSegment(id, { name: 'x' }, { by, at, expected: 1 }))
    await expect(stale).rejects.toMatchObject({ code: 'RecordChanged' })
    await db.write(() => removeSegment(id, { by, at }))
    expect(await findSegment(db, id)).toBeNull()
  })

  test('are not kept when their filter is wrong', async () => {
    await expect(create('Bad', { field: 'x', is: 'is' })).rejects.toMatchObject({
      code: 'BadFilter',
    })
    await expect(create(' ')).rejects.toMatchObject({ code: 'BadField' })
  })

  test('are listed by name, page by page', async () => {
    const { db } = opened
    for (const name of ['B', 'A', 'A']) await create(name)
    const names: string[] = []
    for (let after: string | undefined; ;) {
      const [next] = await listSegments(db, { after, limit: 1 })
      if (!next) break
      names.push(next.name)
      after = next.id
    }
    expect(names).toEqual(['A', 'A', 'B'])
  })

  test('stay while a campaign is of them', async () => {
    const { db } = opened
    await planned(db)
    const used = (await listSegments(db)).find(({ name }) => name === 'Lindau')!
    await expect(db.write(() => removeSegment(used.id, { by, at }))).rejects.toMatchObject({
      code: 'SegmentInUse',
      message: expect.stringContaining('"Lamps"'),
    })
  })

  test('forget the name of who is erased', async () => {
    const { db, remove } = await store()
    await world(db)
    const filter = { field: 'email', is: 'is', value: anna.email }
    const id = await db.write(() =>
      createSegment({ name: `Like ${anna.name}`, filter }, { by, at }),
    )
    await eraseCustomer(db, anna.id)
    expect(JSON.stringify(await findSegment(db, id))).not.toMatch(/anna/i)
    await remove()
  })
})
