import type { Database } from '../crm/database.ts'
import { record, type Receipt } from '../crm/log.ts'
import type { AgentMessage } from './say.ts'

/**
 * Leaves a note that only the desk sees. Anybody at the desk may, whoever holds the conversation.
 * With a `clientId`, sent twice it is one note.
 */
export function note(
  db: Database,
  message: Omit<AgentMessage, 'clientId'> & { readonly clientId?: string },
): Promise<Receipt> {
  const { conversation, ...written } = message
  return record(db, { conversation, events: [{ kind: 'noted', ...written }] })
}
