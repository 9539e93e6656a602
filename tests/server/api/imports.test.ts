import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, world } from '../../people.ts'
import { hire, signIn, type DeskClient } from '../desk-client.ts'
import { serve, type Served } from '../serve.ts'

// A file: the work is done by a process of its own.
const dir = mkdtempSync(join(tmpdir(), 'parley-'))
let served: Served
let admin: DeskClient
let agent: DeskClient
beforeAll(async () => {
  served = await serve({ DATABASE_URL: `sqlite:${join(dir, 'parley.db')}` })
  await world(served.db)
  await hire(served, 'Ada Weiss', 'admin')
  await hire(served, 'Ben Ruiz')
  admin = await signIn(served, 'ada.weiss@example.com')
  agent = await signIn(served, 'ben.ruiz@example.com')
})
afterAll(async () => {
  await served.close()
  rmSync(dir, { recursive: true })
})

type Detail = {
  readonly id: string
  readonly status: string
  readonly progress: object | null
  readonly problem: string | null
  readonly made: number
  readonly refused: number
  readonly plan: { readonly mapping: readonly (string | null)[] }
  readonly report: { readonly made: number; readonly refused: number } | null
}

async function call(client: DeskClient, method: string, path: string, body?: string | object) {
  const isFile = typeof body === 'string'
  const response = await fetch(`${served.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: client.cookie,
      origin: served.url,
      'x-parley-csrf': client.me.csrf,
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
    },
    ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function rested(id: string): Promise<Detail> {
  for (let tries = 0; tries < 600; tries++) {
    const detail = (await call(admin, 'GET', `/imports/${id}`)).body as Detail
    if (detail.progress === null) return detail
    await sleep(50)
  }
  throw new Error('it does not end')
}

const file =
  'id,name,email,tier\nC-7001,Ann,ann@example.com,gold\nC-7002,Bob,bob@example,gold\n' +
  `C-7003,Cy,cy@example.com,gold\n${anna.id},Anna,,gold\n`

test('a file is sent, checked, mended, imported and taken back', async () => {
  const sent = await call(admin, 'POST', '/imports?kind=customers&name=kunden.csv', file)
  expect(sent.status).toBe(201)
  const { id } = sent.body as Detail
  const read = await rested(id)
  expect(read).toMatchObject({ status: 'planned', problem: null, report: { made: 2, refused: 2 } })
  expect(read.plan.mapping).toEqual(['id', 'name', 'email', 'tier'])
  await call(admin, 'PATCH', `/imports/${id}`, { accepted: ['empty:email'] })
  expect(await rested(id)).toMatchObject({ report: { made: 3, refused: 1 } })
  expect((await call(admin, 'POST', `/imports/${id}/run`)).status).toBe(202)
  expect(await rested(id)).toMatchObject({ status: 'done', made: 3, refused: 1 })
  const refused = await call(admin, 'GET', `/imports/${id}/refused`)
  expect(refused.text).toContain(`${anna.id},Anna,,gold,${anna.id} exists already`)
  await call(admin, 'POST', `/imports/${id}/undo`)
  expect(await rested(id)).toMatchObject({ status: 'undone' })
  expect(await served.db.all(`select id from customers where id like 'C-70%'`)).toEqual([])
}, 60_000)

test('what cannot be read is told, and changes that cannot be are refused', async () => {
  const { body } = await call(
    admin,
    'POST',
    '/imports?kind=customers&name=x.csv',
    'PK\u0003\u0004 no archive',
  )
  expect((await rested((body as Detail).id)).problem).toMatch(/workbook cannot be read/)
  const { status } = await call(admin, 'POST', `/imports/${(body as Detail).id}/run`)
  expect(status).toBe(409)
}, 60_000)

test.each<[string, string, string | object | undefined, number]>([
  ['POST', '/imports?kind=agents&name=x.csv', 'a,b\n1,2', 400],
  ['POST', '/imports?kind=customers', 'a,b\n1,2', 400],
  ['GET', '/imports/I-none', undefined, 404],
  ['POST', '/imports/I-none/run', {}, 404],
  ['PATCH', '/imports/I-none', { accepted: ['drop table'] }, 400],
  [
    'POST',
    '/merges',
    { keep: anna.id, gone: 'C-none', take: [], versions: { keep: 1, gone: 1 } },
    404,
  ],
  ['POST', '/merges/M-none/undo', {}, 404],
  ['POST', '/duplicates/different', { a: 'C-1', b: 'C-2' }, 404],
])('%s %s: %j is %i', async (method, path, body, status) => {
  expect((await call(admin, method, path, body)).status).toBe(status)
})

test('an agent may none of it', async () => {
  const tries: [string, string, (string | object)?][] = [
    ['GET', '/imports'],
    ['POST', '/imports?kind=customers&name=x.csv', file],
    ['GET', '/duplicates'],
    [
      'POST',
      '/merges',
      { keep: anna.id, gone: 'C-1002', take: [], versions: { keep: 1, gone: 1 } },
    ],
  ]
  for (const [method, path, body] of tries) {
    expect((await call(agent, method, path, body)).status).toBe(403)
  }
})

test('duplicates are found, merged and taken apart', async () => {
  const twin = 'id,name,email\nC-7101,"Berg, Anna",anna.berg@example.com\n'
  const { id } = (await call(admin, 'POST', '/imports?kind=customers&name=t.csv', twin))
    .body as Detail
  await rested(id)
  await call(admin, 'POST', `/imports/${id}/run`)
  await rested(id)
  expect((await call(admin, 'POST', '/duplicates/search', {})).status).toBe(202)
  let found: { items: { a: { id: string }; b: { id: string } }[]; progress: object | null }
  do {
    await sleep(50)
    found = (await call(admin, 'GET', '/duplicates')).body as typeof found
  } while (found.progress !== null)
  expect(found.items.map(({ a, b }) => [a.id, b.id])).toEqual([[anna.id, 'C-7101']])
  const merge = { keep: anna.id, gone: 'C-7101', take: ['name'], versions: { keep: 1, gone: 1 } }
  const merged = await call(admin, 'POST', '/merges', merge)
  expect(merged.status).toBe(201)
  expect((await call(admin, 'POST', '/merges', merge)).status).toBe(409)
  const undone = await call(admin, 'POST', `/merges/${(merged.body as Detail).id}/undo`, {})
  expect(undone.body).toEqual({ kept: anna.id, back: 'C-7101', left: [] })
  const audit = await served.db.all('select action from audit order by number')
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['imported', 'merged', 'undid merge']),
  )
}, 60_000)
