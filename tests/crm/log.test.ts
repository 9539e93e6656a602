import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/conversation.ts'
import { conversationAfter } from '../../src/crm/conversation-after.ts'
import {
  conversationsSince,
  findConversation,
  latestPosition,
  listConversations,
  queue,
} from '../../src/crm/conversations.ts'
import type { Database } from '../../src/crm/database.ts'
import { readAllLogs, readLog, record, startConversation } from '../../src/crm/log.ts'
import { databases, type TestStore } from '../databases.ts'

const mei = { id: 'mei', name: 'Mei Lin' }

const said = (clientId: string, text = 'hello'): Event => ({
  kind: 'customer-said',
  clientId,
  text,
})

async function start(db: Database, visitor = 'somebody'): Promise<string> {
  const { id } = await startConversation(db, { visitor, channel: 'web', language: 'en' })
  return id
}

describe.each(databases)('the log on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
  })
  afterAll(() => opened.remove())

  test('starts a conversation once by its id, and makes unguessable ids', async () => {
    const { id, isNew } = await startConversation(db, {
      visitor: 'v',
      channel: 'web',
      language: 'zh',
      customer: 'C-1',
    })
    expect(isNew).toBe(true)
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    const again = { id, visitor: 'other', channel: 'web', language: 'en' }
    expect(await startConversation(db, again)).toEqual({ id, isNew: false })
    expect(await findConversation(db, id)).toMatchObject({
      visitor: 'v',
      language: 'zh',
      customer: 'C-1',
      heldBy: 'bot',
      agent: null,
      status: 'open',
      lastSeq: 0,
      unread: 0,
    })
    expect(await findConversation(db, 'nobody')).toBeNull()
    await expect(startConversation(db, { ...again, id: 'a b' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'BadConversationId',
    })
  })

  test('numbers events without gaps and gives them back as they were', async () => {
    const id = await start(db)
    const events: Event[] = [
      { kind: 'session-started' },
      { ...said('a', '你好 👋'), payload: '/greet', channelData: { n: [1, null, 'x'] } } as Event,
      { kind: 'bot-said', text: 'Hello!', buttons: [{ title: 'Yes', payload: '/affirm' }] },
    ]
    const first = await record(db, { conversation: id, after: 0, events })
    const second = await record(db, { conversation: id, after: 3, events: [said('b')] })
    expect(first.isRepeat).toBe(false)
    expect([...first.events, ...second.events].map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    const log = await readLog(db, id)
    expect(log).toEqual([...first.events, ...second.events])
    expect(log[1]).toMatchObject(events[1]!)
    expect(await readLog(db, id, 1, 2)).toEqual(log.slice(1, 3))
    expect(await readLog(db, id, 4)).toEqual([])
  })

  test('keeps text that databases choke on', async () => {
    const id = await start(db)
    const text = 'NUL \0, a lone \uD800, "quotes", back\\slash, \u2028, 🏳️‍🌈'
    await record(db, { conversation: id, events: [said('nul \0', text)] })
    expect((await readLog(db, id))[0]).toMatchObject({ text, clientId: 'nul \0' })
    const again = await record(db, { conversation: id, events: [said('nul \0', text)] })
    expect(again.isRepeat).toBe(true)
  })

  test('refuses what comes after another has written', async () => {
    const id = await start(db)
    await record(db, { conversation: id, after: 0, events: [said('a')] })
    const late = record(db, { conversation: id, after: 0, events: [said('b')] })
    await expect(late).rejects.toMatchObject({ kind: 'conflict', code: 'ConversationMovedOn' })
    expect(await readLog(db, id)).toHaveLength(1)
    const nowhere = record(db, { conversation: 'nowhere', events: [said('a')] })
    await expect(nowhere).rejects.toMatchObject({
      kind: 'not-found',
      code: 'ConversationNotFound',
    })
  })

  test('one of many who write after the same event is recorded', async () => {
    const id = await start(db)
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        record(db, { conversation: id, after: 0, events: [said(`c${i}`)] }),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readLog(db, id)).toHaveLength(1)
  })

  test('acknowledges the same message again and refuses another by its id', async () => {
    const id = await start(db)
    const [first, ...rest] = await Promise.all(
      Array.from({ length: 100 }, () =>
        record(db, {
          conversation: id,
          after: 0,
          events: [said('a'), { kind: 'session-started' }],
        }),
      ),
    )
    expect(first?.isRepeat).toBe(false)
    expect(rest.every(({ isRepeat }) => isRepeat)).toBe(true)
    expect(rest.every(({ events }) => events[0]?.position === first?.events[0]?.position)).toBe(
      true,
    )
    expect(await readLog(db, id)).toHaveLength(2)

    const reused = [said('a', 'other'), { ...said('a'), payload: '/greet' } as Event]
    for (const event of reused) {
      await expect(record(db, { conversation: id, events: [event] })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'ClientIdReused',
      })
    }
    // Of another conversation it is another message.
    const other = await record(db, { conversation: await start(db), events: [said('a', 'other')] })
    expect(other.isRepeat).toBe(false)
    const long = record(db, { conversation: id, events: [said('x'.repeat(201))] })
    await expect(long).rejects.toMatchObject({ kind: 'invalid', code: 'ClientIdTooLong' })
  })

  test('the same message through two doors at once is stored once', async () => {
    const [id, other] = [await start(db), await opened.open()]
    const receipts = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        record(i % 2 ? db : other, { conversation: id, events: [said('twice')] }),
      ),
    )
    expect(receipts.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
    expect(new Set(receipts.map(({ events }) => events[0]?.position)).size).toBe(1)
  })

  test('reads all conversations in one order', async () => {
    const from = await latestPosition(db)
    const ids = [await start(db), await start(db), await start(db)]
    await Promise.all(
      ids.flatMap((conversation, i) =>
        [1, 2, 3].map((n) => record(db, { conversation, events: [said(`${i}-${n}`)] })),
      ),
    )
    const all = await readAllLogs(db, from)
    expect(all).toHaveLength(9)
    expect(all.map(({ position }) => position)).toEqual(
      all.map(({ position }) => position).toSorted((a, b) => a - b),
    )
    expect(await readAllLogs(db, all[3]!.position, 2)).toEqual(all.slice(4, 6))
    expect((await conversationsSince(db, from)).map(({ id }) => id).toSorted()).toEqual(
      ids.toSorted(),
    )
  })

  test('keeps how a conversation stands, and the log says the same', async () => {
    const id = await start(db)
    const started = await findConversation(db, id)
    const stands = async (...events: Event[]) => {
      await record(db, { conversation: id, events })
      const conversation = await findConversation(db, id)
      expect(conversation).toEqual(conversationAfter(started!, await readLog(db, id)))
      return conversation
    }
    expect(await stands(said('1', 'hi'), { kind: 'bot-said', text: 'Hello' })).toMatchObject({
      heldBy: 'bot',
      lastText: 'Hello',
      lastSeq: 2,
      unread: 0,
    })
    expect(
      await stands(
        { kind: 'identified', customer: 'C-1001', how: 'checked' },
        said('2', 'a person'),
        {
          kind: 'handed-over',
          reason: 'asked',
        },
      ),
    ).toMatchObject({ heldBy: 'queue', reason: 'asked', customer: 'C-1001', unread: 1 })
    const waiting = await stands(said('3', 'hello?'))
    expect(waiting).toMatchObject({ heldBy: 'queue', unread: 2 })
    expect(waiting?.waitingSince).toMatch(/^\d{4}-.*Z$/)
    expect(await stands({ kind: 'claimed', agent: mei })).toMatchObject({
      heldBy: 'agent',
      agent: mei,
      waitingSince: null,
    })
    expect(
      await stands({ kind: 'agent-said', clientId: 'm1', text: 'x'.repeat(999), agent: mei }),
    ).toMatchObject({ unread: 0, lastText: 'x'.repeat(200) })
    expect(await stands({ kind: 'resolved', agent: mei })).toMatchObject({
      heldBy: 'bot',
      agent: null,
      status: 'resolved',
      reason: null,
    })
    expect(await stands(said('4', 'one more'))).toMatchObject({ status: 'open', heldBy: 'bot' })
  })

  test('lists the inbox newest first, page by page, and the queue oldest first', async () => {
    const ids: string[] = []
    for (let i = 0; i < 5; i++) {
      const conversation = await start(db, 'listed')
      await record(db, {
        conversation,
        at: `2026-11-20T10:0${i}:00.000Z`,
        events: [said('a'), { kind: 'handed-over', reason: 'asked' }],
      })
      ids.push(conversation)
    }
    await start(db, 'listed')
    const first = await listConversations(db, { visitor: 'listed', limit: 2 })
    const second = await listConversations(db, { visitor: 'listed', limit: 3, before: first.next! })
    expect([...first.conversations, ...second.conversations].map(({ id }) => id)).toEqual(
      ids.toReversed(),
    )
    expect(second.next).toBeNull()
    const waiting = (await queue(db)).map(({ id }) => id)
    expect(waiting.filter((id) => ids.includes(id))).toEqual(ids)

    await record(db, { conversation: ids[1]!, events: [{ kind: 'claimed', agent: mei }] })
    const mine = await listConversations(db, { agent: mei.id })
    expect(mine.conversations.map(({ id }) => id)).toEqual([ids[1]])
    const asked = await listConversations(db, { heldBy: 'queue', visitor: 'listed' })
    expect(asked.conversations).toHaveLength(4)
    await record(db, { conversation: ids[1]!, events: [{ kind: 'resolved', agent: mei }] })
    const resolved = await listConversations(db, { status: 'resolved', visitor: 'listed' })
    expect(resolved.conversations.map(({ id }) => id)).toEqual([ids[1]])
  })
})
