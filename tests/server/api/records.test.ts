import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApiKey } from '../../../src/crm/access/api-keys.ts'
import { anna, tom, world } from '../../people.ts'
import { call } from '../call.ts'
import { hire } from '../desk-client.ts'
import { serve, type Served } from '../serve.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-records-'))
const file = join(dir, 'records.yml')
let served: Served
let secret: string
let viewer: string
beforeAll(async () => {
  writeFileSync(file, 'attributes: { customer: { shoe_size: { type: number } } }')
  served = await serve({ RATE_PER_KEY: '0', RECORDS_FILE: file })
  await world(served.db)
  const { id: madeBy } = await hire(served, 'Ada', 'admin')
  const scopes = ['customers', 'companies', 'orders', 'tickets', 'tasks'].flatMap((of) => [
    `${of}:read`,
    `${of}:write`,
  ])
  const key = async (role: 'agent' | 'viewer') =>
    (
      await served.db.write(() =>
        makeApiKey({ name: 'Bridge', role, team: null, scopes, madeBy, expiresAt: null }),
      )
    ).secret
  secret = await key('agent')
  viewer = await key('viewer')
})
afterAll(async () => {
  await served.close()
  rmSync(dir, { recursive: true })
})

const ask = (
  method: string,
  path: string,
  body?: unknown,
  { headers = {}, token = secret }: { headers?: Record<string, string>; token?: string } = {},
) => call(served.url, method, `/api/v1${path}`, { token, body, headers })

test('two people edit a customer at once: one is kept, the other gets both values', async () => {
  const read = await ask('GET', `/customers/${anna.id}`)
  expect(read.json).toMatchObject({ name: anna.name, version: 1, contacts: [], attributes: {} })
  const tag = String(read.headers['etag'])
  const edit = (city: string) =>
    ask('PATCH', `/customers/${anna.id}`, { city }, { headers: { 'if-match': tag } })
  const [one, two] = await Promise.all([edit('Potsdam'), edit('Hamburg')])
  expect(new Set([one.status, two.status])).toEqual(new Set([200, 409]))
  const [kept, lost] = one.status === 200 ? [one, two] : [two, one]
  const [theirs, yours] = one.status === 200 ? ['Potsdam', 'Hamburg'] : ['Hamburg', 'Potsdam']
  expect(kept.headers['etag']).toBe('"2"')
  expect(lost.json).toMatchObject({
    code: 'RecordChanged',
    details: { version: 2, fields: [{ field: 'city', theirs, yours }] },
  })
  const history = await ask('GET', `/customers/${anna.id}/history`)
  expect(history.json).toMatchObject({
    items: [
      {
        version: 2,
        by: { kind: 'key', name: 'Bridge' },
        fields: [{ field: 'city', was: 'Berlin', became: theirs }],
      },
    ],
    next: null,
  })
})

test('contacts, attributes, consents and notes make up the customer, and the timeline tells them', async () => {
  const at = `/customers/${tom.id}`
  const added = await ask('POST', `${at}/contacts`, { kind: 'phone', value: '+44 20 5550 0199' })
  expect(added.status).toBe(201)
  const { id } = added.json as { id: string }
  expect((await ask('POST', `${at}/contacts/${id}/first`)).status).toBe(200)
  expect((await ask('PATCH', at, { attributes: { shoe_size: 44 } })).status).toBe(200)
  const consent = { purpose: 'newsletter', isGiven: true, textVersion: '1', how: 'website' }
  expect((await ask('POST', `${at}/consents`, consent)).status).toBe(201)
  expect((await ask('POST', `${at}/notes`, { text: 'Likes lamps' })).status).toBe(201)
  expect((await ask('GET', at)).json).toMatchObject({
    phone: '+44 20 5550 0199',
    phoneVerified: false,
    contacts: [{ kind: 'phone', value: '+44 20 5550 0103' }],
    attributes: { shoe_size: 44 },
    consents: [{ purpose: 'newsletter', isGiven: true }],
  })
  const first = await ask('GET', `${at}/timeline?limit=2`)
  const { items, next } = first.json as { items: { kind: string }[]; next: string }
  expect(items.map(({ kind }) => kind)).toEqual(['note', 'consent'])
  const rest = await ask('GET', `${at}/timeline?cursor=${next}`)
  expect(JSON.stringify(rest.json)).toContain('attributes.shoe_size')
  expect(JSON.stringify(rest.json)).toContain('HP-10011')
  expect(JSON.stringify(rest.json)).not.toContain('Likes lamps')
})

test('a ticket is opened, taken, answered and looked through', async () => {
  const opened = await ask('POST', '/tickets', { subject: 'It hums', customer: anna.id })
  expect(opened.status).toBe(201)
  const { number } = opened.json as { number: string }
  expect(opened.json).toMatchObject({ status: 'open', clocks: { response: { state: 'running' } } })
  const changed = await ask('PATCH', `/tickets/${number}`, {
    priority: 'urgent',
    status: 'pending',
  })
  expect(changed.json).toMatchObject({ version: 2 })
  expect((await ask('GET', `/tickets/${number}`)).json).toMatchObject({
    clocks: { resolution: { state: 'paused' } },
    customerName: anna.name,
  })
  const list = await ask('GET', `/tickets?customer=${anna.id}&owner=nobody`)
  expect(list.json).toMatchObject({ items: [{ number }], next: null })
})

test('a task is made, done, and not due any more', async () => {
  const made = await ask('POST', '/tasks', { title: 'Ring', dueAt: '2026-11-30T10:00:00Z' })
  const { id } = made.json as { id: string }
  expect(((await ask('GET', '/tasks')).json as { items: unknown[] }).items).toHaveLength(1)
  await ask('PATCH', `/tasks/${id}`, { status: 'done' })
  expect(((await ask('GET', '/tasks')).json as { items: unknown[] }).items).toHaveLength(0)
})

test('a company has its customers', async () => {
  const made = await ask('POST', '/companies', { name: 'Nordlicht' })
  const { id } = made.json as { id: string }
  await ask('PATCH', `/customers/${anna.id}`, { company: id })
  expect((await ask('GET', `/customers?company=${id}`)).json).toMatchObject({
    items: [{ id: anna.id, companyName: 'Nordlicht' }],
  })
  expect((await ask('GET', '/companies')).json).toMatchObject({ items: [{ id, customers: 1 }] })
})

test('an order is read with its invoices, and its total cannot be written', async () => {
  expect((await ask('GET', '/orders/HP-10023')).json).toMatchObject({ total: 138, invoices: [] })
  expect((await ask('PATCH', '/orders/HP-10023', { totalCents: 1 })).status).toBe(400)
  const changed = await ask('PATCH', '/orders/HP-10023', { status: 'delivered' })
  expect(changed.json).toMatchObject({ version: 2 })
})

describe('what is refused', () => {
  test.each([
    ['GET', '/customers/C-0', undefined, 404, 'CustomerNotFound'],
    ['GET', '/customers?cursor=nonsense', undefined, 400, 'BadCursor'],
    ['PATCH', `/customers/${anna.id}`, { tier: 'platinum' }, 400, 'BadArgument'],
    ['PATCH', `/customers/${anna.id}`, { since: '2020-01-01T00:00:00Z' }, 400, 'BadArgument'],
    ['PATCH', `/customers/${anna.id}`, { attributes: { hat: 1 } }, 400, 'UnknownField'],
    ['PATCH', `/customers/${anna.id}`, { owner: 'nobody' }, 400, 'NoSuchRecord'],
    ['PATCH', '/tickets/T-0', { status: 'closed' }, 404, 'TicketNotFound'],
    ['POST', '/tasks', { title: 'x', ticket: 'T-0' }, 400, 'NoSuchRecord'],
    ['POST', `/customers/${anna.id}/notes`, { text: ' ' }, 400, 'BadArgument'],
    ['DELETE', `/customers/${anna.id}/contacts/x`, undefined, 404, 'ContactNotFound'],
  ] as const)('%s %s %j is %i %s', async (method, path, body, status, code) => {
    const answer = await ask(method, path, body)
    expect([answer.status, answer.json]).toMatchObject([status, { code }])
  })

  test('a viewer only reads', async () => {
    const as = { token: viewer }
    expect((await ask('GET', `/customers/${anna.id}`, undefined, as)).status).toBe(200)
    const answer = await ask('PATCH', `/customers/${anna.id}`, { city: 'Rome' }, as)
    expect([answer.status, answer.json]).toMatchObject([403, { code: 'NotForYourRole' }])
  })
})
