import { appendAudit } from '../crm/audit/append-audit.ts'
import { openDatabase } from '../crm/database.ts'
import { exportPerson as exportOne } from '../crm/privacy/export-person.ts'
import { atTheCommandLine } from '../crm/records/actor.ts'
import { Problem } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const exportPerson: Command = {
  usage: 'parley export-person CUSTOMER > FILE',
  help: `Prints all that is kept about one customer as JSON, and nothing about others.
The record, orders, returns, tickets, failed proofs of identity, and every conversation with all its
events. Of agents there is only the name that the customer saw.`,
  async run({ words: [customer] }) {
    if (customer === undefined) {
      throw new Problem('invalid', 'WrongUse', 'Name the customer by id, such as C-1001.')
    }
    const db = await openDatabase(readSettings(process.env).DATABASE_URL)
    try {
      const found = await exportOne(db, customer)
      await db.write(() =>
        appendAudit({ by: atTheCommandLine, action: 'exported', kind: 'customer', id: customer }),
      )
      console.log(JSON.stringify(found, null, 2))
      return 0
    } finally {
      await db.close()
    }
  },
}
