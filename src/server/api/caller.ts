import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { findApiKey } from '../../crm/access/api-keys.ts'
import type { Asker } from '../../crm/access/asker.ts'
import { Problem } from '../../problem.ts'
import { mustBeOurPage, mustCarryCsrf } from '../desk-csrf.ts'
import type { RateLimits } from '../rate-limits.ts'
import { mustBeSignedIn, signedIn } from '../sessions.ts'
import type { ApiParley, ApiRoute } from './api-route.ts'

/** Who calls; `scopes` is null for who sits at the desk and may all that the role may. */
export type Caller = { readonly asker: Asker; readonly scopes: readonly string[] | null }

const callers = new WeakMap<IncomingMessage, Caller>()

/** Who calls, behind `byKeyOrSession` or `bySession`. */
export function callerOf(request: IncomingMessage): Caller {
  const caller = callers.get(request)
  if (!caller) throw new Problem('not-allowed', 'NotSignedIn', 'Please sign in.')
  return caller
}

/** The desk's own pages, behind `mustBeOurPage`: a session's cookie and, for changes, its CSRF token. */
export function bySession(parley: ApiParley): RequestHandler[] {
  return [
    mustBeSignedIn(parley),
    mustCarryCsrf,
    (request, _response, next) => {
      callers.set(request, { asker: signedIn(request).asker, scopes: null })
      next()
    },
  ]
}

/** Programs with `Authorization: Bearer parley_…`, else the desk's own pages. */
export function byKeyOrSession(
  parley: ApiParley,
  countKey: RateLimits['countKey'],
): RequestHandler[] {
  const unlessKey =
    (handler: RequestHandler): RequestHandler =>
    (request, response, next) =>
      callers.has(request) ? next() : handler(request, response, next)
  const key: RequestHandler = async (request, _response, next) => {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const found = await findApiKey(
        parley.db,
        authorization.replace(/^bearer /i, ''),
        parley.settings.AGENTS_SEE,
      )
      if (!found) throw badKey()
      await countKey?.(found.asker.id)
      callers.set(request, found)
    }
    next()
  }
  return [key, ...[mustBeOurPage(parley.settings), ...bySession(parley)].map(unlessKey)]
}

export function mustHaveScope({ scope }: ApiRoute, scopes: Caller['scopes']): void {
  if (scopes === null || (scope !== null && scopes.includes(scope))) return
  throw new Problem(
    'not-allowed',
    'ScopeMissing',
    scope === null
      ? 'This can be done at the desk only, not with an API key.'
      : `The API key needs the scope ${scope} for this.`,
  )
}

function badKey(): Problem {
  return new Problem(
    'not-allowed',
    'BadCredentials',
    'The API key is unknown, revoked or over. Send it as: Authorization: Bearer parley_…',
  )
}
