import { userInfo } from 'node:os'
import { type Database, openDatabase } from '../crm/database.ts'
import type { Actor } from '../crm/records/actor.ts'
import { placeHold, releaseHold } from '../crm/retention/legal-hold.ts'
import { listHolds } from '../crm/retention/list-holds.ts'
import { Problem } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const hold: Command = {
  usage: 'parley hold [CUSTOMER | CONVERSATION --reason TEXT | --release] [--json]',
  help: `Keeps a customer with all that belongs to them, or one conversation, from being erased.
Erasure and retention refuse it, with the reason, until --release. Who placed and who released it
stands in the audit log. Without a name it lists what is held.`,
  async run({ words: [id], reason, release = false, json }) {
    const db = await openDatabase(readSettings(process.env).DATABASE_URL)
    try {
      if (id === undefined) {
        const holds = await listHolds(db)
        if (json) console.log(JSON.stringify({ holds }))
        else
          for (const held of holds) {
            console.log(
              `${held.kind} ${held.id}  since ${held.since} by ${held.by.name}: ${held.reason}`,
            )
          }
        return 0
      }
      const kind = await kindOf(db, id)
      const by = whoAsks()
      if (release) await db.write(() => releaseHold({ kind, id, by }))
      else {
        if (reason === undefined)
          throw new Problem('invalid', 'WrongUse', 'Say why: --reason TEXT.')
        await db.write(() => placeHold({ kind, id, reason, by }))
      }
      if (json) console.log(JSON.stringify({ kind, id, held: !release }))
      else console.log(`The ${kind} ${id} is ${release ? 'no longer' : 'now'} under a legal hold.`)
      return 0
    } finally {
      await db.close()
    }
  },
}

async function kindOf(db: Database, id: string): Promise<'customer' | 'conversation'> {
  const rows = await db.all('select id from conversations where id = ?', id)
  return rows.length > 0 ? 'conversation' : 'customer'
}

/** Whoever sits at the machine's command line. */
function whoAsks(): Actor {
  const name = userInfo().username
  return { kind: 'system', id: name, name }
}
