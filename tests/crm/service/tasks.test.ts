import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/crm/database.ts'
import { takeDueReminders } from '../../../src/crm/service/due-tasks.ts'
import { changeTask, findTask, listTasks, makeTask } from '../../../src/crm/service/tasks.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, world, type World } from '../../people.ts'

const by = { kind: 'agent', id: 'mei', name: 'Mei Lin' } as const
const at = '2026-11-20T12:00:00.000Z'
const page = { after: null, limit: 20, where: { sql: '1 = 1', params: [] } }

describe.each(databases)('tasks on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  let people: World
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    people = await world(db)
  })
  afterAll(() => opened.remove())

  test('what is due first stands first, and what has no time last', async () => {
    const due = (title: string, dueAt: string | null) =>
      db.write(() => makeTask({ title, dueAt, customer: anna.id }, { by, at }))
    await due('some day', null)
    await due('tomorrow', '2026-11-21T12:00:00Z')
    const id = await due('today', '2026-11-20T15:00:00+01:00')
    const titles = async (more = {}) =>
      (await listTasks(db, { status: 'open', ...page, ...more })).map(({ title }) => title)
    expect(await titles()).toEqual(['today', 'tomorrow', 'some day'])
    expect(await titles({ after: ['2026-11-20T14:00:00.000Z', id], limit: 1 })).toEqual([
      'tomorrow',
    ])
    await db.write(() => changeTask(id, { status: 'done' }, { by, at }))
    expect(await titles({ customer: anna.id })).toEqual(['tomorrow', 'some day'])
    expect(await findTask(db, id)).toMatchObject({
      doneAt: at,
      version: 2,
      dueAt: '2026-11-20T14:00:00.000Z',
      customerName: anna.name,
    })
  })

  test('a reminder is given once, by one process, and again when it is moved', async () => {
    const owner = people.jonas.id
    const id = await db.write(() =>
      makeTask({ title: 'Ring back', remindAt: '2026-11-20T13:00:00Z', owner }, { by, at }),
    )
    expect(await takeDueReminders(db, at)).toEqual([])
    const other = await opened.open()
    const now = '2026-11-20T13:00:00.000Z'
    const given = await Promise.all([db, other, db, other].map((one) => takeDueReminders(one, now)))
    expect(given.flat()).toEqual([{ id, title: 'Ring back', owner, dueAt: null }])
    await db.write(() => changeTask(id, { remindAt: '2026-11-20T14:00:00Z' }, { by, at }))
    expect(await takeDueReminders(db, now)).toEqual([])
    expect(await takeDueReminders(db, '2026-11-20T14:00:01.000Z')).toHaveLength(1)
    await db.write(() => changeTask(id, { remindAt: '2026-11-20T15:00:00Z' }, { by, at }))
    await db.write(() => changeTask(id, { status: 'done' }, { by, at }))
    expect(await takeDueReminders(db, '2026-11-20T16:00:00.000Z')).toEqual([])
  })
})
