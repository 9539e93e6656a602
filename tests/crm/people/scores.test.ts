import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetScoresBefore, keepScores, scoresOf } from '../../../src/crm/people/scores.ts'
import { timelineOf } from '../../../src/crm/people/timeline.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world } from '../../people.ts'

const all = { sql: '1 = 1', params: [] }
const seen = { conversations: all, tickets: all, tasks: all }
const day = (number: number) => `2026-11-${number}T00:00:00.000Z`

describe.each(databases)('scores on $name', ({ store }) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await store()
    await world(opened.db)
    const keep = (customer: string, value: number, at: string) =>
      opened.db.write(() => keepScores('churn-risk', [{ customer, value }], at))
    await keep(anna.id, 0.3, day(10))
    await keep(tom.id, 0.9, day(10))
    // By small steps, which together are a large one.
    for (const [n, value] of [0.36, 0.38, 0.45, 0.46].entries())
      await keep(anna.id, value, day(n + 11))
    await keep('C-gone', 0.5, day(14))
  })
  afterAll(() => opened.remove())

  test('stand as they were found last', async () => {
    expect(await scoresOf(opened.db, anna.id)).toEqual([
      { name: 'churn-risk', value: 0.46, at: day(14) },
    ])
    expect(await scoresOf(opened.db, 'C-gone')).toEqual([])
  })

  test('are told of in the timeline once they have moved far', async () => {
    const { moments } = await timelineOf(opened.db, anna.id, { before: null, limit: 100, seen })
    expect(moments.filter(({ field }) => field === 'scores.churn-risk')).toEqual([
      expect.objectContaining({ kind: 'change', at: day(13), was: 0.3, became: 0.45 }),
    ])
  })

  test('are forgotten when they are not found again', async () => {
    await opened.db.write(() => forgetScoresBefore('churn-risk', day(12)))
    expect(await scoresOf(opened.db, tom.id)).toEqual([])
    expect(await scoresOf(opened.db, anna.id)).toHaveLength(1)
  })
})
