import { Router, type RequestHandler } from 'express'
import { accountRoutes } from './desk-account-routes.ts'
import { colleagueRoutes } from './desk-colleague-routes.ts'
import { conversationRoutes } from './desk-conversation-routes.ts'
import { mustBeOurPage, mustCarryCsrf } from './desk-csrf.ts'
import { exportRoutes } from './desk-export-routes.ts'
import { inboxRoutes } from './desk-inbox-routes.ts'
import { jsonBody } from './json-body.ts'
import type { Parley } from './parley.ts'
import { searchRoutes } from './desk-search-routes.ts'
import { mustBeSignedIn } from './sessions.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** All of /api/desk: signing in stands above the line, everything else needs a session. */
export function deskRoutes(parley: Pick<Parley, 'db' | 'settings'>): Router {
  const router = Router()
  router.use(neverStored, jsonBody(), mustBeOurPage(parley.settings))
  router.use(signInRoutes(parley))
  router.use(mustBeSignedIn(parley), mustCarryCsrf)
  router.use(accountRoutes(parley))
  router.use(colleagueRoutes(parley))
  router.use(inboxRoutes(parley))
  router.use(conversationRoutes(parley))
  router.use(searchRoutes(parley))
  router.use(exportRoutes(parley))
  return router
}

/** After signing out, the back button must not bring a customer's data back. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  next()
}
