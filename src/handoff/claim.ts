import type { Person } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import type { Receipt } from '../crm/log.ts'
import { heldByAnother } from './held-by-another.ts'
import { recordIfSo } from './record-if-so.ts'

/**
 * Takes a conversation, waiting or still with the bot. Of agents who claim at the same time one
 * gets it; the others get the Problem 'conflict' `HeldByAnother` that names the winner. Claiming
 * what one holds changes nothing.
 */
export function claim(db: Database, conversation: string, agent: Person): Promise<Receipt> {
  return recordIfSo(db, conversation, (found) => {
    if (found.heldBy !== 'agent') return [{ kind: 'claimed', agent }]
    if (found.agent?.id === agent.id) return null
    throw heldByAnother(found)
  })
}
