import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityText } from '../../src/channels/identity.ts'
import { findConversation } from '../../src/crm/conversations.ts'
import { mergeCustomers } from '../../src/crm/duplicates/merge-customers.ts'
import { undoMerge } from '../../src/crm/duplicates/undo-merge.ts'
import { readLog } from '../../src/crm/log.ts'
import { anna, tom, world } from '../people.ts'
import { call, say, visit, type Started } from './call.ts'
import { identitySecret, secret, serve, type Served } from './serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
  await world(served.db)
})
afterAll(() => served.close())

const soon = Math.floor(Date.now() / 1000) + 600
const signed = (of: { id: string; email?: string; name?: string }, expires = soon) => ({
  ...of,
  expires,
  hmac: createHmac('sha256', identitySecret)
    .update(identityText({ ...of, expires }))
    .digest('hex'),
})
const jwt = (claims: object) =>
  new SignJWT({ exp: soon, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(identitySecret))

const identify = (started: Started, identity: unknown) =>
  call(served.url, 'POST', `/v3/directline/conversations/${started.id}/identify`, {
    token: started.token,
    body: { identity },
  })

const customerOf = async ({ id }: { id: string }) =>
  (await findConversation(served.db, id))?.customer

describe('who a host page says its visitor is', () => {
  test('is recorded once, by id', async () => {
    const started = await visit(served.url)
    for (let i = 0; i < 2; i++) {
      const answer = await identify(started, signed({ id: anna.id }))
      expect([answer.status, answer.json]).toEqual([200, { identified: true }])
    }
    expect(await customerOf(started)).toBe(anna.id)
    const events = await readLog(served.db, started.id)
    expect(events).toMatchObject([{ kind: 'identified', customer: anna.id, how: 'signed' }])
  })

  test('by e-mail, where the id is not one of the CRM', async () => {
    const started = await visit(served.url)
    await identify(started, signed({ id: 'shop-user-9', email: anna.email.toUpperCase() }))
    expect(await customerOf(started)).toBe(anna.id)
  })

  test('as who they became part of, once two customers are one', async () => {
    const by = { kind: 'agent', id: 'a-mei', name: 'Mei Lin' } as const
    const at = new Date().toISOString()
    const { db } = served
    const merge = { keep: anna.id, gone: 'C-1002', take: [], by, at }
    const id = await db.write(() => mergeCustomers(merge))
    const started = await visit(served.url)
    await identify(started, signed({ id: 'C-1002' }))
    expect(await customerOf(started)).toBe(anna.id)
    await db.write(() => undoMerge(id, by, at))
  })

  test('by JWT', async () => {
    const started = await visit(served.url)
    await identify(started, { jwt: await jwt({ sub: tom.id }) })
    expect(await customerOf(started)).toBe(tom.id)
  })

  test('when the conversation begins', async () => {
    expect(await customerOf(await visit(served.url, { identity: signed(anna) }))).toBe(anna.id)
  })

  test('in the token, for the conversation that it begins', async () => {
    const headers = { Origin: served.url }
    const body = { locale: 'en', identity: signed(anna) }
    const path = '/v3/directline/tokens/generate'
    const generated = await call(served.url, 'POST', path, { headers, body })
    const { token, conversationId } = generated.json as Record<string, string>
    await call(served.url, 'POST', '/v3/directline/conversations', { token: token ?? '' })
    expect(await customerOf({ id: conversationId ?? '' })).toBe(anna.id)
  })

  test('is nobody when the CRM knows neither id nor e-mail', async () => {
    const started = await visit(served.url)
    const answer = await identify(started, signed({ id: 'new', email: 'new@example.com' }))
    expect(answer.json).toEqual({ identified: false })
    expect(await customerOf(started)).toBe(null)
  })

  test('cannot be two people in one conversation', async () => {
    const started = await visit(served.url, { identity: signed(anna) })
    const answer = await identify(started, signed({ id: tom.id }))
    expect([answer.status, answer.text]).toEqual([
      409,
      expect.stringContaining('ConversationOfAnother'),
    ])
    expect(await customerOf(started)).toBe(anna.id)
  })

  test('needs the token of the conversation', async () => {
    const [mine, theirs] = [await visit(served.url), await visit(served.url)]
    const answer = await identify({ ...theirs, token: mine.token }, signed(anna))
    expect(answer.status).toBe(403)
    expect(await customerOf(theirs)).toBe(null)
  })

  test.each<[string, number, string, () => unknown]>([
    ['no signature', 400, 'BadArgument', () => ({ id: anna.id, expires: soon })],
    ['nothing', 400, 'BadArgument', () => null],
    ['a list', 400, 'BadArgument', () => [signed(anna)]],
    ['a wrong signature', 403, 'BadIdentity', () => ({ ...signed(anna), hmac: '0'.repeat(64) })],
    ["somebody else's", 403, 'BadIdentity', () => ({ ...signed(tom), id: anna.id })],
    [
      'capitals',
      400,
      'BadArgument',
      () => ({ ...signed(anna), hmac: signed(anna).hmac.toUpperCase() }),
    ],
    ['an expired one', 403, 'IdentityExpired', () => signed(anna, soon - 700)],
    ['a JWT that is none', 403, 'BadIdentity', () => ({ jwt: 'a.b.c' })],
    ['the Direct Line secret', 403, 'BadIdentity', () => ({ jwt: secret })],
  ])('%s is refused', async (_name, status, code, identity) => {
    const started = await visit(served.url)
    const answer = await identify(started, identity())
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(code)])
    expect(await customerOf(started)).toBe(null)
    expect((await say(served.url, started, 'still here')).status).toBe(200)
  })
})
