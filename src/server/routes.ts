/** Every route of the server, on one page. WebSockets are in `app.ts`. */

import express, { type Express } from 'express'
import { crossOrigin } from './cross-origin.ts'
import type { directLineHandlers } from './direct-line-handlers.ts'
import type { healthHandlers } from './health.ts'
import { jsonBody } from './json-body.ts'
import { notFound } from './as-problem.ts'
import { dataHeaders, pageHeaders } from './security-headers.ts'
import { assets, page, widgetScript } from './web-files.ts'

export type Handlers = {
  readonly line: ReturnType<typeof directLineHandlers>
  readonly health: ReturnType<typeof healthHandlers>
  readonly botFramework: express.RequestHandler
  readonly countRequest: express.RequestHandler
  readonly desk: express.Router
  readonly studio: express.Router
}

export function addRoutes(app: Express, handlers: Handlers): void {
  const { line, health, botFramework, countRequest, desk, studio } = handlers
  const json = jsonBody()

  // Customers' chats: first, as a turn is to pass through as little as can be.
  const directLine = express.Router()
  directLine.use(crossOrigin, countRequest)
  directLine.post('/conversations/:id/upload', line.upload)
  directLine.use(json)
  directLine.post('/conversations/:id/activities', line.postActivity)
  directLine.get('/conversations/:id/activities', line.getActivities)
  directLine.post('/tokens/generate', line.generateToken)
  directLine.post('/tokens/refresh', line.refreshToken)
  directLine.post('/conversations', line.start)
  directLine.get('/conversations/:id', line.reconnect)
  directLine.post('/conversations/:id/identify', line.identify)
  directLine.get('/session/getsessionid', line.getSessionId)
  app.use('/v3/directline', dataHeaders, directLine)

  // Is it well?
  app.get('/healthz', dataHeaders, health.alive)
  app.get('/readyz', dataHeaders, health.ready)
  app.get('/version', dataHeaders, health.tellVersion)

  // Other channels.
  app.post('/api/messages', dataHeaders, countRequest, json, botFramework)

  // Agents and teams.
  app.use('/api/desk', dataHeaders, countRequest, desk)
  app.use('/api/studio', dataHeaders, countRequest, studio)

  // Pages.
  app.get('/', pageHeaders("'self'"), page('shop'))
  app.get('/desk', pageHeaders("'none'"), page('desk'))
  app.get('/studio', pageHeaders("'none'"), page('studio'))
  app.get('/widget.js', widgetScript())
  app.use('/assets', assets())

  app.use(dataHeaders, (_request, _response, next) => next(notFound()))
}
