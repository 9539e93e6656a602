import type { Database } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'

const agent = { id: 'a-1', name: 'Mei Lin' }

/** Conversations in which all kinds of things happened; returns their ids. */
export function chats(db: Database, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => chat(db, n)))
}

async function chat(db: Database, n: number): Promise<string> {
  const { id } = await startConversation(db, { visitor: `v${n}`, channel: 'web', language: 'en' })
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
  return id
}
