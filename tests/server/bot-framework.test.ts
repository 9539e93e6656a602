import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { conversationIdOf } from '../../src/channels/bot-framework.ts'
import { openDatabase } from '../../src/crm/database.ts'
import { findConversation } from '../../src/crm/conversations.ts'
import { claim } from '../../src/handoff/claim.ts'
import { note } from '../../src/handoff/note.ts'
import { say as answer } from '../../src/handoff/say.ts'
import { readLog } from '../../src/crm/log.ts'
import { call } from './call.ts'
import { serve, type Served } from './serve.ts'

type Sent = { readonly url: string | undefined; readonly body: Record<string, unknown> }

/** What a channel such as the Emulator is to the bot: it takes the bot's answers. */
let channel: Server
let serviceUrl: string
let sent: Sent[]
let served: Served
let isAway = false

beforeAll(async () => {
  served = await serve()
  channel = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      if (isAway) {
        response.writeHead(400).end()
        return
      }
      sent.push({ url: request.url, body: JSON.parse(text) as Record<string, unknown> })
      response.setHeader('Content-Type', 'application/json')
      response.end('{"id":"1"}')
    })
  })
  await new Promise<void>((resolve) => channel.listen(0, '127.0.0.1', resolve))
  serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}`
})
beforeEach(() => {
  sent = []
})
afterAll(async () => {
  channel.close()
  await served.close()
})

const activity = (more: object = {}) => ({
  type: 'message',
  id: `m${Math.random()}`,
  channelId: 'emulator',
  serviceUrl,
  from: { id: 'user', name: 'Ada' },
  recipient: { id: 'bot' },
  conversation: { id: 'room 1' },
  text: 'hello',
  ...more,
})

const post = (body: unknown, headers: Record<string, string> = {}) =>
  call(served.url, 'POST', '/api/messages', { body, headers })

const logOf = (conversation: string) =>
  readLog(served.db, conversationIdOf('emulator', conversation))

describe('a Bot Framework channel', () => {
  test('gets its answer, and the log has both', async () => {
    const body = activity()
    expect((await post(body)).status).toBe(200)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url).toBe(`/v3/conversations/room%201/activities/${body.id}`)
    expect(sent[0]?.body).toMatchObject({
      type: 'message',
      text: 'Heard: hello',
      replyToId: body.id,
      conversation: { id: 'room 1' },
      recipient: { id: 'user' },
    })
    expect((await logOf('room 1')).map(({ kind }) => kind)).toEqual([
      'customer-said',
      'decided',
      'bot-said',
    ])
    const conversation = await findConversation(served.db, conversationIdOf('emulator', 'room 1'))
    expect(conversation).toMatchObject({ channel: 'emulator', visitor: 'user' })
  })

  test('that delivers a message twice gets one answer', async () => {
    const body = activity({ conversation: { id: 'room 2' } })
    await post(body)
    await post(body)
    expect(sent).toHaveLength(1)
    expect(await logOf('room 2')).toHaveLength(3)
  })

  test('is greeted once when the customer comes in', async () => {
    const body = activity({
      type: 'conversationUpdate',
      text: undefined,
      conversation: { id: 'room 3' },
      membersAdded: [{ id: 'user' }, { id: 'bot' }],
    })
    await post(body)
    await post({ ...body, id: 'another' })
    await post({ ...body, membersAdded: [{ id: 'bot' }], conversation: { id: 'room 4' } })
    expect(sent.map(({ body }) => body['text'])).toEqual(['Heard: /greet'])
  })

  test('gets what an agent says, once', async () => {
    const room = { conversation: { id: 'room 6' } }
    await post(activity(room))
    const conversation = conversationIdOf('emulator', 'room 6')
    const agent = { id: 'nadia', name: 'Nadia' }
    await claim(served.db, conversation, agent)
    await note(served.db, { conversation, clientId: 'n', text: 'canary', agent })
    await answer(served.db, { conversation, clientId: 'x', text: 'Here I am', agent })
    await answer(served.db, { conversation, clientId: 'x', text: 'Here I am', agent })
    await expect.poll(() => sent.length).toBe(2)
    await post(activity(room))
    await answer(served.db, { conversation, clientId: 'y', text: 'Still here', agent })
    await expect.poll(() => sent.length).toBe(4)
    expect(sent.map(({ body }) => body['text'])).toEqual([
      'Heard: hello',
      'Here I am',
      'Heard: hello',
      'Still here',
    ])
  })

  test('hears the bot of its own accord', async () => {
    const room = { conversation: { id: 'room 7' } }
    await post(activity(room))
    const conversation = conversationIdOf('emulator', 'room 7')
    const heard = await served.parley.takeTurn({
      conversation,
      clientId: 'reminder:nudge:2026-11-20T10:05:00.000Z',
      text: '/nudge buttons',
    })
    expect(heard.isRepeat).toBe(false)
    await expect.poll(() => sent.length).toBe(2)
    expect(sent[1]?.url).toContain('/v3/conversations/room%207/activities')
    expect(sent[1]?.body).toMatchObject({
      type: 'message',
      text: 'Heard: /nudge buttons',
      conversation: { id: 'room 7' },
      recipient: { id: 'user' },
      suggestedActions: { actions: [{ value: '/order_status' }, {}] },
    })
  })

  test('gets what was said while no server was there, from the one that comes next', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-channel-'))
    const env = { DATABASE_URL: `sqlite:${join(folder, 'parley.db')}` }
    const first = await serve(env)
    const room = { conversation: { id: 'room 8' } }
    await call(first.url, 'POST', '/api/messages', { body: activity(room) })
    await first.close()
    const db = await openDatabase(env.DATABASE_URL)
    const conversation = conversationIdOf('emulator', 'room 8')
    const agent = { id: 'nadia', name: 'Nadia' }
    await claim(db, conversation, agent)
    await answer(db, { conversation, clientId: 'x', text: 'Still here?', agent })
    await db.close()
    // Of two, one tells it.
    const others = await Promise.all([serve(env), serve(env)])
    await expect.poll(() => sent.length).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(sent.map(({ body }) => body['text'])).toEqual(['Heard: hello', 'Still here?'])
    for (const one of others) await one.close()
    rmSync(folder, { recursive: true })
  })

  test('that is away is told later', async () => {
    const room = { conversation: { id: 'room 9' } }
    await post(activity(room))
    const conversation = conversationIdOf('emulator', 'room 9')
    const agent = { id: 'nadia', name: 'Nadia' }
    isAway = true
    await claim(served.db, conversation, agent)
    await answer(served.db, { conversation, clientId: 'x', text: 'One', agent })
    await new Promise((resolve) => setTimeout(resolve, 300))
    isAway = false
    await answer(served.db, { conversation, clientId: 'y', text: 'Two', agent })
    await expect.poll(() => sent.length).toBe(3)
    expect(sent.map(({ body }) => body['text'])).toEqual(['Heard: hello', 'One', 'Two'])
  })

  test('gets buttons that send their payload', async () => {
    await post(activity({ text: 'buttons', conversation: { id: 'room 5' } }))
    expect(sent[0]?.body['suggestedActions']).toMatchObject({
      actions: [{ type: 'messageBack', value: '/order_status' }, { type: 'messageBack' }],
    })
  })
})

describe('without credentials', () => {
  test.each<[string, object, Record<string, string>, number, string]>([
    ['a service elsewhere', { serviceUrl: 'https://evil.test' }, {}, 403, 'BotFrameworkNotSetUp'],
    ['a service that looks near', { serviceUrl: 'http://127.0.0.1.evil.test' }, {}, 403, 'Bot'],
    ['no service', { serviceUrl: undefined }, {}, 403, 'BotFrameworkNotSetUp'],
    ['a peer behind a proxy', {}, { 'X-Forwarded-For': '192.0.2.1' }, 403, 'BotFrameworkNotSetUp'],
    ['no conversation', { conversation: undefined }, {}, 400, 'conversation.id'],
    ['a channel that is a list', { channelId: ['a'] }, {}, 400, 'channelId'],
    ['a type that does not exist', { type: 'wobble' }, {}, 400, 'type'],
  ])('%s is refused', async (_name, more, headers, status, named) => {
    const answer = await post(activity({ ...more }), headers)
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(named)])
    expect(sent).toEqual([])
  })

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((face) => face && !face.internal && face.family === 'IPv4')
  test.skipIf(!outside)('a peer of another address is refused', async () => {
    const open = await serve({}, undefined, undefined, '0.0.0.0')
    const url = open.url.replace('127.0.0.1', outside?.address ?? '')
    const answer = await call(url, 'POST', '/api/messages', { body: activity() })
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('BotFramework')])
    await open.close()
  })
})

describe('with credentials', () => {
  test('nobody gets in without the token of a channel, this machine neither', async () => {
    const guarded = await serve({ BOT_APP_ID: 'app', BOT_APP_PASSWORD: 'password' })
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    const claims = Buffer.from(JSON.stringify({ aud: 'app', iss: 'eve' })).toString('base64url')
    for (const headers of [
      {},
      { Authorization: 'Bearer x' },
      { Authorization: `Bearer ${none}.${claims}.` },
      { Authorization: 'Basic eDp5' },
    ] as Record<string, string>[]) {
      const options = { body: activity({ conversation: { id: 'guarded' } }), headers }
      const answer = await call(guarded.url, 'POST', '/api/messages', options)
      expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('BadCredentials')])
    }
    expect(sent).toEqual([])
    expect(await findConversation(guarded.db, conversationIdOf('emulator', 'guarded'))).toBe(null)
    await guarded.close()
  })
})
