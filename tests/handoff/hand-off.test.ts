import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event, Person } from '../../src/conversation.ts'
import { findConversation, queue } from '../../src/crm/conversations.ts'
import type { Database } from '../../src/crm/database.ts'
import { readLog, record, startConversation } from '../../src/crm/log.ts'
import { claim } from '../../src/handoff/claim.ts'
import { giveBack } from '../../src/handoff/give-back.ts'
import { note } from '../../src/handoff/note.ts'
import { placeInQueue } from '../../src/handoff/place-in-queue.ts'
import { resolve } from '../../src/handoff/resolve.ts'
import { say } from '../../src/handoff/say.ts'
import { databases, type TestStore } from '../databases.ts'

const mei: Person = { id: 'mei', name: 'Mei Lin' }
const jonas: Person = { id: 'jonas', name: 'Jonas Falk' }

for (const engine of databases) {
  describe(engine.name, () => {
    let store: TestStore
    let db: Database
    beforeAll(async () => {
      store = await engine.store()
      db = store.db
    })
    afterAll(() => store.remove())

    let messages = 0
    const hears = (conversation: string, text = 'hello?') =>
      record(db, {
        conversation,
        events: [{ kind: 'customer-said', clientId: `m${++messages}`, text }],
      })
    const chat = async () => {
      const { id } = await startConversation(db, { visitor: 'v', channel: 'test', language: 'en' })
      await hears(id)
      return id
    }
    const waiting = async () => {
      const id = await chat()
      await record(db, { conversation: id, events: [{ kind: 'handed-over', reason: 'asked' }] })
      return id
    }
    const kinds = async (id: string) => (await readLog(db, id)).map(({ kind }) => kind)

    test('of two agents who claim at once one gets it, the other is told who', async () => {
      for (let round = 0; round < 20; round++) {
        const id = await waiting()
        const results = await Promise.allSettled([claim(db, id, mei), claim(db, id, jonas)])
        const winner = (await findConversation(db, id))?.agent
        const lost = results.flatMap((result) =>
          result.status === 'rejected' ? [result.reason] : [],
        )
        expect(lost).toHaveLength(1)
        expect(lost[0]).toMatchObject({ kind: 'conflict', code: 'HeldByAnother' })
        expect(String(lost[0])).toContain(winner?.name)
        expect((await kinds(id)).filter((kind) => kind === 'claimed')).toHaveLength(1)
      }
    })

    test('claims through two connections to one store are one claim', async () => {
      const other = await store.open()
      const id = await waiting()
      await Promise.allSettled([claim(db, id, mei), claim(other, id, jonas)])
      expect((await kinds(id)).filter((kind) => kind === 'claimed')).toHaveLength(1)
    })

    test('claiming what one holds writes nothing', async () => {
      const id = await waiting()
      await claim(db, id, mei)
      expect(await claim(db, id, mei)).toEqual({ isRepeat: true, events: [] })
    })

    test('a claim succeeds although the customer goes on writing', async () => {
      const id = await waiting()
      const writing = Array.from({ length: 10 }, () => hears(id))
      await Promise.all([...writing, claim(db, id, mei)])
      expect((await findConversation(db, id))?.agent).toEqual(mei)
    })

    test('only the holder answers, and is told why not', async () => {
      const id = await chat()
      const message = { conversation: id, clientId: 'a1', text: 'Good morning' }
      await expect(say(db, { ...message, agent: mei })).rejects.toMatchObject({
        code: 'NotClaimed',
      })
      await claim(db, id, mei)
      await expect(say(db, { ...message, agent: jonas })).rejects.toThrow(/Mei Lin holds/)
      await say(db, { ...message, agent: mei })
      expect(await kinds(id)).toEqual(['customer-said', 'claimed', 'agent-said'])
    })

    test('an answer sent twice is one answer, even after giving back', async () => {
      const id = await chat()
      await claim(db, id, mei)
      const message = { conversation: id, clientId: 'a1', text: 'Good morning', agent: mei }
      const first = await say(db, message)
      const again = await say(db, message)
      expect(again).toEqual({ isRepeat: true, events: first.events })
      await expect(say(db, { ...message, text: 'Good night' })).rejects.toMatchObject({
        code: 'ClientIdReused',
      })
      await giveBack(db, id, mei)
      expect(await say(db, message)).toEqual({ isRepeat: true, events: first.events })
      expect((await kinds(id)).filter((kind) => kind === 'agent-said')).toHaveLength(1)
    })

    test('only the holder gives back, and the bot has it again', async () => {
      const id = await waiting()
      await claim(db, id, mei)
      await expect(giveBack(db, id, jonas)).rejects.toMatchObject({ code: 'HeldByAnother' })
      await giveBack(db, id, mei)
      expect(await findConversation(db, id)).toMatchObject({ heldBy: 'bot', agent: null })
      expect(await giveBack(db, id, mei)).toEqual({ isRepeat: true, events: [] })
    })

    test('resolved is resolved once, and open again when the customer writes', async () => {
      const id = await waiting()
      await claim(db, id, mei)
      await expect(resolve(db, id, jonas)).rejects.toMatchObject({ code: 'HeldByAnother' })
      await resolve(db, id, mei)
      await resolve(db, id, mei)
      expect((await kinds(id)).filter((kind) => kind === 'resolved')).toHaveLength(1)
      await hears(id)
      expect(await findConversation(db, id)).toMatchObject({ status: 'open', heldBy: 'bot' })
    })

    test('whoever takes over what is resolved opens it again', async () => {
      const id = await chat()
      await resolve(db, id, mei)
      await claim(db, id, mei)
      expect(await findConversation(db, id)).toMatchObject({ status: 'open', agent: mei })
    })

    test('anybody leaves notes, once each', async () => {
      const id = await chat()
      await claim(db, id, mei)
      const written = { conversation: id, clientId: 'n1', text: 'Has called too', agent: jonas }
      await note(db, written)
      expect((await note(db, written)).isRepeat).toBe(true)
      expect((await kinds(id)).filter((kind) => kind === 'noted')).toHaveLength(1)
    })

    test('the queue tells where each one stands', async () => {
      const before = (await placeInQueue(db, 'nowhere')).of
      const first = await waiting()
      const second = await waiting()
      expect(await placeInQueue(db, second)).toEqual({ place: before + 2, of: before + 2 })
      await claim(db, first, mei)
      expect(await placeInQueue(db, second)).toEqual({ place: before + 1, of: before + 1 })
      expect((await placeInQueue(db, first)).place).toBe(0)
    })

    test('the angry and the urgent stand as if they had waited ten minutes longer each', async () => {
      const queued = async (minute: number, feels: { isUpset?: boolean; urgency?: number }) => {
        const { id } = await startConversation(db, {
          visitor: 'v',
          channel: 'test',
          language: 'en',
        })
        const understanding = {
          language: 'en',
          intent: { name: 'complain', confidence: 1 },
          ranking: [],
          entities: [],
          sentiment: 0,
          isUpset: false,
          ...feels,
        }
        const events: readonly Event[] = [
          { kind: 'customer-said', clientId: 'm', text: 'hello', understanding },
          { kind: 'customer-said', clientId: 'n', text: 'hello?' },
          { kind: 'handed-over', reason: 'asked' },
        ]
        // Before everybody else's.
        const at = new Date(Date.UTC(2020, 0, 1, 12, minute)).toISOString()
        for (const event of events) await record(db, { conversation: id, at, events: [event] })
        return id
      }
      const calm = await queued(0, { urgency: 0.4 })
      const early = await queued(5, {})
      const urgent = await queued(9, { urgency: 0.8 })
      const both = await queued(14, { urgency: 0.8, isUpset: true })
      const late = await queued(16, { isUpset: true })
      const first = (await queue(db)).map(({ id }) => id).slice(0, 5)
      expect(first).toEqual([both, urgent, calm, early, late])
      expect(await findConversation(db, both)).toMatchObject({
        waitingSince: '2020-01-01T12:14:00.000Z',
        queuedFrom: '2020-01-01T11:54:00.000Z',
        isAngry: true,
        isUrgent: true,
      })
      expect((await placeInQueue(db, 'new', '2020-01-01T11:59:30.000Z')).place).toBe(3)

      // Served and given back, it begins anew.
      await claim(db, both, mei)
      await giveBack(db, both, mei)
      expect(await findConversation(db, both)).toMatchObject({ isAngry: false, queuedFrom: null })
    })

    test('there is nothing to claim where there is no conversation', async () => {
      await expect(claim(db, 'nowhere', mei)).rejects.toMatchObject({
        code: 'ConversationNotFound',
      })
    })
  })
}
