/** The process whose power is cut: writes into the store, and tells what was acknowledged. */
import { openSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { mulberry32 } from '../mulberry32.ts'

const [url = '', acknowledged = '', writes = '', seed = '', pages = ''] = process.argv.slice(2)
const CONVERSATIONS = 8
const MOST_TRIES = 100

/** As a client does: what was refused is sent again. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === MOST_TRIES) throw error
      await sleep(10)
    }
  }
}

const random = mulberry32(Number(seed))
const file = openSync(acknowledged, 'a')
const db = await openDatabase(url)
// Far more often than in earnest: the most can go wrong while the log is folded in.
await db.all(`pragma wal_autocheckpoint = ${Number(pages)}`)
await Promise.all(
  Array.from({ length: CONVERSATIONS }, async (_, who) => {
    const start = { visitor: `v${who}`, channel: 'web', language: 'en' }
    const { id } = await persist(() => startConversation(db, start))
    for (let n = 0; n < Number(writes) / CONVERSATIONS; n++) {
      const clientId = `${who}-${n}`
      const text = 'x'.repeat(Math.floor(random() * 3000))
      await persist(() =>
        record(db, { conversation: id, events: [{ kind: 'customer-said', clientId, text }] }),
      )
      writeSync(file, `${clientId}\n`)
    }
  }),
)
// Not closed in good order: that would fold everything in.
process.kill(process.pid, 'SIGKILL')
