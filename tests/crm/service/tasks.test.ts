import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/crm/database.ts'
import { dismissReminder, dueReminders } from '../../../src/crm/service/due-reminders.ts'
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

  test('a reminder is given from its time on until it is dismissed, and again when it is moved', async () => {
    const [owner, other] = [people.jonas.id, people.mei.id]
    const id = await db.write(() =>
      makeTask({ title: 'Ring back', remindAt: '2026-11-20T13:00:00Z', owner }, { by, at }),
    )
    await db.write(() =>
      makeTask({ title: 'Anybody', remindAt: '2026-11-20T13:30:00Z' }, { by, at }),
    )
    const given = async (agent: string, now: string) =>
      (await dueReminders(db, agent, `2026-11-20T${now}:00.000Z`)).map(({ title }) => title)
    expect(await given(owner, '12:59')).toEqual([])
    expect(await given(owner, '13:00')).toEqual(['Ring back'])
    expect(await given(owner, '13:30')).toEqual(['Ring back', 'Anybody'])
    expect(await given(other, '13:30')).toEqual(['Anybody'])
    await db.write(() => dismissReminder(id, at))
    expect(await given(owner, '13:30')).toEqual(['Anybody'])
    await db.write(() => changeTask(id, { remindAt: '2026-11-20T14:00:00Z' }, { by, at }))
    expect(await given(owner, '13:59')).toEqual(['Anybody'])
    expect(await given(owner, '14:00')).toEqual(['Anybody', 'Ring back'])
    await db.write(() => changeTask(id, { status: 'done' }, { by, at }))
    expect(await given(owner, '14:00')).toEqual(['Anybody'])
  })
})
