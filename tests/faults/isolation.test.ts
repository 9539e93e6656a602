import type { Router } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiRouter } from '../../src/server/api/api-router.ts'
import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { deskApiRoutes } from '../../src/server/desk-api-routes.ts'
import { deskRoutes } from '../../src/server/desk-routes.ts'
import { serve, type Served } from '../server/serve.ts'
import { isolationMatrix } from './isolation/matrix.ts'
import { plantsOf } from './isolation/planted.ts'

const routes = { api: apiRoutes, desk: deskApiRoutes() }

/** `npm run faults -- isolation` does this for all of AGENTS_SEE, and takes out every check. */
test('nobody gets what is not theirs, whatever they call', async () => {
  const { leaks, unreached, calls } = await isolationMatrix({ routes, agentsSee: 'own' })
  expect(leaks).toEqual([])
  expect(unreached).toEqual([])
  expect(calls).toBeGreaterThan(routes.api.length * 10)
}, 120_000)

describe('the matrix notices', () => {
  const plants = plantsOf(routes)
  test.each([
    'listConversations without its roles',
    'claim without its record',
    'readTicket without its record',
    'readAudit without its scope',
    'makeKey without its being for the desk only',
    'readInbox without the rule of conversations',
    'readCustomerPage without the rule of tickets',
    'the live line without the rule of conversations',
  ])('%s', async (named) => {
    const { plant, name: _, ...options } = plants.find(({ name }) => name === named)!
    const putBack = plant?.()
    const { leaks } = await isolationMatrix({ withLive: false, agentsSee: 'own', ...options })
    putBack?.()
    expect(leaks.length).toBeGreaterThan(0)
  })
})

describe('no route stands beside the tables', () => {
  let served: Served
  beforeAll(async () => {
    served = await serve()
  })
  afterAll(() => served.close())

  const declared = (table: 'api' | 'desk') =>
    routes[table].map(({ method, path }) => `${method} ${path}`)
  const open = ['get /openapi.json', 'post /sign-in', 'post /link/look', 'post /link/use']

  test.each([
    ['/api/v1', () => apiRouter(served.parley, null, routes.api), declared('api')],
    ['/api/desk', () => deskRoutes(served.parley, routes.desk), declared('desk')],
  ])('%s', (_prefix, router, known) => {
    expect(pathsIn(router()).filter((path) => !open.includes(path))).toEqual(known)
  })

  test('every operation has one name', () => {
    const names = [...routes.api, ...routes.desk].map(({ operation }) => operation)
    expect(new Set(names).size).toBe(names.length)
  })
})

type Layer = {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: { readonly stack?: readonly Layer[] }
}

function pathsIn(router: Router | Layer['handle']): string[] {
  const { stack = [] } = router as Layer['handle']
  return stack.flatMap(({ route, handle }) =>
    route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : pathsIn(handle),
  )
}
