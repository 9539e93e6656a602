import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import { askerOf, type Asker } from '../crm/access/asker.ts'
import type { Agent } from '../crm/agents.ts'
import { findSession, startSession } from '../crm/sessions.ts'
import { Problem } from '../problem.ts'
import type { Parley } from './parley.ts'
import { readSessionCookie, sessionCookie } from './sessions-cookie.ts'
import type { Me } from './wire.ts'

export type Session = { readonly agent: Agent; readonly asker: Asker; readonly token: string }

type Place = Pick<Parley, 'db' | 'settings'>

const sessions = new WeakMap<IncomingMessage, Session>()

/** Lets through those who are signed in; Problem `NotSignedIn` for all others. */
export function mustBeSignedIn(parley: Place): RequestHandler {
  return async (request, _response, next) => {
    const session = await sessionOf(request, parley)
    if (!session) throw notSignedIn()
    sessions.set(request, session)
    next()
  }
}

/** The session that a request or an upgrade carries; null when it is over or was never one. */
export async function sessionOf(
  request: IncomingMessage,
  { db, settings }: Place,
): Promise<Session | null> {
  const token = readSessionCookie(request)
  const agent = token ? await findSession(db, token) : null
  if (!token || !agent) return null
  return { agent, token, asker: await askerOf(db, agent, settings.AGENTS_SEE) }
}

/** Who asks, behind `mustBeSignedIn`. */
export function signedIn(request: Request): Session {
  const session = sessions.get(request)
  if (!session) throw notSignedIn()
  return session
}

/** Signs the agent in at this browser, and says who that is. */
export async function enter(
  { db, settings }: Place,
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

export function meOf({ agent: { id, name, email, role }, token }: Omit<Session, 'asker'>): Me {
  return { id, name, email, role, csrf: csrfOf(token) }
}

/** Derived from the session's token, which no script can read: nothing more to store. */
export function csrfOf(token: string): string {
  return createHash('sha256').update(`csrf ${token}`).digest('base64url')
}

function notSignedIn(): Problem {
  return new Problem('not-allowed', 'NotSignedIn', 'Please sign in.')
}
