import { Router } from 'express'
import pino from 'pino'
import { answerWithProblem } from '../answer-with-problem.ts'
import { notFound } from '../as-problem.ts'
import { jsonBody } from '../json-body.ts'
import type { Parley } from '../parley.ts'
import type { RateLimits } from '../rate-limits.ts'
import type { ApiRoute } from './api-route.ts'
import { byKeyOrSession } from './caller.ts'
import { openApiOf } from './openapi.ts'
import { problemJson } from './problem-json.ts'
import { serveApi } from './serve-api.ts'

export const API_PREFIX = '/api/v1'

/** All of /api/v1. */
export function apiRouter(
  parley: Parley,
  countKey: RateLimits['countKey'],
  routes: readonly ApiRoute[],
): Router {
  const router = Router()
  const document = JSON.stringify(openApiOf(routes, API_PREFIX))
  router.get('/openapi.json', (_request, response) => {
    response.type('json').send(document)
  })
  // The body only of those who may ask at all.
  router.use(byKeyOrSession(parley, countKey), jsonBody())
  router.use(serveApi(routes, parley))
  router.use((_request, _response, next) => next(notFound()))
  router.use(answerWithProblem(parley.log ?? pino({ level: 'silent' }), problemJson))
  return router
}
