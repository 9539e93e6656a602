import type { Agent } from './agents.ts'
import type { Database } from './database.ts'
import { hashToken, newToken } from './token.ts'
import { run } from './work.ts'

export const SESSION_MS = 12 * 60 * 60 * 1_000

/** Signs an agent in: the token is the agent's, the store keeps its hash only. */
export async function startSession(
  db: Database,
  agent: string,
  { lifetimeMs = SESSION_MS, now = new Date() }: { lifetimeMs?: number; now?: Date } = {},
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken()
  const at = now.toISOString()
  const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString()
  await db.write(function* () {
    yield* run('delete from sessions where expires_at <= ?', at)
    yield* run(
      'insert into sessions (token_hash, agent, started_at, expires_at) values (?, ?, ?, ?)',
      hashToken(token),
      agent,
      at,
      expiresAt,
    )
  })
  return { token, expiresAt }
}

/** Whose session it is; null when it is unknown, over, or the agent was disabled. */
export async function findSession(
  db: Database,
  token: string,
  now = new Date(),
): Promise<Agent | null> {
  const [agent] = await db.all<Agent>(
    `select a.id, a.name, a.email, a.role, a.password_hash as "passwordHash",
       a.created_at as "createdAt", a.disabled_at as "disabledAt"
     from sessions s join agents a on a.id = s.agent
     where s.token_hash = ? and s.expires_at > ? and a.disabled_at is null`,
    hashToken(token),
    now.toISOString(),
  )
  return agent ?? null
}

export function endSession(db: Database, token: string): Promise<void> {
  return db.write(() => run('delete from sessions where token_hash = ?', hashToken(token)))
}

export function endSessionsOf(db: Database, agent: string): Promise<void> {
  return db.write(() => run('delete from sessions where agent = ?', agent))
}
