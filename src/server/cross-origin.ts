import type { RequestHandler } from 'express'

const allowed = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  // Without the last the stock client hangs while it connects.
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, x-ms-bot-agent, x-requested-with',
  'Access-Control-Max-Age': '7200',
}

/** Of answers that pages of any website may read. */
export const headersForAllOrigins = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
} as const

/**
 * Lets pages of any website call Direct Line: what counts is the token they bring, which names the
 * origins it is for. No cookie is read here, so that there is nothing to ride on.
 */
export const crossOrigin: RequestHandler = (request, response, next) => {
  const { origin } = request.headers
  // The stock client asks for its session id as if there were a cookie, which rules out `*`.
  if (origin !== undefined && request.path.endsWith('/session/getsessionid')) {
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Vary', 'Origin')
  } else {
    const name = 'Access-Control-Allow-Origin'
    response.setHeader(name, headersForAllOrigins[name])
  }
  if (request.method !== 'OPTIONS') {
    const name = 'Access-Control-Expose-Headers'
    response.setHeader(name, headersForAllOrigins[name])
    return next()
  }
  for (const [name, value] of Object.entries(allowed)) response.setHeader(name, value)
  response.status(204).end()
}
