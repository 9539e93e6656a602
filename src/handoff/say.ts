import type { Person } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import { readLog, type Receipt } from '../crm/log.ts'
import { heldByAnother } from './held-by-another.ts'
import { recordIfSo } from './record-if-so.ts'

/** `clientId` is the desk's own id of this message: the same id is the same message. */
export type AgentMessage = {
  readonly conversation: string
  readonly clientId: string
  readonly text: string
  readonly agent: Person
}

/**
 * Answers the customer; only the holder may. A repeat after a lost acknowledgement gets the same
 * receipt again, even when the conversation was given back meanwhile.
 */
export async function say(db: Database, message: AgentMessage): Promise<Receipt> {
  const { conversation, clientId, text, agent } = message
  try {
    return await recordIfSo(db, conversation, (found) => {
      if (found.heldBy !== 'agent' || found.agent?.id !== agent.id) throw heldByAnother(found)
      return [{ kind: 'agent-said', clientId, text, agent }]
    })
  } catch (problem) {
    const said = await findSaid(db, message)
    if (said) return said
    throw problem
  }
}

async function findSaid(db: Database, message: AgentMessage): Promise<Receipt | null> {
  for (let after = 0; ;) {
    const events = await readLog(db, message.conversation, after)
    for (const event of events) {
      if (event.kind !== 'agent-said' || event.clientId !== message.clientId) continue
      const isSame = event.text === message.text && event.agent.id === message.agent.id
      return isSame ? { isRepeat: true, events: [event] } : null
    }
    const last = events.at(-1)
    if (!last) return null
    after = last.seq
  }
}
