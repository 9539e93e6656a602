import type { IncomingMessage } from 'node:http'
import type { CookieOptions } from 'express'
import { Problem } from '../problem.ts'

const overTls = '__Host-parley'
/** Browsers refuse `__Host-` without TLS; on the machine itself nobody can listen in between. */
const onLoopback = 'parley'

/** The session's token that a request or a WebSocket's upgrade carries, or null. */
export function readSessionCookie({ headers }: IncomingMessage): string | null {
  const names = isLoopback(`http://${headers.host}`) ? [overTls, onLoopback] : [overTls]
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  for (const name of names) {
    const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
    if (found) return found
  }
  return null
}

/**
 * How to set the cookie for the page that asks. Its `Origin` says whether the browser is on TLS,
 * whatever proxies stand in between. Problem when the token would travel in the clear.
 */
export function sessionCookie({ headers: { origin = '' } }: IncomingMessage): {
  name: string
  options: CookieOptions
} {
  const isOverTls = origin.startsWith('https://')
  if (!isOverTls && !isLoopback(origin)) {
    throw new Problem(
      'not-allowed',
      'NeedsTls',
      'Signing in works over https only, or on the machine that Parley runs on. Put Parley behind a proxy with TLS.',
    )
  }
  return {
    name: isOverTls ? overTls : onLoopback,
    options: { httpOnly: true, sameSite: 'strict', path: '/', secure: isOverTls },
  }
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
