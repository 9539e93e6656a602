import type { Person } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import type { Receipt } from '../crm/log.ts'
import { heldByAnother } from './held-by-another.ts'
import { recordIfSo } from './record-if-so.ts'

/** Lets the bot answer again. Only the holder may; giving back what the bot has changes nothing. */
export function giveBack(db: Database, conversation: string, agent: Person): Promise<Receipt> {
  return recordIfSo(db, conversation, (found) => {
    if (found.heldBy === 'bot') return null
    if (found.heldBy === 'agent' && found.agent?.id !== agent.id) throw heldByAnother(found)
    return [{ kind: 'given-back', agent }]
  })
}
