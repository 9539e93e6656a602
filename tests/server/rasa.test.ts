import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversationOf } from '../../src/channels/rasa-rest.ts'
import { findConversation } from '../../src/crm/conversations.ts'
import type { Event } from '../../src/conversation.ts'
import { readLog, record } from '../../src/crm/log.ts'
import { rasaParse } from '../../src/server/rasa-parse.ts'
import { understand } from '../../src/nlp/understand.ts'
import { toyModel } from '../nlp/toy-bot.ts'
import { call } from './call.ts'
import { serve, type Served } from './serve.ts'

const token = 'a-token-for-the-servers-of-the-team'
const webhook = '/webhooks/rest/webhook'

let open: Served
let locked: Served
beforeAll(async () => {
  open = await serve()
  locked = await serve({ RASA_TOKEN: token, RATE_PER_CONVERSATION: '3' })
})
afterAll(async () => {
  await open.close()
  await locked.close()
})

type Row = {
  readonly name: string
  readonly path?: string
  readonly body: unknown
  readonly headers?: Record<string, string>
  readonly status: number
  readonly has: string
  readonly hasNot?: string
  readonly locked?: true
}

const hello = { sender: 'ada', message: 'hello' }

describe("Rasa's addresses", () => {
  test.each<Row>([
    {
      name: 'a message',
      body: hello,
      status: 200,
      has: '[{"recipient_id":"ada","text":"Heard: hello"}]',
    },
    {
      name: 'buttons',
      body: { sender: 'ada', message: 'buttons' },
      status: 200,
      has: '"payload":"/order_status"',
    },
    { name: 'no sender', body: { message: 'hello' }, status: 200, has: '"recipient_id":"default"' },
    {
      name: 'what else Rasa takes',
      body: { ...hello, stream: false, metadata: { language: 'zh-CN', x: [1] } },
      status: 200,
      has: 'Heard',
    },
    {
      name: 'a stream of lines',
      path: `${webhook}?stream=true`,
      body: hello,
      status: 200,
      has: '{"recipient_id":"ada","text":"Heard: hello"}\n',
      hasNot: '[',
    },
    { name: 'no message', body: { sender: 'ada' }, status: 400, has: 'message' },
    {
      name: 'an empty message',
      body: { sender: 'ada', message: ' ' },
      status: 400,
      has: 'message',
    },
    {
      name: 'a message that is too long',
      body: { sender: 'ada', message: 'x'.repeat(4_001) },
      status: 413,
      has: 'MessageTooLong',
    },
    {
      name: 'an object for a message',
      body: { sender: 'ada', message: { $ne: 1 } },
      status: 400,
      has: 'message',
    },
    {
      name: 'an object for a sender',
      body: { sender: { id: 1 }, message: 'x' },
      status: 400,
      has: 'sender',
    },
    { name: 'no JSON', body: '{', status: 400, has: 'BadSyntax' },
    {
      name: 'by way of a proxy',
      body: hello,
      headers: { 'X-Forwarded-For': '127.0.0.1' },
      status: 403,
      has: 'RasaNotSetUp',
      hasNot: 'Heard',
    },
    {
      name: 'from a page',
      body: hello,
      headers: { Origin: 'https://evil.test' },
      status: 403,
      has: 'RasaNotSetUp',
      hasNot: 'Heard',
    },
    {
      name: 'with the token',
      locked: true,
      body: hello,
      headers: { Authorization: `Bearer ${token}` },
      status: 200,
      has: 'Heard',
    },
    {
      name: "with Rasa's way of the token",
      locked: true,
      path: `${webhook}?token=${token}`,
      body: hello,
      status: 200,
      has: 'Heard',
    },
    {
      name: 'without the token',
      locked: true,
      body: hello,
      status: 401,
      has: 'MissingCredentials',
      hasNot: 'Heard',
    },
    {
      name: 'with another token',
      locked: true,
      path: `${webhook}?token=${token}x`,
      body: hello,
      status: 401,
      has: 'BadCredentials',
      hasNot: token,
    },
    {
      name: 'two tokens',
      locked: true,
      path: `${webhook}?token=${token}&token=${token}`,
      body: hello,
      status: 401,
      has: 'MissingCredentials',
    },
    {
      name: 'parsing without the token',
      locked: true,
      path: '/model/parse',
      body: { text: 'hello' },
      status: 401,
      has: 'MissingCredentials',
      hasNot: 'intent',
    },
    {
      name: 'parsing without a model',
      path: '/model/parse',
      body: { text: 'hello' },
      status: 503,
      has: 'NoModel',
    },
    { name: 'parsing nothing', path: '/model/parse', body: {}, status: 400, has: 'text' },
  ])(
    '$name: $status',
    async ({ path = webhook, body, headers = {}, status, has, hasNot, ...row }) => {
      const server = row.locked ? locked : open
      const answer = await call(server.url, 'POST', path, { body, headers })
      expect({ status: answer.status, text: answer.text }).toEqual({
        status,
        text: expect.stringContaining(has),
      })
      if (hasNot) expect(answer.text).not.toContain(hasNot)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    },
  )

  test('a message sent twice is taken once and answered twice', async () => {
    const body = { sender: 'bo', message: 'buttons', message_id: 'm1' }
    const answers = [
      await call(open.url, 'POST', webhook, { body }),
      await call(open.url, 'POST', webhook, { body }),
    ]
    expect(answers[0]!.json).toMatchObject([{ text: 'Heard: buttons' }])
    expect(answers[1]!.json).toEqual(answers[0]!.json)
    expect(await readLog(open.db, conversationOf('bo'))).toHaveLength(3)
    const other = await call(open.url, 'POST', webhook, { body: { ...body, message: 'else' } })
    expect(other.status).toBe(409)
  })

  test('each sender has a conversation that no id of another channel names', async () => {
    await call(open.url, 'POST', webhook, { body: { sender: 'cy', message: 'mine' } })
    await call(open.url, 'POST', webhook, { body: { sender: 'di', message: 'hers' } })
    const log = JSON.stringify(await readLog(open.db, conversationOf('cy')))
    expect(log).toContain('mine')
    expect(log).not.toContain('hers')
    expect(await findConversation(open.db, conversationOf('cy'))).toMatchObject({
      channel: 'rest',
      visitor: 'cy',
    })
    const guess = `/v3/directline/conversations/${conversationOf('cy')}/activities`
    expect((await call(open.url, 'GET', guess)).status).toBe(401)
  })

  test('too many messages in one conversation are refused', async () => {
    const headers = { Authorization: `Bearer ${token}` }
    const send = () =>
      call(locked.url, 'POST', webhook, { body: { sender: 'flood', message: 'x' }, headers })
    for (let n = 0; n < 3; n++) expect((await send()).status).toBe(200)
    expect((await send()).status).toBe(429)
  })

  test('what the bot shows comes as Rasa shows it, and a person who writes does not', async () => {
    const shown = await serve({}, (db) => (message) => {
      const { conversation, ...said } = message
      const events: Event[] = [
        { kind: 'customer-said', ...said },
        { kind: 'bot-said', image: 'https://img.test/a.png', response: 'utter_a', variant: 0 },
        { kind: 'bot-said', custom: { map: [1] } },
        { kind: 'handed-over', reason: 'asked', detail: 'for the desk' },
        { kind: 'noted', text: 'a note', agent: { id: 'a', name: 'Mei' } },
      ]
      return record(db, { conversation, events })
    })
    const { json, text } = await call(shown.url, 'POST', webhook, { body: hello })
    await shown.close()
    expect(json).toEqual([
      { recipient_id: 'ada', image: 'https://img.test/a.png' },
      { recipient_id: 'ada', custom: { map: [1] } },
    ])
    expect(text).not.toMatch(/utter_a|desk|note|Mei/)
  })

  test('is alive', async () => {
    expect((await call(open.url, 'GET', '/webhooks/rest')).json).toEqual({ status: 'ok' })
    expect((await call(locked.url, 'GET', '/status')).status).toBe(401)
  })
})

describe('/model/parse', () => {
  test('tells what is understood as Rasa does, offsets in code points', async () => {
    const text = '😀 track my parcel HP-10023'
    const told = rasaParse(text, understand({ text }, await toyModel()))
    expect(told).toMatchObject({
      text,
      intent_ranking: expect.arrayContaining([
        { name: 'order_status', confidence: expect.any(Number) },
      ]),
      entities: [
        {
          entity: 'order_number',
          start: 18,
          end: 26,
          value: expect.any(String),
          extractor: 'RegexEntityExtractor',
        },
      ],
    })
    expect(Array.from(text).slice(18, 26).join('')).toBe('HP-10023')
  })

  test('says nlu_fallback where the bot is in doubt', async () => {
    const understanding = understand({ text: 'hello' }, await toyModel())
    const doubtful = {
      ...understanding,
      doubt: 'unsure' as const,
      intent: { name: 'greet', confidence: 0.3 },
    }
    expect(rasaParse('hello', doubtful)).toMatchObject({
      intent: { name: 'nlu_fallback', confidence: 0.7 },
    })
  })
})
