import type { Event, Logged } from '../../conversation.ts'
import { listConversations, type Conversation } from '../conversations.ts'
import type { Database } from '../database.ts'
import { readLog } from '../log.ts'

export type PersonConversation = Pick<
  Conversation,
  'id' | 'channel' | 'language' | 'status' | 'startedAt' | 'lastAt' | 'visitor'
> & { readonly events: readonly object[] }

/** All conversations of a customer with all that was said, the oldest first. */
export async function conversationsOf(db: Database, id: string): Promise<PersonConversation[]> {
  const found: PersonConversation[] = []
  for (let before: number | undefined; ;) {
    const page = await listConversations(db, {
      customer: id,
      limit: 200,
      ...(before !== undefined && { before }),
    })
    for (const conversation of page.conversations) {
      const { id, channel, language, status, startedAt, lastAt, visitor } = conversation
      const events = await eventsOf(db, id)
      found.push({ id, channel, language, status, startedAt, lastAt, visitor, events })
    }
    if (page.next === null) return found.reverse()
    before = page.next
  }
}

async function eventsOf(db: Database, conversation: string): Promise<object[]> {
  const events: object[] = []
  for (let after = 0; ;) {
    const page = await readLog(db, conversation, after)
    events.push(...page.map(withoutColleague))
    const last = page.at(-1)
    if (!last) return events
    after = last.seq
  }
}

/** An agent is another person: the customer gets the name that the chat showed them, and no more. */
function withoutColleague(event: Logged): object {
  const { position: _position, conversation: _conversation, ...own } = event
  if (!('agent' in own)) return own
  const { agent, ...rest } = own as Event & { readonly agent: { readonly name: string } }
  return rest.kind === 'noted' ? rest : { ...rest, agent: agent.name }
}
