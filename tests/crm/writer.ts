/** A process that writes: `node --import tsx tests/crm/writer.ts URL CONVERSATIONS EVENTS`. */
import { openDatabase } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'

const [url = '', conversations = '1', events = '1'] = process.argv.slice(2)
const db = await openDatabase(url)

async function chat(): Promise<void> {
  const { id } = await startConversation(db, { visitor: 'w', channel: 'web', language: 'en' })
  for (let n = 1; n <= Number(events); n++) {
    await record(db, {
      conversation: id,
      after: n - 1,
      events: [{ kind: 'customer-said', clientId: `${n}`, text: `message ${n}` }],
    })
  }
}

await Promise.all(Array.from({ length: Number(conversations) }, chat))
await db.close()
