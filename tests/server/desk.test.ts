import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record, startConversation } from '../../src/crm/log.ts'
import type {
  ConversationPage,
  ConversationSummary,
  CustomerCard,
  InboxPage,
  Recorded,
} from '../../src/server/wire.ts'
import { anna, tom, world } from '../people.ts'
import { ask, hire, signIn, type DeskClient } from './desk-client.ts'
import { serve, type Served } from './serve.ts'

let served: Served
let mei: DeskClient
let jonas: DeskClient
beforeAll(async () => {
  served = await serve()
  await world(served.db)
  await hire(served, 'Ada Weiss', 'admin')
  await hire(served, 'Ben Ruiz')
  mei = await signIn(served, 'ada.weiss@example.com')
  jonas = await signIn(served, 'ben.ruiz@example.com')
})
afterAll(() => served.close())

let messages = 0
const chat = async (customer?: string) => {
  const { db } = served
  const { id } = await startConversation(db, { visitor: 'v1', channel: 'test', language: 'en' })
  await record(db, {
    conversation: id,
    events: [
      {
        kind: 'customer-said',
        clientId: `m${++messages}`,
        text: 'Where is my lamp?',
        channelData: { secret: 'of-the-channel' },
      },
      ...(customer ? [{ kind: 'identified', customer, how: 'checked' } as const] : []),
    ],
  })
  return id
}
const waiting = async (customer?: string) => {
  const id = await chat(customer)
  const events = [{ kind: 'handed-over', reason: 'asked' }] as const
  await record(served.db, { conversation: id, events })
  return id
}
const summaryOf = async (id: string): Promise<ConversationSummary> =>
  ((await mei.get(`/conversations/${id}`)).body as ConversationPage).conversation
const idsOfMine = async (client: DeskClient) => {
  const { conversations } = (await client.get('/conversations?inbox=mine')).body as InboxPage
  return conversations.map(({ id }) => id)
}
const said = { clientId: 'a1', text: 'Good morning' }

const routes: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/me'],
  ['POST', '/sign-out'],
  ['POST', '/sign-out-everywhere'],
  ['POST', '/password'],
  ['GET', '/conversations?inbox=waiting'],
  ['GET', '/conversations/x'],
  ['GET', '/conversations/x/customer'],
  ['POST', '/conversations/x/claim'],
  ['POST', '/conversations/x/give-back'],
  ['POST', '/conversations/x/resolve'],
  ['POST', '/conversations/x/say'],
  ['POST', '/conversations/x/note'],
  ['POST', '/conversations/x/typing'],
  ['GET', '/search?q=x'],
  ['GET', '/customers/x'],
  ['GET', '/export/messages'],
  ['GET', '/no-such-route'],
]

describe('who may come in', () => {
  test.each(routes)('%s %s wants a session', async (method, path) => {
    const headers = { origin: served.url, 'x-parley-csrf': 'x', cookie: 'parley=not-a-session' }
    const body = method === 'POST' ? {} : undefined
    const answer = await ask(served.url, method, `/api/desk${path}`, headers, body)
    expect([answer.status, answer.body]).toEqual([
      401,
      { error: { code: 'NotSignedIn', message: expect.any(String) } },
    ])
  })

  const changes = routes.filter(([method]) => method === 'POST')
  test.each(changes)('%s %s is refused from another website', async (_method, path) => {
    for (const origin of ['https://evil.example', 'null', '']) {
      const answer = await mei.post(path, {}, { origin })
      expect([answer.status, answer.body]).toMatchObject([
        403,
        { error: { code: 'OriginNotAllowed' } },
      ])
    }
  })

  test.each(changes)('%s %s is refused without the session’s own token', async (_method, path) => {
    for (const csrf of ['', 'x', jonas.me.csrf]) {
      const answer = await mei.post(path, {}, { 'x-parley-csrf': csrf })
      expect([answer.status, answer.body]).toMatchObject([403, { error: { code: 'CsrfRefused' } }])
    }
  })

  test('a form and JSON dressed as text change nothing', async () => {
    const id = await waiting()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const body = JSON.stringify({ ...said, clientId: type })
      const answer = await mei.post(`/conversations/${id}/say`, body, { 'content-type': type })
      expect(answer.status).toBe(400)
    }
    expect((await summaryOf(id)).lastText).toBe('Where is my lamp?')
  })

  test('no answer may be kept', async () => {
    const headers = { cookie: mei.cookie }
    const response = await fetch(`${served.url}/api/desk/me`, { headers })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})

describe('the inbox', () => {
  test('waiting shows the longest wait first, with the reason and the proven name', async () => {
    const first = await waiting(anna.id)
    const second = await waiting()
    const { conversations } = (await jonas.get('/conversations?inbox=waiting')).body as InboxPage
    const ours = conversations.filter(({ id }) => id === first || id === second)
    expect(ours).toMatchObject([
      { id: first, customer: { id: anna.id, name: anna.name }, reason: 'asked', heldBy: 'queue' },
      { id: second, customer: null },
    ])
  })

  test('mine are those I hold, and nobody else’s', async () => {
    const id = await waiting()
    await mei.post(`/conversations/${id}/claim`)
    expect(await idsOfMine(mei)).toContain(id)
    expect(await idsOfMine(jonas)).not.toContain(id)
  })

  test('pages follow on each other without a gap or a repeat', async () => {
    const made = new Set<string>()
    for (let i = 0; i < 120; i++) made.add(await chat())
    for (const inbox of ['open', 'waiting']) {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
        const page = (await mei.get(`/conversations?inbox=${inbox}${query}`)).body as InboxPage
        seen.push(...page.conversations.map(({ id }) => id))
        cursor = page.next
      }
      expect(new Set(seen).size).toBe(seen.length)
      if (inbox === 'open') expect([...made].filter((id) => !seen.includes(id))).toEqual([])
    }
  })

  test.each([
    '/conversations',
    '/conversations?inbox=all',
    '/conversations?inbox=mine&inbox=open',
    '/conversations?inbox=mine&agent=x',
    "/conversations?inbox=open&cursor=1'--",
    '/conversations/x?after=-1',
    '/conversations/x?after=1e999',
    '/conversations/x?after[]=1',
  ])('%s is refused', async (path) => {
    const answer = await mei.get(path)
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'BadArgument' } }])
  })
})

describe('a conversation', () => {
  test('goes from the queue through an agent back to the bot', async () => {
    const id = await waiting()
    const post = async (path: string, body = {}) =>
      (await mei.post(`/conversations/${id}/${path}`, body)).body as Recorded
    expect((await post('claim')).events).toMatchObject([
      { kind: 'claimed', agent: { id: mei.me.id } },
    ])
    expect(await summaryOf(id)).toMatchObject({ heldBy: 'agent', waitingSince: null })
    expect((await post('say', said)).events).toMatchObject([
      { kind: 'agent-said', text: 'Good morning' },
    ])
    expect((await post('note', { clientId: 'n1', text: 'VIP' })).events).toMatchObject([
      { kind: 'noted' },
    ])
    expect((await post('give-back')).events).toMatchObject([{ kind: 'given-back' }])
    expect((await post('resolve')).events).toMatchObject([{ kind: 'resolved' }])
    const page = (await mei.get(`/conversations/${id}?after=2`)).body as ConversationPage
    expect(page.events.map(({ kind }) => kind)).toEqual([
      'claimed',
      'agent-said',
      'noted',
      'given-back',
      'resolved',
    ])
    expect(page.conversation).toMatchObject({ status: 'resolved', heldBy: 'bot' })
  })

  test('of two who claim one wins, and the other is told who', async () => {
    const id = await waiting()
    const answers = await Promise.all(
      [mei, jonas].map((agent) => agent.post(`/conversations/${id}/claim`)),
    )
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
    const winner = (await summaryOf(id)).agent?.name
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      error: { code: 'HeldByAnother', message: expect.stringContaining(String(winner)) },
    })
  })

  test('an answer sent again is acknowledged again; another under its id is refused', async () => {
    const id = await waiting()
    await mei.post(`/conversations/${id}/claim`)
    const first = (await mei.post(`/conversations/${id}/say`, said)).body as Recorded
    const again = (await mei.post(`/conversations/${id}/say`, said)).body as Recorded
    expect(again).toEqual({ ...first, isRepeat: true })
    const other = await mei.post(`/conversations/${id}/say`, { ...said, text: 'Good night' })
    expect([other.status, other.body]).toMatchObject([409, { error: { code: 'ClientIdReused' } }])
  })

  test.each<[string, unknown, number]>([
    ['an empty text', { clientId: 'a', text: '  ' }, 400],
    ['no text', { clientId: 'a' }, 400],
    ['a text of 4,001 characters', { clientId: 'a', text: 'x'.repeat(4_001) }, 413],
    ['a text that is an object', { clientId: 'a', text: { $ne: 1 } }, 400],
    ['an empty id', { clientId: '', text: 'x' }, 400],
    ['a field too many', { clientId: 'a', text: 'x', agent: { id: 'x', name: 'Boss' } }, 400],
    ['an array', [], 400],
    ['broken JSON', '{"text":', 400],
  ])('%s is refused', async (_name, body, status) => {
    const id = await waiting()
    await mei.post(`/conversations/${id}/claim`)
    const answer = await mei.post(`/conversations/${id}/say`, body)
    expect([answer.status, (await summaryOf(id)).lastText]).toEqual([status, 'Where is my lamp?'])
  })

  test('what no database can keep is taken out of a text, the rest stays', async () => {
    const id = await waiting()
    await mei.post(`/conversations/${id}/claim`)
    const text = 'A\u0000B \ud800 👩‍👩‍👧 \u202Eabc'
    const { events } = (await mei.post(`/conversations/${id}/say`, { clientId: 'u', text }))
      .body as Recorded
    expect(events).toMatchObject([{ text: 'AB \ufffd 👩‍👩‍👧 \u202Eabc' }])
  })

  test('there is no conversation by a guessed id', async () => {
    for (const path of ['/conversations/x', '/conversations/x/customer']) {
      const answer = await mei.get(path)
      expect([answer.status, answer.body]).toMatchObject([
        404,
        { error: { code: 'ConversationNotFound' } },
      ])
    }
  })
})

describe('what must not appear', () => {
  test('the card is the proven customer’s own, and a visitor has none', async () => {
    const known = await chat(anna.id)
    const answer = await jonas.get(`/conversations/${known}/customer`)
    const card = answer.body as CustomerCard
    expect(card.customer).toMatchObject({ name: anna.name, email: anna.email })
    expect(card.orders.map(({ number }) => number)).toEqual(['HP-10023', 'HP-09987'])
    for (const foreign of [tom.name, tom.email, 'HP-10011', 'T-7K2M4Q']) {
      expect(answer.text).not.toContain(foreign)
    }
    const unknown = await jonas.get(`/conversations/${await chat()}/customer`)
    expect(unknown.body).toEqual({ customer: null, orders: [], tickets: [] })
  })

  test('no answer holds a password, a hash, a session or the channel’s own data', async () => {
    const id = await waiting(anna.id)
    const answers = await Promise.all([
      mei.get('/me'),
      mei.api('GET', '/agents'),
      jonas.api('GET', '/agents'),
      mei.get('/conversations?inbox=waiting'),
      mei.get(`/conversations/${id}`),
      mei.get(`/conversations/${id}/customer`),
    ])
    for (const { text } of answers) {
      for (const secret of [
        'argon2',
        'assword',
        'tokenHash',
        'token_hash',
        'of-the-channel',
        'visitor":',
      ]) {
        expect(text).not.toContain(secret)
      }
      for (const { cookie } of [mei, jonas]) expect(text).not.toContain(cookie.split('=')[1])
    }
  })

  test('an agent sees colleagues’ names but neither their addresses nor who is invited', async () => {
    await mei.api('POST', '/agents', {
      name: 'New One',
      email: 'new.one@example.com',
      role: 'agent',
    })
    const { text } = await jonas.api('GET', '/agents')
    expect(text).toContain('Ada Weiss')
    expect(text).not.toContain('@')
    expect(text).not.toContain('New One')
  })
})
