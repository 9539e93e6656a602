import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BusinessHours } from '../../../src/conversation.ts'
import type { Database } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import { changeTicket } from '../../../src/crm/service/change-ticket.ts'
import { keepClocks } from '../../../src/crm/service/keep-clocks.ts'
import { findTicketLine, listTickets } from '../../../src/crm/service/list-tickets.ts'
import { makeTicket } from '../../../src/crm/service/make-ticket.ts'
import { addNote, notesOf } from '../../../src/crm/service/notes.ts'
import { usualSla } from '../../../src/crm/service/sla.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world } from '../../people.ts'

const spans = [[9 * 60, 17 * 60]] as const
const hours: BusinessHours = {
  timeZone: 'Europe/Berlin',
  days: { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans },
}
const pace = { sla: usualSla, hours }
const by = { kind: 'agent', id: 'mei', name: 'Mei Lin' } as const
const everything = { sql: '1 = 1', params: [] }
/** A Friday at ten in Berlin. */
const friday = '2026-11-20T09:00:00.000Z'

describe.each(databases)('tickets on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await world(db)
  })
  afterAll(() => opened.remove())

  const open = (set = {}) =>
    db.write(() => makeTicket({ subject: 'Lamp hums', ...set }, { by, at: friday }, pace))
  const set = (number: string, to: Record<string, string | null>, at: string, who = by) =>
    db.write(() => changeTicket(number, to, { by: who, at }, pace))
  const clocks = async (number: string, now: string) => {
    const line = await findTicketLine(db, number, pace, now)
    return [line!.clocks.response, line!.clocks.resolution].map(
      ({ due, state }) => `${state} ${due.slice(0, 16)}`,
    )
  }

  test('the clocks go while people are there, and say when it becomes tight', async () => {
    const number = await open({ priority: 'high' })
    expect(await clocks(number, friday)).toEqual([
      'running 2026-11-20T11:00',
      'running 2026-11-24T09:00',
    ])
    expect(await clocks(number, '2026-11-20T10:31:00.000Z')).toEqual([
      'at-risk 2026-11-20T11:00',
      'running 2026-11-24T09:00',
    ])
    expect(await clocks(number, '2026-11-21T12:00:00.000Z')).toEqual([
      'breached 2026-11-20T11:00',
      'running 2026-11-24T09:00',
    ])
    expect(await clocks(number, '2026-11-24T09:00:01.000Z')).toEqual([
      'breached 2026-11-20T11:00',
      'breached 2026-11-24T09:00',
    ])
  })

  test('they follow the priority', async () => {
    const number = await open()
    await set(number, { priority: 'urgent' }, '2026-11-20T09:10:00.000Z')
    expect(await clocks(number, '2026-11-20T09:10:00.000Z')).toEqual([
      'running 2026-11-20T10:00',
      'running 2026-11-23T09:00',
    ])
  })

  test('they stand still while it waits for the customer, not while it is on hold', async () => {
    const number = await open({ priority: 'high' })
    await set(number, { status: 'pending' }, '2026-11-20T10:00:00.000Z')
    const [response, resolution] = await clocks(number, '2026-11-24T12:00:00.000Z')
    expect([response, resolution]).toEqual(['met 2026-11-20T11:00', 'paused 2026-11-24T09:00'])
    // Six hours of Friday and two of Monday went by.
    await set(number, { status: 'on-hold' }, '2026-11-23T10:00:00.000Z')
    expect(await clocks(number, '2026-11-23T10:00:00.000Z')).toEqual([
      'met 2026-11-23T11:00',
      'running 2026-11-25T09:00',
    ])
    await set(number, { status: 'solved' }, '2026-11-24T15:00:00.000Z')
    expect((await clocks(number, '2027-01-01T00:00:00.000Z'))[1]).toBe('met 2026-11-25T09:00')
    await set(number, { status: 'closed' }, '2026-11-25T15:00:00.000Z')
    const line = await findTicketLine(db, number, pace, friday)
    expect(line).toMatchObject({ closedAt: '2026-11-25T15:00:00.000Z', version: 5 })
    // Taken up again, it has the time that was left.
    await set(number, { status: 'open' }, '2026-11-26T08:00:00.000Z')
    expect((await clocks(number, '2026-11-26T08:00:00.000Z'))[1]).toBe('at-risk 2026-11-26T10:00')
  })

  test('one that the bot opened gets its clocks, and goes on when the customer answers', async () => {
    const { id: conversation } = await startConversation(db, {
      visitor: 'v',
      channel: 'web',
      language: 'en',
    })
    const say = (text: string, at: string) =>
      record(db, { conversation, at, events: [{ kind: 'customer-said', clientId: at, text }] })
    await record(db, {
      conversation,
      at: friday,
      events: [{ kind: 'session-started' }],
      changes: [
        {
          do: 'open-ticket',
          ticket: {
            number: 'T-BOTBOT',
            category: 'other',
            priority: 'normal',
            subject: 'A',
            body: 'B',
          },
        },
      ],
    })
    while ((await keepClocks(db, pace)) > 0);
    expect(await clocks('T-BOTBOT', friday)).toEqual([
      'running 2026-11-23T09:00',
      'running 2026-11-27T09:00',
    ])
    const agent = { id: by.id, name: by.name }
    await record(db, {
      conversation,
      at: '2026-11-20T10:00:00.000Z',
      events: [{ kind: 'agent-said', clientId: 'a', text: 'Which lamp?', agent }],
    })
    await set('T-BOTBOT', { status: 'pending' }, '2026-11-20T10:00:00.000Z')
    expect(await keepClocks(db, pace)).toBe(0)
    await say('The oak one', '2026-11-20T12:00:00.000Z')
    await say('It hums', '2026-11-20T12:01:00.000Z')
    expect(await keepClocks(db, pace)).toBe(1)
    expect(await findTicketLine(db, 'T-BOTBOT', pace, friday)).toMatchObject({
      status: 'open',
      respondedAt: '2026-11-20T10:00:00.000Z',
    })
    expect((await clocks('T-BOTBOT', friday))[1]).toBe('running 2026-11-27T11:00')
    const history = await readHistory(db, 'ticket', 'T-BOTBOT')
    expect(history.map(({ version, what }) => `${version} ${what}`)).toEqual([
      '4 changed',
      '3 changed',
      '2 changed',
      '1 made',
    ])
    expect(history[0]?.by).toEqual({ kind: 'system', id: 'clocks', name: 'Parley' })
  })

  test('what is to be solved first stands first, in pages', async () => {
    const slow = await open({ priority: 'low', customer: anna.id })
    const quick = await open({ priority: 'urgent', customer: anna.id, owner: null })
    const list = (more = {}) =>
      listTickets(
        db,
        {
          statuses: ['open', 'pending', 'on-hold'],
          customer: anna.id,
          after: null,
          limit: 1,
          where: everything,
          ...more,
        },
        pace,
        friday,
      )
    const first = await list()
    expect(first.tickets.map(({ number }) => number)).toEqual([quick])
    const second = await list({ after: first.next })
    expect(second.tickets.map(({ number }) => number)).toEqual([slow])
    expect(second.next).toBeNull()
    expect((await list({ customer: tom.id })).tickets).toHaveLength(1)
    expect((await list({ statuses: ['closed'] })).tickets).toEqual([])
    expect((await list({ priority: 'low' })).tickets[0]?.number).toBe(slow)
    expect((await list({ owner: null, limit: 9 })).tickets).toHaveLength(2)
  })

  test('notes are kept, the latest first', async () => {
    const number = await open({ customer: anna.id })
    for (const [i, text] of ['one', 'two', 'three'].entries()) {
      const at = `2026-11-20T09:0${i}:00.000Z`
      await db.write(() => addNote({ kind: 'ticket', record: number, text }, { by, at }))
    }
    const page = await notesOf(db, 'ticket', number, { before: null, limit: 2 })
    expect(page.map(({ text }) => text)).toEqual(['three', 'two'])
    const last = page.at(-1)!
    const rest = await notesOf(db, 'ticket', number, { before: [last.at, last.id], limit: 2 })
    expect(rest).toMatchObject([{ text: 'one', by: 'Mei Lin' }])
  })

  test.each([
    ['priority', 'whenever'],
    ['status', 'lost'],
    ['category', ''],
  ])('its %s cannot be "%s"', async (field, value) => {
    const number = await open()
    await expect(set(number, { [field]: value }, friday)).rejects.toMatchObject({
      code: 'BadField',
    })
  })
})
