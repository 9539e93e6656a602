import type { Person } from '../conversation.ts'
import { mustBeTeam } from '../crm/access/teams.ts'
import type { Database } from '../crm/database.ts'
import type { Receipt } from '../crm/log.ts'
import { heldByAnother } from './held-by-another.ts'
import { recordIfSo } from './record-if-so.ts'

/**
 * Lets a conversation wait for somebody of a team. Of one that an agent holds only the holder may;
 * sending it where it waits already changes nothing. Problem 'not-found' `TeamNotFound`.
 */
export async function sendToTeam(
  db: Database,
  conversation: string,
  team: string,
  agent: Person,
): Promise<Receipt> {
  const to = await db.write(() => mustBeTeam(team))
  return recordIfSo(db, conversation, (found) => {
    if (found.heldBy === 'agent' && found.agent?.id !== agent.id) throw heldByAnother(found)
    if (found.heldBy === 'queue' && found.team === to.id) return null
    return [{ kind: 'sent-to-team', agent, team: { id: to.id, name: to.name } }]
  })
}
