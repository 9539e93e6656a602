import type { Database } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'

/** Conversations in which all kinds of things happened; returns their ids. */
export async function chats(db: Database, count: number): Promise<string[]> {
  const agent = { id: 'a-1', name: 'Mei Lin' }
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const { id } = await startConversation(db, { visitor: `v${n}`, channel: 'web', language: 'en' })
    ids.push(id)
    await record(db, {
      conversation: id,
      events: [
        { kind: 'session-started' },
        { kind: 'customer-said', clientId: `c${n}`, text: `Where is parcel ${n}? 包裹在哪里？` },
        { kind: 'bot-said', text: 'One moment, please.' },
        ...(n % 2 === 0 ? [{ kind: 'handed-over', reason: 'asked' } as const] : []),
        ...(n % 4 === 0 ? [{ kind: 'claimed', agent } as const] : []),
        ...(n % 8 === 0
          ? [{ kind: 'agent-said', clientId: `a${n}`, text: 'It is on its way.', agent } as const]
          : []),
      ],
    })
  }
  return ids
}
