import { Router, type RequestHandler } from 'express'
import type { ApiParley, ApiRoute } from './api/api-route.ts'
import { bySession } from './api/caller.ts'
import { serveApi } from './api/serve-api.ts'
import { mustBeOurPage } from './desk-csrf.ts'
import { jsonBody } from './json-body.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** All of /api/desk: signing in stands above the line, everything else needs a session. */
export function deskRoutes(parley: ApiParley, routes: readonly ApiRoute[]): Router {
  const router = Router()
  router.use(neverStored, jsonBody(), mustBeOurPage(parley.settings))
  router.use(signInRoutes(parley))
  router.use(bySession(parley), serveApi(routes, parley))
  return router
}

/** After signing out, the back button must not bring a customer's data back. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  next()
}
