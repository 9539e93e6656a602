import type { Person } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import type { Receipt } from '../crm/log.ts'
import { heldByAnother } from './held-by-another.ts'
import { recordIfSo } from './record-if-so.ts'

/**
 * Closes a conversation until the customer writes again. Anybody may close what nobody holds, and
 * only the holder what is held.
 */
export function resolve(db: Database, conversation: string, agent: Person): Promise<Receipt> {
  return recordIfSo(db, conversation, (found) => {
    if (found.status === 'resolved') return null
    if (found.heldBy === 'agent' && found.agent?.id !== agent.id) throw heldByAnother(found)
    return [{ kind: 'resolved', agent }]
  })
}
