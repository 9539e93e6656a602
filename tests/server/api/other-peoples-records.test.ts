import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ApiRoute } from '../../../src/server/api/api-route.ts'
import { apiRoutes } from '../../../src/server/api/api-routes.ts'
import { deskApiRoutes } from '../../../src/server/desk-api-routes.ts'
import { prefixes } from '../../faults/isolation/matrix.ts'
import { peopleOf, type Caller, type People } from '../../faults/isolation/people.ts'
import { requestOf } from '../../faults/isolation/requests.ts'
import { sceneFor, thingsFor, type Scene } from '../../faults/isolation/scene.ts'
import { world } from '../../people.ts'
import { call } from '../call.ts'
import { serve, type Served } from '../serve.ts'

let served: Served
let people: People
const as = (name: string): Caller => people.callers.find((caller) => caller.name === name)!
beforeAll(async () => {
  served = await serve({ AGENTS_SEE: 'own' })
  await world(served.db)
  people = await peopleOf(served, [])
})
afterAll(() => served.close())

const tables = { api: apiRoutes, desk: deskApiRoutes() } as const
const routes = (['api', 'desk'] as const).flatMap((table) =>
  tables[table].map((route) => ({ route, prefix: prefixes[table] })),
)
const ruled: readonly string[] = ['conversation', 'ticket', 'task', 'opportunity']

/** All that is answered, but for the id that was asked for and what every answer has anew. */
async function answerOf(route: ApiRoute, prefix: string, scene: Scene) {
  const things = await thingsFor(served.db, people.boss)
  const given = { scene, things, mark: 'mark' }
  const { path, body } = await requestOf(served.db, route, given)
  const { status, headers, text } = await call(
    served.url,
    route.method.toUpperCase(),
    prefix + path,
    { headers: await as('agent').headers(), ...(body && { body }) },
  )
  const { date: _date, 'x-request-id': _id, ...same } = headers
  return { status, headers: same, text: text.replaceAll(scene.ids[route.of!.kind]!, 'ID') }
}

describe('what is somebody else’s is answered as what is not there', () => {
  test.each(
    routes
      .filter(({ route }) => route.of && ruled.includes(route.of.kind))
      .map((one) => ({ ...one, name: one.route.operation })),
  )('by $name', async ({ route, prefix }) => {
    const theirs = await sceneFor(served.db, 'foreign', as('agent').person, people)
    const { kind } = route.of!
    const id = theirs.ids[kind]!
    // As long, so that the length tells nothing, either.
    const nobodys = { ...theirs, ids: { ...theirs.ids, [kind]: id.replace(/canary/i, 'nobody') } }
    const answer = await answerOf(route, prefix, theirs)
    expect([403, 404]).toContain(answer.status)
    expect(answer).toEqual(await answerOf(route, prefix, nobodys))
  })
})

/** They take any body, and read none. */
const deaf: readonly string[] = ['signOut', 'signOutEverywhere']

test.each(
  routes
    .filter(({ route }) => route.body && !deaf.includes(route.operation))
    .map(({ route }) => [route.operation, route] as const),
)('the body of %s takes nothing that it does not name', (_operation, route) => {
  const { body } = route
  const shape: object = body instanceof z.ZodObject ? body.shape : {}
  for (const field of ['tenantId', 'ownerId', 'role', 'seq', 'createdAt', 'version', '__proto']) {
    if (field in shape) continue
    const { error } = body!.safeParse({ [field]: 'x' })
    const unknown = error?.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [],
    )
    expect(unknown, field).toContain(field)
  }
})

test.each([
  't-7k2m4q',
  'T-7K2M4Q%20',
  '%20T-7K2M4Q',
  'T-7K2M4Q%00',
  'T-7K2M4Q%2F',
  'T-7K2M4Q,T-7K2M4Q',
  'T-7K2M4Q;',
  'T_7K2M4Q',
  'T-7K2M4%',
  'T-%',
  '%25',
  "'%20or%201=1--",
  '1e3',
  '0',
  'true',
  '[object%20Object]',
  '__proto__',
  'constructor',
])('%s is the id of no ticket', async (id) => {
  const headers = await as('admin').headers()
  const read = (path: string) => call(served.url, 'GET', `/api/v1/tickets/${path}`, { headers })
  expect((await read('T-7K2M4Q')).status).toBe(200)
  const { status, text } = await read(id)
  expect([400, 404]).toContain(status)
  expect(text).not.toContain('subject')
})

test('of a filter there is one, and it is text', async () => {
  const headers = await as('admin').headers()
  for (const query of ['owner=a&owner=b', 'owner[]=a', 'owner[$ne]=a', 'limit=1e9']) {
    const { status } = await call(served.url, 'GET', `/api/v1/tickets?${query}`, { headers })
    expect(status, query).toBe(400)
  }
})
