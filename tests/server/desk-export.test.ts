import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApiKey } from '../../src/crm/access/api-keys.ts'
import { exportKinds } from '../../src/crm/export/export-tables.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { anna, world } from '../people.ts'
import { hire, signIn, type DeskClient } from './desk-client.ts'
import { serve, type Served } from './serve.ts'

let served: Served
let admin: DeskClient
let agent: DeskClient
let adaId: string
beforeAll(async () => {
  served = await serve()
  const { db } = served
  await world(db)
  const ada = await hire(served, 'Ada Weiss', 'admin')
  adaId = ada.id
  await hire(served, 'Ben Ruiz')
  admin = await signIn(served, 'ada.weiss@example.com')
  agent = await signIn(served, 'ben.ruiz@example.com')
  const { id } = await startConversation(db, { visitor: 'v1', channel: 'test', language: 'en' })
  const events = [
    {
      kind: 'customer-said',
      clientId: 'm1',
      text: '=1+1 我要退货',
      channelData: { secret: 'of-the-channel' },
    },
  ] as const
  await record(db, { conversation: id, events })
})
afterAll(() => served.close())

test.each<[path: string, status: number, expected: string[], not: string[]]>([
  ['/export/messages', 200, ["'=1+1 我要退货", 'conversation,seq'], ['of-the-channel']],
  [
    '/export/messages?format=jsonl',
    200,
    ['"=1+1 我要退货"', '"by":"customer"'],
    ['of-the-channel'],
  ],
  ['/export/customers', 200, [anna.email, "'+49 30 555 0101"], ['email_key']],
  ['/export/orders?format=jsonl', 200, ['"number":"HP-10023"'], []],
  ['/export/tickets', 200, ['T-7K2M4Q'], []],
  ['/export/products?format=jsonl', 200, ['"price":'], []],
  ['/export/agents', 400, ['BadArgument'], ['argon2']],
  ['/export/messages?format=xlsx', 200, ['xl/worksheets/sheet1.xml'], ['of-the-channel']],
  ['/export/messages?format=pdf', 400, ['BadArgument'], ['我要退货']],
])('an administrator gets %s: %i', async (path, status, expected, not) => {
  const answer = await admin.get(path)
  expect(answer.status).toBe(status)
  for (const part of expected) expect(answer.text).toContain(part)
  for (const part of not) expect(answer.text).not.toContain(part)
})

test('an agent gets none of them', async () => {
  for (const kind of exportKinds) {
    const answer = await agent.get(`/export/${kind}`)
    expect([answer.status, answer.body]).toMatchObject([403, { error: { code: 'AdminsOnly' } }])
  }
})

test('a key with the scope gets the same from /api/v1', async () => {
  const { secret } = await served.db.write(() =>
    makeApiKey({
      name: 'nightly',
      role: 'admin',
      team: null,
      scopes: ['records:export'],
      madeBy: adaId,
      expiresAt: null,
    }),
  )
  const headers = { authorization: `Bearer ${secret}` }
  const response = await fetch(`${served.url}/api/v1/export/tickets?format=jsonl`, { headers })
  expect([response.status, await response.text()]).toMatchObject([
    200,
    expect.stringContaining('T-7K2M4Q'),
  ])
})

test('it comes as a file that no cache keeps', async () => {
  const headers = { cookie: admin.cookie }
  const response = await fetch(`${served.url}/api/desk/export/tickets?format=jsonl`, { headers })
  expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="tickets.jsonl"')
  expect(response.headers.get('cache-control')).toBe('no-store')
  await response.text()
})
