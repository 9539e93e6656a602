import { Problem } from '../problem.ts'
import { insertAgent, mustBeFree, mustExist, putPassword, type Agent } from './agents.ts'
import { emailKey } from './customers.ts'
import type { Database } from './database.ts'
import { hashToken, newToken } from './token.ts'
import { all, one, run, type Work } from './work.ts'

/** The very first person signs in with a link, and so does whoever was invited. */
export type LinkPurpose = 'first-admin' | 'invitation'

export type SignInLink = {
  readonly purpose: LinkPurpose
  /** Whom it was made for; null for the first admin, who is yet to say. */
  readonly agent: Agent | null
  readonly expiresAt: string
}

export const LINK_MS = 7 * 24 * 60 * 60 * 1_000

/**
 * Makes a link that works once. An invitation names its agent, created beforehand without a
 * password; an earlier link for the same purpose and agent no longer works.
 */
export async function makeSignInLink(
  db: Database,
  purpose: LinkPurpose,
  {
    agent = null,
    lifetimeMs = LINK_MS,
    now = new Date(),
  }: { agent?: string | null; lifetimeMs?: number; now?: Date } = {},
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString()
  await db.write(function* () {
    yield* run(
      `delete from sign_in_links
       where purpose = ? and coalesce(agent, '') = ? and used_at is null`,
      purpose,
      agent ?? '',
    )
    yield* run(
      `insert into sign_in_links (token_hash, purpose, agent, made_at, expires_at)
       values (?, ?, ?, ?, ?)`,
      hashToken(token),
      purpose,
      agent,
      now.toISOString(),
      expiresAt,
    )
  })
  return { token, expiresAt }
}

/** What a link is for; null when it is unknown, used or over. Looking does not use it. */
export function lookAtSignInLink(
  db: Database,
  token: string,
  now = new Date(),
): Promise<SignInLink | null> {
  return db.write(() => look(token, now))
}

/**
 * Uses a link, once: the person gets a name, an address and a password. The first admin is created
 * here. Problem 'not-allowed' `LinkNotValid` when it is unknown, used or over, 'conflict'
 * `EmailTaken`.
 */
export function redeemSignInLink(
  db: Database,
  token: string,
  person: { readonly name: string; readonly email: string; readonly passwordHash: string },
  now = new Date(),
): Promise<Agent> {
  return db.write(function* () {
    const link = yield* look(token, now)
    if (!link) throw notValid()
    // Nobody becomes the first admin twice, whatever links are still about.
    if (!link.agent && (yield* all('select id from agents limit 1')).length > 0) throw notValid()
    yield* run(
      'update sign_in_links set used_at = ? where token_hash = ?',
      now.toISOString(),
      hashToken(token),
    )
    if (!link.agent) return yield* insertAgent({ ...person, role: 'admin' })
    yield* mustBeFree(person.email, link.agent.id)
    yield* run(
      'update agents set name = ?, email = ?, email_key = ? where id = ?',
      person.name,
      person.email.trim(),
      emailKey(person.email),
      link.agent.id,
    )
    yield* putPassword(link.agent.id, person.passwordHash)
    return yield* mustExist(link.agent.id)
  })
}

function* look(token: string, now: Date): Work<SignInLink | null> {
  const link = yield* one<{ purpose: LinkPurpose; agent: string | null; expiresAt: string }>(
    `select purpose, agent, expires_at as "expiresAt" from sign_in_links
     where token_hash = ? and used_at is null and expires_at > ?`,
    hashToken(token),
    now.toISOString(),
  )
  if (!link) return null
  const agent = link.agent === null ? null : yield* mustExist(link.agent)
  return agent?.disabledAt ? null : { ...link, agent }
}

const notValid = () =>
  new Problem(
    'not-allowed',
    'LinkNotValid',
    'This link was used already or is too old. Ask for a new one.',
  )
