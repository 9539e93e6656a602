import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claim } from '../../src/handoff/claim.ts'
import { record } from '../../src/crm/log.ts'
import { activitiesOf, call, read, say, visit, type Page, type Started } from './call.ts'
import { secret, serve, type Served } from './serve.ts'

const base = '/v3/directline'
let served: Served
let mine: Started
let theirs: Started

beforeAll(async () => {
  served = await serve()
  mine = await visit(served.url)
  theirs = await visit(served.url)
  await say(served.url, theirs, 'a canary of somebody else')
})
afterAll(() => served.close())

type Row = {
  readonly name: string
  readonly send: () => [method: string, path: string, options?: Parameters<typeof call>[3]]
  readonly status: number
  readonly has?: readonly (string | RegExp)[]
  readonly hasNot?: readonly (string | RegExp)[]
}

const own = () => ({ Origin: served.url })
const message = { type: 'message', from: { id: 'me' }, text: 'hello' }
const code = (name: string) => `"error":{"code":"${name}"`
const post = (body: unknown, token = () => mine.token): Row['send'] => {
  return () => ['POST', activitiesOf(mine), { token: token(), body }]
}
const unknown = { id: 'f'.repeat(32) }

const rows: readonly Row[] = [
  // Tokens
  {
    name: 'the secret makes a token',
    send: () => ['POST', `${base}/tokens/generate`, { token: secret, body: {} }],
    status: 200,
    has: ['conversationId', 'token', '"expires_in":1800'],
    hasNot: ['streamUrl'],
  },
  {
    name: 'a page of the server itself gets a token without a secret',
    send: () => ['POST', `${base}/tokens/generate`, { headers: own(), body: {} }],
    status: 200,
    has: ['conversationId'],
  },
  {
    name: 'without a body, too',
    send: () => ['POST', `${base}/tokens/generate`, { headers: own() }],
    status: 200,
  },
  {
    name: 'another website gets none',
    send: () => ['POST', `${base}/tokens/generate`, { headers: { Origin: 'https://evil.test' } }],
    status: 403,
    has: [code('OriginNotAllowed'), 'ALLOWED_ORIGINS'],
    hasNot: ['conversationId'],
  },
  {
    name: 'a page without an origin gets none',
    send: () => ['POST', `${base}/tokens/generate`, { headers: { Origin: 'null' } }],
    status: 403,
    has: [code('OriginNotAllowed')],
  },
  {
    name: 'whoever sends neither secret nor origin gets none',
    send: () => ['POST', `${base}/tokens/generate`, { body: {} }],
    status: 401,
    has: [code('MissingCredentials')],
    hasNot: ['conversationId'],
  },
  {
    name: 'a token makes no other tokens',
    send: () => ['POST', `${base}/tokens/generate`, { token: mine.token, body: {} }],
    status: 403,
    has: [code('NeedsSecret')],
  },
  {
    name: 'a wrong secret makes none',
    send: () => ['POST', `${base}/tokens/generate`, { token: `${secret.slice(0, -1)}x`, body: {} }],
    status: 403,
    has: [code('BadToken')],
    hasNot: ['conversationId'],
  },
  {
    name: 'a user that is no object is named',
    send: () => ['POST', `${base}/tokens/generate`, { token: secret, body: { user: 'ada' } }],
    status: 400,
    has: [code('BadArgument'), 'user'],
  },
  {
    name: 'refresh',
    send: () => ['POST', `${base}/tokens/refresh`, { token: mine.token }],
    status: 200,
    has: ['conversationId', 'token', 'expires_in'],
  },
  {
    name: 'refresh without a token',
    send: () => ['POST', `${base}/tokens/refresh`],
    status: 401,
    has: [code('MissingCredentials')],
  },
  {
    name: 'refresh with a header that is not Bearer',
    send: () => ['POST', `${base}/tokens/refresh`, { headers: { Authorization: 'Basic eDp5' } }],
    status: 401,
    has: [code('MissingCredentials')],
  },

  // Conversations
  {
    name: 'start by secret',
    send: () => ['POST', `${base}/conversations`, { token: secret }],
    status: 201,
    has: ['conversationId', 'token', 'expires_in', /"streamUrl":"ws:\/\/127\.0\.0\.1:\d+\/v3\//],
  },
  {
    name: 'start again by the token of a conversation that exists',
    send: () => ['POST', `${base}/conversations`, { token: mine.token, body: { user: {} } }],
    status: 200,
    has: ['streamUrl'],
  },
  {
    name: 'start without anything',
    send: () => ['POST', `${base}/conversations`],
    status: 401,
    has: [code('MissingCredentials')],
  },
  {
    name: 'start from another website',
    send: () => ['POST', `${base}/conversations`, { headers: { Origin: 'https://evil.test' } }],
    status: 403,
    has: [code('OriginNotAllowed')],
  },
  {
    name: 'reconnect',
    send: () => ['GET', `${base}/conversations/${mine.id}?watermark=`, { token: mine.token }],
    status: 200,
    has: ['conversationId', 'token', /streamUrl.*watermark=0/],
  },
  {
    name: 'reconnect to what is not there, by secret',
    send: () => ['GET', `${base}/conversations/${unknown.id}`, { token: secret }],
    status: 404,
    has: [code('ConversationNotFound')],
  },
  {
    name: "reconnect to another's conversation",
    send: () => ['GET', `${base}/conversations/${theirs.id}`, { token: mine.token }],
    status: 403,
    has: [code('WrongConversation')],
    hasNot: ['streamUrl'],
  },

  // Reading
  {
    name: "read another's conversation",
    send: () => ['GET', activitiesOf(theirs), { token: mine.token }],
    status: 403,
    has: [code('WrongConversation')],
    hasNot: ['canary'],
  },
  {
    name: 'read one that is not there, by token: told no different',
    send: () => ['GET', activitiesOf(unknown), { token: mine.token }],
    status: 403,
    has: [code('WrongConversation')],
  },
  {
    name: 'read one that is not there, by secret',
    send: () => ['GET', activitiesOf(unknown), { token: secret }],
    status: 404,
    has: [code('ConversationNotFound')],
  },
  {
    name: 'read without a token',
    send: () => ['GET', activitiesOf(theirs)],
    status: 401,
    has: [code('MissingCredentials')],
    hasNot: ['canary'],
  },
  {
    name: 'read with a token that is none',
    send: () => ['GET', activitiesOf(theirs), { token: 'a.b.c' }],
    status: 403,
    has: [code('BadToken')],
    hasNot: ['canary'],
  },
  {
    name: "read from another website than the token's",
    send: () => [
      'GET',
      activitiesOf(theirs),
      { token: theirs.token, headers: { Origin: 'https://evil.test' } },
    ],
    status: 403,
    has: [code('OriginNotAllowed')],
    hasNot: ['canary'],
  },
  ...['-1', 'x', '1.5', '1e3', '%00', '..', '1&watermark=2'].map((watermark): Row => ({
    name: `a watermark of ${watermark}`,
    send: () => ['GET', `${activitiesOf(theirs)}?watermark=${watermark}`, { token: theirs.token }],
    status: 400,
    has: [code('BadArgument'), 'watermark'],
    hasNot: ['canary'],
  })),
  {
    name: 'a watermark of the future',
    send: () => [
      'GET',
      `${activitiesOf(theirs)}?watermark=1${'0'.repeat(30)}`,
      { token: theirs.token },
    ],
    status: 200,
    has: ['"activities":[]', '"watermark":"3"'],
  },

  // Writing
  { name: 'a message', send: post(message), status: 200, has: [/"id":"[0-9a-f]{32}\|\d{7}"/] },
  {
    name: 'typing',
    send: post({ type: 'typing', from: { id: 'me' } }),
    status: 200,
    has: ['"id"'],
  },
  {
    name: 'an event that means nothing to us',
    send: post({ type: 'event', name: 'x', from: { id: 'me' } }),
    status: 200,
    has: ['"id"'],
  },
  {
    name: 'a delivery mode of the newest stock client',
    send: post({ ...message, deliveryMode: 'stream', entities: [{ type: 'ClientCapabilities' }] }),
    status: 200,
  },
  {
    name: 'a type that does not exist',
    send: post({ ...message, type: 'wobble' }),
    status: 400,
    has: [code('BadArgument'), 'type'],
  },
  {
    name: 'no text',
    send: post({ ...message, text: '' }),
    status: 400,
    has: [code('BadArgument'), 'text'],
  },
  {
    name: 'text that is an object',
    send: post({ ...message, text: { $ne: 1 } }),
    status: 400,
    has: [code('BadArgument'), 'text'],
  },
  { name: 'a list', send: post([message]), status: 400, has: [code('BadArgument')] },
  { name: 'a number', send: post('5'), status: 400, has: [code('BadSyntax')] },
  {
    name: 'no JSON',
    send: post('{"type":'),
    status: 400,
    has: [code('BadSyntax')],
    hasNot: ['type'],
  },
  { name: 'no body', send: post(undefined), status: 400, has: [code('BadArgument')] },
  {
    name: '4,000 characters',
    send: post({ ...message, text: '好'.repeat(4_000) }),
    status: 200,
  },
  {
    name: '4,001 characters',
    send: post({ ...message, text: 'x'.repeat(4_001) }),
    status: 413,
    has: [code('MessageTooLong'), '4000'],
  },
  {
    name: 'a body over 256 KB',
    send: post({ ...message, channelData: 'x'.repeat(300_000) }),
    status: 413,
    has: [code('MessageSizeTooBig')],
  },
  {
    name: 'JSON nested 100,000 deep',
    send: post(`{"type":"message","text":"x","channelData":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    status: 400,
    has: [code('BadArgument'), 'nested'],
  },
  {
    name: 'many brackets in the text are no nesting',
    send: post({ ...message, text: '[{"'.repeat(1_000) }),
    status: 200,
  },
  {
    name: 'an attachment',
    send: post({ ...message, attachments: [{ contentType: 'image/png', contentUrl: 'data:,' }] }),
    status: 415,
    has: [code('UploadsNotSupported'), 'Files cannot be sent'],
  },
  {
    name: 'an upload',
    send: () => [
      'POST',
      `${base}/conversations/${mine.id}/upload?userId=me`,
      {
        token: mine.token,
        body: Buffer.alloc(2_000_000),
        headers: { 'Content-Type': 'image/png' },
      },
    ],
    status: 415,
    has: [code('UploadsNotSupported')],
  },
  {
    name: "an upload to another's conversation",
    send: () => ['POST', `${base}/conversations/${theirs.id}/upload`, { token: mine.token }],
    status: 403,
    has: [code('WrongConversation')],
  },
  {
    name: "a message into another's conversation",
    send: () => ['POST', activitiesOf(theirs), { token: mine.token, body: message }],
    status: 403,
    has: [code('WrongConversation')],
  },
  {
    name: 'a message into one that is not there, by secret',
    send: () => ['POST', activitiesOf(unknown), { token: secret, body: message }],
    status: 404,
    has: [code('ConversationNotFound')],
  },
  {
    name: 'a message without a token',
    send: () => ['POST', activitiesOf(mine), { body: message }],
    status: 401,
    has: [code('MissingCredentials')],
  },

  // The rest
  {
    name: 'a session id for the stock client',
    send: () => ['GET', `${base}/session/getsessionid`, { token: mine.token, headers: own() }],
    status: 200,
    has: ['sessionId'],
  },
  {
    name: 'an unknown call',
    send: () => ['GET', `${base}/wobble`, { token: secret }],
    status: 404,
    has: [code('NotFound')],
  },
  {
    name: 'an id that is no UTF-8',
    send: () => ['GET', `${base}/conversations/%E0%A4%A`, { token: secret }],
    status: 400,
    has: [code('BadRequest')],
    hasNot: ['at ', 'node_modules'],
  },
]

describe('Direct Line', () => {
  test.each(rows)('$name → $status', async ({ send, status, has = [], hasNot = [] }) => {
    const answer = await call(served.url, ...send())
    expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${status} `))
    for (const part of has) expect(answer.text).toMatch(asPattern(part))
    for (const part of hasNot) expect(answer.text).not.toMatch(asPattern(part))
  })

  test.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip'])(
    'a body in %s is refused undecoded',
    async (encoding) => {
      for (const path of [activitiesOf(mine), `${base}/tokens/generate`, '/api/messages']) {
        const headers = { 'Content-Encoding': encoding, Origin: served.url }
        const body = Buffer.from('1f8b08000000000000', 'hex')
        const answer = await call(served.url, 'POST', path, { token: mine.token, headers, body })
        expect(answer.status).toBe(415)
        expect(answer.text).toContain(code('EncodingNotSupported'))
      }
    },
  )
})

describe('a conversation over Direct Line', () => {
  test('has each message once, in order, with what was sent beside it', async () => {
    const started = await visit(served.url)
    const channelData = { clientActivityID: 'one', more: { a: [1] } }
    const body = { ...message, channelData }
    const options = { token: started.token, body }
    const first = await call(served.url, 'POST', activitiesOf(started), options)
    await say(served.url, started, 'again', 'two')
    const { activities, watermark } = await read(served.url, started, '0')
    expect(activities.map(({ text }) => text)).toEqual([
      'hello',
      'Heard: hello',
      'again',
      'Heard: again',
    ])
    expect(activities[0]).toMatchObject({ ...(first.json as object), channelData })
    expect(activities[0]?.from.id).toMatch(/^dl_/)
    expect((await read(served.url, started, watermark)).activities).toEqual([])
    expect((await read(served.url, started)).activities).toEqual(activities)
    const later = await read(served.url, started, '3')
    expect(later.activities).toEqual(activities.slice(2))
  })

  test('the same message sent again gets the same answer, and another body is a conflict', async () => {
    const started = await visit(served.url)
    const first = await say(served.url, started, 'hello', 'one')
    expect(await say(served.url, started, 'hello', 'one')).toMatchObject({ json: first.json })
    const other = await say(served.url, started, 'goodbye', 'one')
    expect([other.status, other.text]).toEqual([409, expect.stringContaining('ClientIdReused')])
    expect((await read(served.url, started)).activities).toHaveLength(2)
  })

  test('sent a hundred times at once it is one', async () => {
    const started = await visit(served.url)
    const all = await Promise.all(
      Array.from({ length: 100 }, () => say(served.url, started, 'hello', 'one')),
    )
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect((await read(served.url, started)).activities).toHaveLength(2)
  })

  test("the activity's own id serves where there is no clientActivityID", async () => {
    const started = await visit(served.url)
    for (let i = 0; i < 2; i++) {
      const body = { ...message, id: 'own' }
      await call(served.url, 'POST', activitiesOf(started), { token: started.token, body })
    }
    expect((await read(served.url, started)).activities).toHaveLength(2)
  })

  test('the secret names the user and the websites that may use the token', async () => {
    const body = { user: { id: 'dl_ada', name: 'Ada' }, trustedOrigins: ['https://shop.test'] }
    const generated = await call(served.url, 'POST', `${base}/tokens/generate`, {
      token: secret,
      body,
    })
    const { token } = generated.json as { token: string }
    const begun = await call(served.url, 'POST', `${base}/conversations`, { token })
    const started = {
      ...(begun.json as Started),
      id: (begun.json as { conversationId: string }).conversationId,
    }
    const answer = await say(served.url, started, 'hello')
    expect(answer.status).toBe(200)
    const { activities } = await read(served.url, started)
    expect(activities[0]?.from).toEqual({ id: 'dl_ada', role: 'user' })
    const from = (origin: string) =>
      call(served.url, 'GET', activitiesOf(started), { token, headers: { Origin: origin } })
    expect((await from('https://shop.test')).status).toBe(200)
    expect((await from('https://evil.test')).status).toBe(403)
  })

  test('a client that joins is greeted, once, and sees no message that nobody wrote', async () => {
    const started = await visit(served.url)
    const join = { type: 'event', name: 'webchat/join', from: { id: 'me' } }
    for (let i = 0; i < 2; i++) {
      await call(served.url, 'POST', activitiesOf(started), { token: started.token, body: join })
    }
    const { activities } = await read(served.url, started)
    expect(activities.map(({ text }) => text)).toEqual(['Heard: /greet'])
  })

  test('by the secret the client says who writes', async () => {
    const begun = await call(served.url, 'POST', `${base}/conversations`, { token: secret })
    const { conversationId: id } = begun.json as { conversationId: string }
    const body = { type: 'message', from: { id: 'user1', name: 'Ada' }, text: 'hello' }
    await call(served.url, 'POST', activitiesOf({ id }), { token: secret, body })
    const { json } = await call(served.url, 'GET', activitiesOf({ id }), { token: secret })
    expect((json as Page).activities[0]?.from).toEqual({ id: 'user1', name: 'Ada', role: 'user' })
  })

  test('an agent who took it is seen by name, and the hand-over by its state', async () => {
    const started = await visit(served.url)
    await say(served.url, started, 'hello')
    const agent = { id: 'nadia', name: 'Nadia' }
    const handedOver = { kind: 'handed-over', reason: 'upset', detail: 'canary' } as const
    await record(served.db, { conversation: started.id, events: [handedOver] })
    await claim(served.db, started.id, agent)
    const said = { kind: 'agent-said', clientId: 'x', text: 'Here I am', agent } as const
    const noted = { kind: 'noted', text: 'canary', agent } as const
    await record(served.db, { conversation: started.id, events: [said, noted] })
    const page = await read(served.url, started, '3')
    expect(page.activities).toMatchObject([
      { type: 'event', name: 'handoff.status', value: { state: 'waiting' } },
      { type: 'event', name: 'handoff.status', value: { state: 'accepted', agent: 'Nadia' } },
      { type: 'message', text: 'Here I am', from: { id: 'agent-nadia', name: 'Nadia' } },
    ])
    expect(JSON.stringify(page)).not.toMatch(/canary|upset/)
    expect(page.watermark).toBe('7')
  })

  test('a bot that fails is a rejected activity, without a word of why', async () => {
    const failing = await serve({}, () => () => Promise.reject(new Error('canary in the code')))
    const started = await visit(failing.url)
    const answer = await say(failing.url, started, 'hello')
    expect(answer.status).toBe(502)
    expect(answer.text).toContain(code('BotRejectedActivity'))
    expect(answer.text).not.toContain('canary')
    await failing.close()
  })
})

describe('calls from pages of other origins', () => {
  test('a preflight allows what the stock client sends', async () => {
    const answer = await call(served.url, 'OPTIONS', activitiesOf(mine), {
      headers: { Origin: 'https://shop.test', 'Access-Control-Request-Method': 'POST' },
    })
    expect(answer.status).toBe(204)
    const allowed = String(answer.headers['access-control-allow-headers']).toLowerCase()
    for (const header of ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with']) {
      expect(allowed).toContain(header)
    }
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
    expect(Number(answer.headers['access-control-max-age'])).toBeGreaterThan(0)
  })

  test('refusals can be read, too', async () => {
    const headers = { Origin: 'https://evil.test' }
    const answer = await call(served.url, 'POST', `${base}/conversations`, { headers })
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })

  test('listed websites get tokens', async () => {
    const open = await serve({ ALLOWED_ORIGINS: 'https://shop.test' })
    const from = async (origin: string) =>
      (await call(open.url, 'POST', `${base}/conversations`, { headers: { Origin: origin } }))
        .status
    expect(await from('https://shop.test')).toBe(201)
    expect(await from(open.url)).toBe(201)
    expect(await from('https://shop.test.evil.test')).toBe(403)
    expect(await from('http://shop.test')).toBe(403)
    await open.close()
  })
})

function asPattern(part: string | RegExp): RegExp {
  return typeof part === 'string' ? new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : part
}
