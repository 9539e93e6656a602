import { listAgents } from '../crm/agents.ts'
import type { Database } from '../crm/database.ts'
import { makeSignInLink } from '../crm/sign-in-links.ts'

/**
 * A link that works once and makes the first administrator; null once there is anybody. An earlier
 * one no longer works. There is no default password.
 */
export async function firstSignInLink(db: Database, publicUrl: string): Promise<string | null> {
  if ((await listAgents(db)).length > 0) return null
  const { token } = await makeSignInLink(db, 'first-admin')
  return signInLink(publicUrl, token)
}

/** The token stands behind #: browsers never send that, so no log and no referrer has it. */
export function signInLink(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, '')}/desk/#welcome=${token}`
}
