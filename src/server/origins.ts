import type { IncomingMessage } from 'node:http'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'

/** The address that browsers reach us at, `https://chat.example.com`. */
export function ownOrigin(request: IncomingMessage, settings: Settings): string {
  if (settings.PUBLIC_URL !== undefined) return settings.PUBLIC_URL
  const { origin, host } = request.headers
  const scheme = origin === `https://${host}` ? 'https' : schemeOf(request)
  return `${scheme}://${host ?? 'localhost'}`
}

/** A proxy that ends TLS says so, and is believed where TRUST_PROXY lets Express believe it. */
function schemeOf(request: IncomingMessage): string {
  return 'protocol' in request && request.protocol === 'https' ? 'https' : 'http'
}

/** A website that may talk to us without a secret: our own, or one that is listed. */
export function isAllowedOrigin(request: IncomingMessage, settings: Settings): boolean {
  const { origin, host } = request.headers
  if (!origin || origin === 'null') return false
  if (settings.ALLOWED_ORIGINS.includes('*') || settings.ALLOWED_ORIGINS.includes(origin))
    return true
  if (origin === settings.PUBLIC_URL) return true
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}

export function originNotAllowed(origin: string | undefined): Problem {
  return new Problem(
    'not-allowed',
    'OriginNotAllowed',
    `Pages of ${origin || 'unknown origin'} may not do this. ALLOWED_ORIGINS lists the websites that may.`,
  )
}
