import { afterAll, beforeAll, expect, test } from 'vitest'
import { setAgent } from '../../src/crm/agents.ts'
import { latestPosition } from '../../src/crm/conversations.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { endSessionsOf } from '../../src/crm/sessions.ts'
import { announceTyping } from '../../src/server/live.ts'
import { hire, listen, password, signIn, type DeskClient, testing } from './desk-client.ts'
import { serve, type Served } from './serve.ts'

let served: Served
let ada: DeskClient
beforeAll(async () => {
  served = await serve()
  await hire(served, 'Ada Weiss', 'admin')
  ada = await signIn(served, 'ada.weiss@example.com')
})
afterAll(() => served.close())

const headers = (client = ada) => ({ cookie: client.cookie, origin: served.url })
let messages = 0
const chat = async (id?: string) => {
  const conversation =
    id ?? (await startConversation(served.db, { visitor: 'v', channel: 'test', language: 'en' })).id
  const text = `hello ${++messages}`
  const events = [{ kind: 'customer-said', clientId: `m${messages}`, text }] as const
  await record(served.db, { conversation, events })
  return conversation
}

test('a desk hears what moved on, and of the customer’s typing', async () => {
  const line = listen(served.url, headers())
  await line.next('hello')
  const id = await chat()
  const { conversations, position } = await line.next('changed')
  expect(conversations).toMatchObject([{ id, lastText: 'hello 1', lastSeq: 1 }])
  expect(position).toBe(await latestPosition(served.db))
  announceTyping(id, { side: 'customer' })
  expect(await line.next('typing')).toMatchObject({ conversation: id, side: 'customer' })
  line.socket.close()
})

test('after a gap nothing is missed, whatever happened meanwhile', async () => {
  const line = listen(served.url, headers())
  const { position } = await line.next('hello')
  line.socket.terminate()
  const missed = [await chat(), await chat()]
  await chat(missed[0])
  const again = listen(served.url, headers(), position)
  expect((await again.next('hello')).position).toBe(position)
  const frame = await again.next('changed')
  expect(frame.conversations.map(({ id }) => id)).toEqual([missed[1], missed[0]])
  expect(frame.position).toBe(await latestPosition(served.db))
  again.socket.close()
})

test('who was away for very long is told to read afresh', async () => {
  const before = await latestPosition(served.db)
  for (let n = 0; n < 201; n++) await chat()
  const line = listen(served.url, headers(), before)
  expect((await line.next('reload')).position).toBe(await latestPosition(served.db))
  line.socket.close()
})

test('events that come while a desk connects are heard once it has caught up', async () => {
  const before = await latestPosition(served.db)
  const line = listen(served.url, headers(), before)
  const ids = new Set<string>()
  for (let n = 0; n < 30; n++) ids.add(await chat())
  const last = await latestPosition(served.db)
  for (let at = before; at < last;) {
    const frame = await line.next('changed')
    expect(frame.position).toBeGreaterThanOrEqual(at)
    frame.conversations.forEach(({ id }) => ids.delete(id))
    at = frame.position
  }
  expect(ids.size).toBe(0)
  line.socket.close()
})

test.each([
  ['another website', 403, { origin: 'https://evil.example' }],
  ['no website', 403, { origin: '' }],
  ['nobody', 401, { cookie: '' }],
  ['a made-up session', 401, { cookie: `parley=${'x'.repeat(43)}` }],
])('%s gets no line', async (_name, status, wrong) => {
  const line = listen(served.url, { ...headers(), ...wrong })
  expect(await line.closed).toBe(status)
})

test.each<[string, (client: DeskClient, id: string) => Promise<unknown>]>([
  ['signing out', (client) => client.post('/sign-out')],
  ['signing out everywhere', (client) => client.post('/sign-out-everywhere')],
  [
    'a new password',
    (client) => client.post('/password', { current: password, next: 'another lamp eighteen' }),
  ],
  [
    'being disabled by an administrator',
    (_client, id) => ada.api('PATCH', `/agents/${id}`, { isDisabled: true }),
  ],
  [
    'being disabled in another process',
    (_client, id) => served.db.write(() => setAgent(id, { isDisabled: true }, testing)),
  ],
  ['a session ended in another process', (_client, id) => endSessionsOf(served.db, id)],
])('%s closes the line', async (name, end) => {
  const { id, email } = await hire(served, `Closed By ${name.replaceAll(' ', '-')}`)
  const client = await signIn(served, email)
  const line = listen(served.url, headers(client))
  await line.next('hello')
  await end(client, id)
  expect(await line.closed).toBe(4401)
})

test('typing is announced by the holder alone', async () => {
  const id = await chat()
  const line = listen(served.url, headers())
  await line.next('hello')
  await ada.post(`/conversations/${id}/typing`)
  await ada.post(`/conversations/${id}/claim`)
  expect(line.frames.some(({ kind }) => kind === 'typing')).toBe(false)
  await ada.post(`/conversations/${id}/typing`)
  expect(await line.next('typing')).toMatchObject({ conversation: id, side: 'agent' })
  line.socket.close()
})

test('a server that ends sends its desks home with 1012', async () => {
  const ending = await serve()
  await hire(ending, 'Ada Weiss')
  const agent = await signIn(ending, 'ada.weiss@example.com')
  const line = listen(ending.url, { cookie: agent.cookie, origin: ending.url })
  await line.next('hello')
  const ended = ending.close()
  expect(await line.closed).toBe(1012)
  await ended
})
