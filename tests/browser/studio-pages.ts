import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import type { Database } from '../../src/crm/database.ts'
import { answerWithProblem } from '../../src/server/answer-with-problem.ts'
import { deskApiRoutes } from '../../src/server/desk-api-routes.ts'
import { deskRoutes } from '../../src/server/desk-routes.ts'
import { pageHeaders } from '../../src/server/security-headers.ts'
import { studioApiRoutes, studioRoutes } from '../../src/server/studio-routes.ts'
import { assets, page } from '../../src/server/web-files.ts'
import { readSettings } from '../../src/settings.ts'
import type { ServingModel } from '../../src/training/publish.ts'

/** The desk's sign-in and the studio, with a real model. */
export async function serveStudio(db: Database, model: ServingModel) {
  const settings = readSettings({})
  const parley = { db, settings, model: () => model, project: 'intents' }
  const app = express()
  app.use('/api/desk', deskRoutes(parley, deskApiRoutes()))
  app.use('/api/studio', studioRoutes(parley, studioApiRoutes))
  app.get('/desk', pageHeaders("'none'"), page('desk'))
  app.get('/studio', pageHeaders("'none'"), page('studio'))
  app.use('/assets', assets())
  app.use(answerWithProblem(pino({ level: 'silent' })))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
