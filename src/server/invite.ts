import type { Role } from '../crm/access/role.ts'
import { insertAgent, findAgentByEmail, setAgent } from '../crm/agents.ts'
import { appendAudit } from '../crm/audit/append-audit.ts'
import type { Database } from '../crm/database.ts'
import type { Actor } from '../crm/records/actor.ts'
import { makeSignInLink } from '../crm/sign-in-links.ts'
import { signInLink } from './sign-in-link.ts'

export type Invitation = { readonly id: string; readonly link: string; readonly expiresAt: string }

/**
 * Invites somebody to the desk: the link works once. Inviting again whoever has not come yet gives
 * a new link; the old one no longer works. Problem 'conflict' `EmailTaken`.
 */
export async function invite(
  db: Database,
  person: { readonly name: string; readonly email: string; readonly role: Role },
  { by, origin }: { readonly by: Actor; readonly origin: string },
): Promise<Invitation> {
  const known = await findAgentByEmail(db, person.email)
  const isPending = known && !known.passwordHash && !known.disabledAt
  const id = await db.write(function* () {
    if (isPending) yield* setAgent(known.id, { role: person.role }, by)
    const { id } = isPending ? known : yield* insertAgent(person)
    yield* appendAudit({ by, action: 'invited', kind: 'agent', id, detail: { role: person.role } })
    return id
  })
  const { token, expiresAt } = await makeSignInLink(db, 'invitation', { agent: id })
  return { id, link: signInLink(origin, token), expiresAt }
}
