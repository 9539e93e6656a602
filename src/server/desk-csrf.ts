import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { originNotAllowed } from './origins.ts'
import { csrfOf, signedIn } from './sessions.ts'

const isReading = (method: string) => method === 'GET' || method === 'HEAD'

/**
 * A change must come from a page of ours. Unlike the widget's, these routes are for no other
 * website, whatever ALLOWED_ORIGINS lists.
 */
export function mustBeOurPage(settings: Settings): RequestHandler {
  return (request, _response, next) => {
    if (!isReading(request.method) && !isOurPage(request, settings)) {
      throw originNotAllowed(request.headers.origin)
    }
    // A header that no form and no foreign script can send without our asking CORS to let them.
    if (!isReading(request.method) && request.headers['x-parley-csrf'] === undefined) throw forged()
    next()
  }
}

/** Behind `mustBeSignedIn`: the header must carry the session's own token. */
export const mustCarryCsrf: RequestHandler = (request, _response, next) => {
  if (!isReading(request.method)) {
    const given = Buffer.from(String(request.headers['x-parley-csrf']))
    const right = Buffer.from(csrfOf(signedIn(request).token))
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw forged()
  }
  next()
}

export function isOurPage({ headers }: IncomingMessage, settings: Settings): boolean {
  const { origin, host } = headers
  if (!origin || origin === 'null') return false
  if (settings.PUBLIC_URL !== undefined) return origin === settings.PUBLIC_URL
  return origin === `http://${host}` || origin === `https://${host}`
}

function forged(): Problem {
  return new Problem(
    'not-allowed',
    'CsrfRefused',
    'This change did not come from the desk’s own page. Reload the page and try again.',
  )
}
