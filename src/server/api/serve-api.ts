import { Router, type Request, type RequestHandler, type Response } from 'express'
import { mustSee } from '../../crm/access/may-see.ts'
import type { Asker } from '../../crm/access/asker.ts'
import type { Actor } from '../../crm/records/actor.ts'
import { Problem } from '../../problem.ts'
import { readInput } from '../desk-input.ts'
import type { ApiParley, ApiRoute, Call } from './api-route.ts'
import { writeReading } from './audit-reading.ts'
import { callerOf, mustHaveScope } from './caller.ts'
import { etagOf, readIfMatch } from './etag.ts'
import { once } from './once.ts'
import { rolesText } from './roles-text.ts'

type Checked = Call<unknown, unknown, unknown>

/** An Express router of declared routes. In front of it stands what finds out who asks. */
export function serveApi(routes: readonly ApiRoute[], parley: ApiParley): Router {
  const router = Router()
  for (const route of routes) router[route.method](route.path, handlerOf(route, parley))
  return router
}

function handlerOf(route: ApiRoute, parley: ApiParley): RequestHandler {
  return async (request, response) => {
    const call = await checked(route, parley, request, response)
    await once(route, call, response, () => perform(route, call, response))
  }
}

/** In this order, so that nobody learns more by asking for what is not theirs. */
async function checked(
  route: ApiRoute,
  parley: ApiParley,
  request: Request,
  response: Response,
): Promise<Checked> {
  const { asker, scopes } = callerOf(request)
  if (!route.may.includes(asker.role)) throw notFor(asker, route)
  mustHaveScope(route, scopes)
  const params = read(route.params, request.params)
  const call = {
    parley,
    db: parley.db,
    asker,
    actor: actorOf(asker),
    params,
    query: read(route.query, request.query),
    body: read(route.body, request.body),
    ifMatch: readIfMatch(request, route.ifMatch),
    request,
    response,
  }
  const { of } = route
  if (of) {
    const id = String((params as Record<string, unknown>)[of.by])
    await mustSee(parley.db, asker, of.kind, id)
  }
  return call
}

/**
 * Does what was asked, and answers; what is read is written down before it is told. Returns what was
 * answered, for who repeats it.
 */
async function perform(route: ApiRoute, call: Checked, response: Response): Promise<unknown> {
  if (route.sends !== undefined) {
    // What has been sent cannot be taken back.
    await writeReading(route, call, undefined)
    await route.run(call)
    return undefined
  }
  const answer = await route.run(call)
  await writeReading(route, call, answer)
  if (!route.answer) {
    response.status(204).end()
    return undefined
  }
  const tag = route.version ? etagOf(route.version(answer)) : null
  if (tag !== null) {
    response.setHeader('ETag', tag)
    if (call.request.method === 'GET' && call.request.headers['if-none-match'] === tag) {
      response.status(304).end()
      return undefined
    }
  }
  // What is not declared does not go out.
  const shown = route.answer.parse(answer)
  response.status(route.status ?? 200).json(shown)
  return shown
}

function read(schema: ApiRoute['body'], given: unknown): unknown {
  return schema ? readInput(schema, given) : undefined
}

function actorOf({ id, name, via }: Asker): Actor {
  return { kind: via === 'key' ? 'key' : 'agent', id, name }
}

function notFor({ role }: Asker, { may }: ApiRoute): Problem {
  const code = may.length === 1 ? 'AdminsOnly' : 'NotForYourRole'
  return new Problem('not-allowed', code, `Only ${rolesText(may)} may do this, not ${role}s.`)
}
