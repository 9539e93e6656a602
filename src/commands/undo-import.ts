import { openDatabase } from '../crm/database.ts'
import { undoImport as undo } from '../crm/import/undo-import.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const undoImport: Command = {
  usage: 'parley undo-import IMPORT [--json]',
  help: `Takes an import back: removes what it made, gives back what it changed.
A record that was changed since, or that others name by now, stays as it is, and is listed.`,
  async run({ words: [id], json }) {
    if (id === undefined)
      throw new Problem('invalid', 'WrongUse', 'Name the import, such as I-0123456789ab.')
    const db = await openDatabase(readSettings(process.env).DATABASE_URL)
    const progress = showProgress()
    try {
      const by = { kind: 'system', id: 'undo-import', name: 'parley undo-import' } as const
      const { status } = await undo(db, id, by, (done, total) =>
        progress.show({ stage: 'taking back', done, total }),
      )
      progress.end()
      const left = await db.all<{ kind: string; record: string; because: string }>(
        `select kind, record, left_because as because from import_records where import = ?
         order by kind, record`,
        id,
      )
      if (json) console.log(JSON.stringify({ import: id, status, left }))
      else {
        console.log(
          left.length === 0 ? `Import ${id} was taken back.` : `${left.length} records were left:`,
        )
        for (const { kind, record, because } of left) console.log(`  ${kind} ${record}: ${because}`)
      }
      return left.length === 0 ? 0 : 1
    } finally {
      progress.end()
      await db.close()
    }
  },
}
