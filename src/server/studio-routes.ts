import { Router } from 'express'
import { neverStored } from './desk-routes.ts'
import type { Parley } from './parley.ts'
import { mustBeSignedIn } from './sessions.ts'
import { studioExamples } from './studio-examples.ts'
import { linesOf } from './studio-lines.ts'
import { studioOverview } from './studio-overview.ts'

/** All of /api/studio: what the bot was taught and how well it learnt it. For who is at the desk. */
export function studioRoutes(
  parley: Pick<Parley, 'db' | 'settings' | 'model' | 'project'>,
): Router {
  const router = Router()
  router.use(neverStored, mustBeSignedIn(parley))

  router.get('/overview', async (_request, response) => {
    const model = parley.model()
    response.json(studioOverview(model, await linesOf(model, parley.project)))
  })

  router.get('/intents/:name/examples', async (request, response) => {
    const lines = await linesOf(parley.model(), parley.project)
    response.json(studioExamples(lines, String(request.params['name'])))
  })

  return router
}
