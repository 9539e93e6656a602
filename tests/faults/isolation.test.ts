import express, { type RequestHandler, type Router } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiRouter } from '../../src/server/api/api-router.ts'
import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { deskApiRoutes } from '../../src/server/desk-api-routes.ts'
import { deskRoutes } from '../../src/server/desk-routes.ts'
import type { RouteTables } from '../../src/server/app.ts'
import { addRoutes, type Handlers } from '../../src/server/routes.ts'
import { studioApiRoutes, studioRoutes } from '../../src/server/studio-routes.ts'
import { serve, type Served } from '../server/serve.ts'
import { isolationMatrix, prefixes } from './isolation/matrix.ts'
import { outside } from './isolation/outside.ts'
import { plantsOf } from './isolation/planted.ts'

const routes = { api: apiRoutes, desk: deskApiRoutes(), studio: studioApiRoutes }

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
    'readOpportunity without its record',
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

  const nothing: RequestHandler = () => {}
  const any = new Proxy({}, { get: () => nothing })

  test('but for those that say why', () => {
    const app = express()
    const parts = {
      desk: deskRoutes(served.parley, routes.desk),
      studio: studioRoutes(served.parley, routes.studio),
      api: apiRouter(served.parley, null, routes.api),
    }
    const handlers = { direct: any, health: any, rasa: any, links: any, botFramework: nothing }
    addRoutes(app, { ...handlers, ...parts, countRequest: nothing } as Handlers)
    const mounted = Object.entries(parts).flatMap(([table, router]) =>
      pathsIn(router).map((path) => path.replace(' ', ` ${prefixes[table as keyof RouteTables]}`)),
    )
    const own = pathsIn({
      stack: app.router.stack.filter(({ route }) => route),
    } as unknown as Layer['handle'])
    const tables = (['desk', 'studio', 'api'] as const).flatMap((table) =>
      routes[table].map(({ method, path }) => `${method} ${prefixes[table]}${path}`),
    )
    expect([...own, ...mounted].toSorted()).toEqual([...Object.keys(outside), ...tables].toSorted())
  })

  test('every operation has one name', () => {
    const names = Object.values(routes).flatMap((table) => table.map(({ operation }) => operation))
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
