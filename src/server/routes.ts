/** Every route of the server, on one page. WebSockets are in `app.ts`, and turns in `turn-route.ts`. */

import type { Express, RequestHandler, Router } from 'express'
import { crossOrigin } from './cross-origin.ts'
import type { directLineHandlers } from './direct-line-handlers.ts'
import type { healthHandlers } from './health.ts'
import { jsonBody } from './json-body.ts'
import type { linkHandlers } from './link-handlers.ts'
import { notFound } from './as-problem.ts'
import type { rasaHandlers } from './rasa-handlers.ts'
import { dataHeaders, pageHeaders } from './security-headers.ts'
import { assets, page, widgetScript } from './web-files.ts'

export type Handlers = {
  readonly direct: ReturnType<typeof directLineHandlers>
  readonly health: ReturnType<typeof healthHandlers>
  readonly botFramework: RequestHandler
  readonly rasa: ReturnType<typeof rasaHandlers>
  readonly countRequest: RequestHandler
  readonly desk: Router
  readonly studio: Router
  readonly api: Router
  readonly links: ReturnType<typeof linkHandlers>
}

export function addRoutes(app: Express, handlers: Handlers): void {
  const { direct, health, botFramework, rasa, countRequest, desk, studio, api, links } = handlers
  const json = jsonBody()

  // Customers' chats. `turn-route.ts` takes the first of these in its usual form.
  const open = [dataHeaders, crossOrigin, countRequest]
  const line = '/v3/directline'
  app.post(`${line}/conversations/:id/activities`, open, json, direct.postActivity)
  app.options(`${line}/{*call}`, crossOrigin)
  app.post(`${line}/conversations/:id/upload`, open, direct.upload)
  app.get(`${line}/conversations/:id/activities`, open, direct.getActivities)
  app.post(`${line}/tokens/generate`, open, json, direct.generateToken)
  app.post(`${line}/tokens/refresh`, open, json, direct.refreshToken)
  app.post(`${line}/conversations`, open, json, direct.start)
  app.get(`${line}/conversations/:id`, open, direct.reconnect)
  app.post(`${line}/conversations/:id/identify`, open, json, direct.identify)
  app.get(`${line}/session/getsessionid`, open, direct.getSessionId)
  app.use(line, open)

  // Is it well?
  app.get('/healthz', dataHeaders, health.alive)
  app.get('/readyz', dataHeaders, health.ready)
  app.get('/version', dataHeaders, health.tellVersion)

  // Other channels.
  app.post('/api/messages', dataHeaders, countRequest, json, botFramework)

  // As Rasa has them.
  app.get('/webhooks/rest', dataHeaders, rasa.alive)
  app.post('/webhooks/rest/webhook', dataHeaders, countRequest, json, rasa.webhook)
  app.post('/model/parse', dataHeaders, countRequest, json, rasa.parse)
  app.get('/status', dataHeaders, countRequest, rasa.status)

  // The links in campaigns' messages.
  app.get('/m/:token', pageHeaders("'none'"), countRequest, links.follow)
  app.post('/m/:token', pageHeaders("'none'"), countRequest, links.unsubscribe)

  // Agents and teams.
  app.use('/api/desk', dataHeaders, countRequest, desk)
  app.use('/api/studio', dataHeaders, countRequest, studio)

  // Programs, and the desk's newer pages.
  app.get('/api/docs', pageHeaders("'none'"), page('api-docs'))
  app.use('/api/v1', dataHeaders, countRequest, api)

  // Pages.
  app.get('/', pageHeaders("'self'"), page('shop'))
  app.get('/desk', pageHeaders("'none'"), page('desk'))
  app.get('/studio', pageHeaders("'none'"), page('studio'))
  app.get('/widget.js', widgetScript())
  app.use('/assets', assets())

  app.use(dataHeaders, (_request, _response, next) => next(notFound()))
}
