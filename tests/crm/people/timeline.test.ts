import { describe, expect, test } from 'vitest'
import { timelineOf, type Moment } from '../../../src/crm/people/timeline.ts'
import { databases } from '../../databases.ts'
import { anna, tom } from '../../people.ts'
import { annaEverywhere } from '../privacy/scene.ts'

const all = { sql: '1 = 1', params: [] }
const seen = { conversations: all, tickets: all, tasks: all }

describe.each(databases)('the timeline on $name', ({ store }) => {
  test('has everything once, the latest first, however it is paged', async () => {
    const opened = await store()
    await annaEverywhere(opened.db)
    const page = (limit: number, before: readonly [string, string] | null = null) =>
      timelineOf(opened.db, anna.id, { before, limit, seen })
    const { moments, next } = await page(200)
    expect(next).toBeNull()
    const kinds = new Set(moments.map(({ kind }) => kind))
    expect(kinds).toEqual(
      new Set('said moved order ticket return invoice note task consent change'.split(' ')) as Set<
        Moment['kind']
      >,
    )
    expect(moments.map(({ at }) => at)).toEqual(
      moments.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)),
    )
    const city = moments.find(({ field }) => field === 'city')
    expect(city).toMatchObject({ was: 'Berlin', became: 'Potsdam', by: { name: 'Mei Lin' } })
    expect(moments.filter(({ kind }) => kind === 'consent')).toHaveLength(1)

    const paged: Moment[] = []
    for (let before: readonly [string, string] | null = null; ;) {
      const some = await page(3, before)
      paged.push(...some.moments)
      before = some.next
      if (before === null) break
    }
    expect(paged).toEqual(moments)

    const text = JSON.stringify(moments)
    for (const word of [tom.id, tom.name, 'Parcel']) expect(text).not.toContain(word)
    await opened.remove()
  })

  test('shows nothing of what the asker may not see', async () => {
    const opened = await store()
    await annaEverywhere(opened.db)
    const none = { sql: '1 = ?', params: [0] }
    const { moments } = await timelineOf(opened.db, anna.id, {
      before: null,
      limit: 200,
      seen: { conversations: none, tickets: none, tasks: none },
    })
    const kinds = new Set(moments.map(({ kind, of }) => `${kind} ${of}`))
    for (const kind of [
      'said conversation',
      'ticket ticket',
      'note ticket',
      'change ticket',
      'task task',
    ]) {
      expect(kinds).not.toContain(kind)
    }
    expect(kinds).toContain('note customer')
    await opened.remove()
  })
})
