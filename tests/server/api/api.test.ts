import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/crm/access/role.ts'
import { makeApiKey } from '../../../src/crm/access/api-keys.ts'
import { setAgent, type Agent } from '../../../src/crm/agents.ts'
import { readAudit } from '../../../src/crm/audit/read-audit.ts'
import { findConversation } from '../../../src/crm/conversations.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { call } from '../call.ts'
import { hire, signIn, testing } from '../desk-client.ts'
import { serve, type Served } from '../serve.ts'

let served: Served
let admin: Agent
beforeAll(async () => {
  served = await serve({ RATE_PER_KEY: '0' })
  admin = await hire(served, 'Ada', 'admin')
  await hire(served, 'Eve', 'editor')
  await hire(served, 'Vic', 'viewer')
})
afterAll(() => served.close())

let chat: string
beforeEach(async () => {
  chat = (await startConversation(served.db, { visitor: 'v', channel: 'web', language: 'en' })).id
  await record(served.db, {
    conversation: chat,
    events: [
      { kind: 'customer-said', clientId: '1', text: 'hello', channelData: { secret: 1 } },
      { kind: 'handed-over', reason: 'asked' },
    ],
  })
})

async function key(
  scopes: readonly string[],
  { role = 'agent', expiresAt = null }: { role?: Role; expiresAt?: string | null } = {},
) {
  const madeBy = admin.id
  const { secret } = await served.db.write(() =>
    makeApiKey({ name: 'Bridge', role, team: null, scopes, madeBy, expiresAt }),
  )
  return secret
}

const ask = (
  token: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => call(served.url, method, `/api/v1${path}`, { token, body, headers })

describe('who may call', () => {
  test('nobody without a key or a session, and the refusal is a problem+json', async () => {
    const answer = await call(served.url, 'GET', '/api/v1/conversations')
    expect(answer.status).toBe(401)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json).toMatchObject({ status: 401, code: 'NotSignedIn', title: 'Not allowed' })
  })

  test.each([
    ['unknown', 'parley_nonsense', 'BadCredentials'],
    ['not ours', 'sk-1234', 'BadCredentials'],
  ])('a key that is %s is refused', async (_name, secret, code) => {
    const answer = await ask(secret, 'GET', '/conversations')
    expect([answer.status, answer.json]).toMatchObject([401, { code }])
  })

  test('a key is over when it expires, and when its maker leaves', async () => {
    const over = await key(['conversations:read'], { expiresAt: '2020-01-01T00:00:00.000Z' })
    expect((await ask(over, 'GET', '/conversations')).status).toBe(401)
    const gone = await hire(served, 'Gone', 'admin')
    const { secret } = await served.db.write(() =>
      makeApiKey({
        name: 'x',
        role: 'admin',
        team: null,
        scopes: ['conversations:read'],
        madeBy: gone.id,
        expiresAt: null,
      }),
    )
    expect((await ask(secret, 'GET', '/conversations')).status).toBe(200)
    await served.db.write(() => setAgent(gone.id, { isDisabled: true }, testing))
    expect((await ask(secret, 'GET', '/conversations')).status).toBe(401)
  })

  test('a key has its scopes and its role, and no more', async () => {
    const reads = await key(['conversations:read'])
    expect((await ask(reads, 'GET', '/conversations')).status).toBe(200)
    expect(await ask(reads, 'POST', `/conversations/${chat}/claim`, {})).toMatchObject({
      status: 403,
      json: { code: 'ScopeMissing' },
    })
    expect(await ask(reads, 'GET', '/audit')).toMatchObject({ status: 403 })
    const views = await key(['conversations:write'], { role: 'viewer' })
    expect(await ask(views, 'POST', `/conversations/${chat}/claim`, {})).toMatchObject({
      status: 403,
      json: { code: 'NotForYourRole' },
    })
    expect((await findConversation(served.db, chat))?.heldBy).toBe('queue')
  })

  test('the store has no key, and knows when one was used', async () => {
    const secret = await key(['conversations:read'])
    await ask(secret, 'GET', '/conversations')
    const rows = await served.db.all('select * from api_keys order by made_at')
    expect(JSON.stringify(rows)).not.toContain(secret.slice(7, 30))
    expect(rows.at(-1)?.['used_at']).toMatch(/^20/)
  })

  test('a session is as good, with the page’s own CSRF token', async () => {
    const ada = await signIn(served, 'ada@example.com')
    const headers = { cookie: ada.cookie, origin: served.url }
    const path = `/api/v1/conversations/${chat}/claim`
    expect((await call(served.url, 'POST', path, { headers, body: {} })).status).toBe(403)
    const good = { ...headers, 'x-parley-csrf': ada.me.csrf }
    expect((await call(served.url, 'POST', path, { headers: good, body: {} })).status).toBe(200)
    const foreign = { ...good, origin: 'https://elsewhere.example' }
    expect((await call(served.url, 'POST', path, { headers: foreign, body: {} })).status).toBe(403)
  })

  test.each(['eve', 'vic'])('%s may not claim', async (name) => {
    const one = await signIn(served, `${name}@example.com`)
    const headers = { cookie: one.cookie, origin: served.url, 'x-parley-csrf': one.me.csrf }
    const path = `/api/v1/conversations/${chat}`
    expect((await call(served.url, 'POST', `${path}/claim`, { headers, body: {} })).status).toBe(
      403,
    )
    const reads = await call(served.url, 'GET', path, { headers })
    expect(reads.status).toBe(name === 'vic' ? 200 : 403)
  })
})

describe('what is answered', () => {
  let secret: string
  beforeAll(async () => {
    secret = await key(['conversations:read', 'conversations:write'])
  })

  test('lists come in pages', async () => {
    const first = await ask(secret, 'GET', '/conversations?limit=1')
    const { items, next } = first.json as { items: { id: string }[]; next: string }
    expect(items.map(({ id }) => id)).toEqual([chat])
    const second = await ask(secret, 'GET', `/conversations?limit=1&cursor=${next}`)
    expect((second.json as { items: { id: string }[] }).items[0]?.id).not.toBe(chat)
    expect((await ask(secret, 'GET', '/conversations?cursor=x')).json).toMatchObject({
      code: 'BadCursor',
    })
  })

  test('only what is declared goes out', async () => {
    const { text } = await ask(secret, 'GET', `/conversations/${chat}`)
    expect(text).not.toContain('visitor')
    const events = await ask(secret, 'GET', `/conversations/${chat}/events`)
    expect(events.text).toContain('hello')
    expect(events.text).not.toContain('channelData')
  })

  test('a record has an ETag, and is not sent again to who has it', async () => {
    const path = `/conversations/${chat}`
    const { headers } = await ask(secret, 'GET', path)
    expect(headers['etag']).toBe('"2"')
    const again = await ask(secret, 'GET', path, undefined, { 'If-None-Match': '"2"' })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test.each([
    ['GET', '/conversations/none', undefined, 404, 'ConversationNotFound'],
    ['GET', '/conversations?limit=0', undefined, 400, 'BadArgument'],
    ['GET', '/conversations?who=me', undefined, 400, 'BadArgument'],
    ['GET', '/nothing', undefined, 404, 'NotFound'],
    ['POST', '/conversations/CHAT/messages', { text: 'hi' }, 400, 'BadArgument'],
    ['POST', '/conversations/CHAT/messages', { clientId: 'a', text: 'hi' }, 409, 'NotClaimed'],
    ['POST', '/conversations/CHAT/messages', '{', 400, 'BadSyntax'],
  ])('%s %s is refused', async (method, path, body, status, code) => {
    const answer = await ask(secret, method, path.replace('CHAT', chat), body)
    expect([answer.status, answer.json]).toMatchObject([status, { status, code }])
  })

  test('a compressed body is refused unread', async () => {
    const answer = await ask(secret, 'POST', `/conversations/${chat}/claim`, Buffer.from('x'), {
      'Content-Encoding': 'gzip',
    })
    expect(answer.status).toBe(415)
  })
})

describe('an Idempotency-Key', () => {
  const send = async (secret: string, text: string, idempotency: string) =>
    ask(
      secret,
      'POST',
      `/conversations/${chat}/notes`,
      { clientId: Math.random().toString(36), text },
      { 'Idempotency-Key': idempotency },
    )
  const notes = async () =>
    (await served.db.all(`select body from events where body like '{"kind":"noted"%'`)).length

  test('lets a call be made once, and answers alike', async () => {
    const secret = await key(['conversations:write'])
    const before = await notes()
    const body = { clientId: 'one', text: 'Mind the step' }
    const again = () =>
      ask(secret, 'POST', `/conversations/${chat}/notes`, body, { 'Idempotency-Key': 'k1' })
    const answers = [await again(), await again()]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers[1]?.text).toBe(answers[0]?.text)
    expect(answers[1]?.headers['idempotent-replayed']).toBe('true')
    expect(await notes()).toBe(before + 1)
    expect(await send(secret, 'Another', 'k1')).toMatchObject({
      status: 422,
      json: { code: 'KeyReused' },
    })
  })

  test('of two calls at once one is made', async () => {
    const secret = await key(['conversations:write'])
    const path = `/conversations/${chat}/notes`
    const before = await notes()
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        ask(secret, 'POST', path, { clientId: 'z', text: 'x' }, { 'Idempotency-Key': 'k2' }),
      ),
    )
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(await notes()).toBe(before + 1)
  })

  test('is another’s with another key, and a refused call may be tried again', async () => {
    const [one, two] = [await key(['conversations:write']), await key(['conversations:write'])]
    expect((await send(one, 'a', 'k3')).status).toBe(200)
    expect((await send(two, 'b', 'k3')).status).toBe(200)
    const say = (secret: string) =>
      ask(
        secret,
        'POST',
        `/conversations/${chat}/messages`,
        { clientId: 'm', text: 'hi' },
        { 'Idempotency-Key': 'k4' },
      )
    expect((await say(one)).status).toBe(409)
    await ask(one, 'POST', `/conversations/${chat}/claim`, {})
    expect((await say(one)).status).toBe(200)
  })
})

describe('the audit log', () => {
  test('tells of the reading of another’s conversation, once while it is open', async () => {
    const secret = await key(['conversations:read', 'conversations:write'])
    for (let i = 0; i < 3; i++) await ask(secret, 'GET', `/conversations/${chat}`)
    const entries = await readAudit(served.db, { kind: 'conversation', id: chat })
    expect(entries).toMatchObject([{ action: 'read', by: { kind: 'key', name: 'Bridge' } }])
  })

  test('says nothing of one’s own', async () => {
    const secret = await key(['conversations:read', 'conversations:write'])
    await ask(secret, 'POST', `/conversations/${chat}/claim`, {})
    await ask(secret, 'GET', `/conversations/${chat}`)
    expect(await readAudit(served.db, { kind: 'conversation', id: chat })).toEqual([])
  })

  test('is read and checked over the API', async () => {
    const secret = await key(['audit:read'], { role: 'admin' })
    expect((await ask(secret, 'GET', '/audit/check')).json).toMatchObject({ brokenAt: null })
    const page = await ask(secret, 'GET', '/audit?limit=1')
    expect(page.json).toMatchObject({ items: [{ action: 'read', kind: 'conversation' }] })
  })
})

test('calls with one key are limited', async () => {
  const limited = await serve({ RATE_PER_KEY: '2' })
  const boss = await hire(limited, 'Boss', 'admin')
  const { secret } = await limited.db.write(() =>
    makeApiKey({
      name: 'x',
      role: 'admin',
      team: null,
      scopes: ['audit:read'],
      madeBy: boss.id,
      expiresAt: null,
    }),
  )
  const once = () => call(limited.url, 'GET', '/api/v1/audit', { token: secret })
  expect([(await once()).status, (await once()).status]).toEqual([200, 200])
  expect(await once()).toMatchObject({ status: 429, json: { code: 'TooMany' } })
  await limited.close()
})

test('the OpenAPI document names every route', async () => {
  const { json } = await call(served.url, 'GET', '/api/v1/openapi.json')
  expect(json).toMatchObject({
    openapi: '3.1.0',
    paths: { '/conversations/{id}/claim': { post: { operationId: 'claim' } } },
  })
})
