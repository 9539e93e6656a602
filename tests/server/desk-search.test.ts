import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record, startConversation } from '../../src/crm/log.ts'
import { catchUpIndex } from '../../src/crm/search/keep-index.ts'
import type { CustomerPage, SearchResult } from '../../src/server/wire.ts'
import { anna, tom, world } from '../people.ts'
import { hire, signIn, type DeskClient } from './desk-client.ts'
import { serve, type Served } from './serve.ts'

let served: Served
let clients: Record<'admin' | 'agent', DeskClient>
let conversation: string

beforeAll(async () => {
  served = await serve()
  const { db } = served
  await world(db)
  await hire(served, 'Ada Weiss', 'admin')
  await hire(served, 'Ben Ruiz')
  clients = {
    admin: await signIn(served, 'ada.weiss@example.com'),
    agent: await signIn(served, 'ben.ruiz@example.com'),
  }
  const started = await startConversation(db, { visitor: 'v1', channel: 'test', language: 'en' })
  conversation = started.id
  const channelData = { secret: 'of-the-channel' }
  const texts = ['<img src=x onerror=alert(1)> 灯 lamp', '我要退货 lamp', ...more]
  const said = texts.map((text, i) => ({
    kind: 'customer-said' as const,
    clientId: `m${i}`,
    text,
    channelData,
  }))
  const identified = { kind: 'identified', customer: anna.id, how: 'checked' } as const
  await record(db, { conversation, events: [identified, ...said] })
  await catchUpIndex(db)
})
afterAll(() => served.close())

const more = Array.from({ length: 30 }, (_, i) => `kettle number ${i}`)
const path = (q: string, rest = '') => `/search?q=${encodeURIComponent(q)}${rest}`
const groupsOf = async (q: string, rest = '') =>
  ((await clients.agent.get(path(q, rest))).body as SearchResult).groups

describe.each(['admin', 'agent'] as const)('an %s', (role) => {
  test.each<[q: string, expected: string[], not: string[]]>([
    ['退货', ['"kind":"message"', '我要退货', anna.name], ['onerror', tom.name]],
    ['hp-10023', ['"kind":"order"', 'HP-10023', anna.name], ['HP-10011', tom.email]],
    ['tom keller', ['"kind":"customer"', tom.email], [anna.email]],
    ['类型：工单', ['T-7K2M4Q', 'Parcel is late'], ['"kind":"message"']],
    ['zeppelin', ['{"groups":[]}'], ['lamp']],
    ['', ['{"groups":[]}'], ['lamp']],
  ])('who searches "%s" finds %j', async (q, expected, not) => {
    const { status, text } = await clients[role].get(path(q))
    expect(status).toBe(200)
    for (const part of expected) expect(text).toContain(part)
    for (const part of [...not, 'of-the-channel', 'argon2', '"score"']) {
      expect(text).not.toContain(part)
    }
  })
})

test('what was found is marked by places, and stays text', async () => {
  const group = (await groupsOf('灯')).find(({ kind }) => kind === 'message')
  const hit = group?.hits.find(({ seq }) => seq === 2)
  expect(hit).toMatchObject({
    conversation,
    seq: 2,
    by: 'customer',
    excerpt: { text: '<img src=x onerror=alert(1)> 灯 lamp', marks: [[29, 30]] },
  })
})

test('a few of each kind come first, then pages of one', async () => {
  const few = await groupsOf('kettle')
  expect(few.map(({ kind, hits }) => [kind, hits.length])).toEqual([
    ['order', 1],
    ['message', 6],
  ])
  const next = few.at(-1)?.next ?? ''
  const [rest] = await groupsOf('kettle', `&kind=message&cursor=${next}`)
  const [end] = await groupsOf('kettle', `&kind=message&cursor=${rest?.next}`)
  expect([rest?.hits.length, end?.hits.length, end?.next]).toEqual([20, 4, null])
  const refs = [few.at(-1), rest, end].flatMap((group) => group?.hits.map(({ ref }) => ref))
  expect(new Set(refs).size).toBe(30)
})

test.each([
  '/search',
  '/search?q=x&q=y',
  '/search?q[]=x',
  '/search?q=x&kind=invoice',
  '/search?q=x&limit=1000000',
  `/search?q=${'x'.repeat(201)}`,
])('%.40s is refused', async (query) => {
  const answer = await clients.agent.get(query)
  expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'BadArgument' } }])
})

test.each([
  ['from:soon', 'BadSearch'],
  ['kind:invoice', 'BadSearch'],
])('%s is refused with what could stand there', async (q, code) => {
  const answer = await clients.agent.get(path(q))
  expect([answer.status, answer.body]).toMatchObject([400, { error: { code } }])
})

test('a customer’s page has what is theirs, and their conversations', async () => {
  const answer = await clients.agent.get(`/customers/${anna.id}`)
  const page = answer.body as CustomerPage
  expect(page.customer).toMatchObject({ id: anna.id, email: anna.email })
  expect(page.orders.map(({ number }) => number)).toEqual(['HP-10023', 'HP-09987'])
  expect(page.conversations.map(({ id }) => id)).toEqual([conversation])
  for (const foreign of [tom.name, tom.email, 'HP-10011', 'T-7K2M4Q', 'of-the-channel']) {
    expect(answer.text).not.toContain(foreign)
  }
  const nobody = await clients.agent.get('/customers/C-0')
  expect([nobody.status, nobody.body]).toMatchObject([404, { error: { code: 'CustomerNotFound' } }])
})
