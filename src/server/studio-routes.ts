import { Router } from 'express'
import { z } from 'zod'
import { apiRoute, type ApiParley, type ApiRoute } from './api/api-route.ts'
import { asIs } from './api/as-is.ts'
import { bySession } from './api/caller.ts'
import { everybody } from './api/may.ts'
import { serveApi } from './api/serve-api.ts'
import { neverStored } from './desk-routes.ts'
import { studioExamples } from './studio-examples.ts'
import { linesOf } from './studio-lines.ts'
import { studioOverview } from './studio-overview.ts'
import type { StudioExamples, StudioOverview } from './wire.ts'

const shared = { method: 'get', tag: 'Studio', may: everybody, scope: null } as const

/** All of /api/studio: what the bot was taught and how well it learnt it. For who is at the desk. */
export const studioApiRoutes: readonly ApiRoute[] = [
  apiRoute({
    ...shared,
    path: '/overview',
    operation: 'readStudio',
    summary: 'What the bot was taught.',
    answer: asIs<StudioOverview>(),
    async run({ parley: { model, project } }) {
      const serving = model()
      return studioOverview(serving, await linesOf(serving, project))
    },
  }),
  apiRoute({
    ...shared,
    path: '/intents/:name/examples',
    operation: 'readExamples',
    summary: 'The training lines of an intent.',
    params: z.strictObject({ name: z.string() }),
    answer: asIs<StudioExamples>(),
    run: async ({ parley: { model, project }, params: { name } }) =>
      studioExamples(await linesOf(model(), project), name),
  }),
]

export function studioRoutes(parley: ApiParley, routes: readonly ApiRoute[]): Router {
  return Router().use(neverStored, bySession(parley), serveApi(routes, parley))
}
