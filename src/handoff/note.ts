import type { Database } from '../crm/database.ts'
import { record, type Receipt } from '../crm/log.ts'
import type { AgentMessage } from './say.ts'

/** Leaves a note that only the desk sees. Anybody at the desk may, whoever holds the conversation. */
export function note(
  db: Database,
  { conversation, clientId, text, agent }: AgentMessage,
): Promise<Receipt> {
  return record(db, { conversation, events: [{ kind: 'noted', clientId, text, agent }] })
}
