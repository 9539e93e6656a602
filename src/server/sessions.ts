import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import type { Agent } from '../crm/agents.ts'
import type { Database } from '../crm/database.ts'
import { findSession, startSession } from '../crm/sessions.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { readSessionCookie, sessionCookie } from './sessions-cookie.ts'
import type { Me } from './wire.ts'

export type Session = { readonly agent: Agent; readonly token: string }

const sessions = new WeakMap<IncomingMessage, Session>()

/** Lets through those who are signed in; Problem `NotSignedIn` for all others. */
export function mustBeSignedIn(db: Database): RequestHandler {
  return async (request, _response, next) => {
    const session = await sessionOf(request, db)
    if (!session) throw notSignedIn()
    sessions.set(request, session)
    next()
  }
}

/** The session that a request or an upgrade carries; null when it is over or was never one. */
export async function sessionOf(request: IncomingMessage, db: Database): Promise<Session | null> {
  const token = readSessionCookie(request)
  const agent = token ? await findSession(db, token) : null
  return token && agent ? { agent, token } : null
}

/** Who asks, behind `mustBeSignedIn`. */
export function signedIn(request: Request): Session {
  const session = sessions.get(request)
  if (!session) throw notSignedIn()
  return session
}

/** Signs the agent in at this browser, and says who that is. */
export async function enter(
  { db, settings }: { db: Database; settings: Settings },
  request: Request,
  response: Response,
  agent: Agent,
): Promise<Me> {
  const { name, options } = sessionCookie(request)
  const lifetimeMs = settings.SESSION_HOURS * 3_600_000
  const { token } = await startSession(db, agent.id, { lifetimeMs })
  response.cookie(name, token, { ...options, maxAge: lifetimeMs })
  return meOf({ agent, token })
}

/** Takes the cookie back. */
export function leave(request: Request, response: Response): void {
  const { name, options } = sessionCookie(request)
  response.clearCookie(name, options)
}

export function meOf({ agent: { id, name, email, role }, token }: Session): Me {
  return { id, name, email, role, csrf: csrfOf(token) }
}

/** Derived from the session's token, which no script can read: nothing more to store. */
export function csrfOf(token: string): string {
  return createHash('sha256').update(`csrf ${token}`).digest('base64url')
}

function notSignedIn(): Problem {
  return new Problem('not-allowed', 'NotSignedIn', 'Please sign in.')
}
