import { pipeline } from 'node:stream/promises'
import { appendAudit } from '../crm/audit/append-audit.ts'
import { openDatabase } from '../crm/database.ts'
import { exportFile, exportFormats } from '../crm/export/export-file.ts'
import { exportKinds } from '../crm/export/export-tables.ts'
import { atTheCommandLine } from '../crm/records/actor.ts'
import { Problem } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

const formats = exportFormats.join('|')

export const exportRecords: Command = {
  usage: `parley export-records KIND [${formats}]`,
  help: `Writes all records of a kind to stdout, also while a server serves. KIND is one of:\n${exportKinds.join(', ')}.\nCSV is for spreadsheets: what they would take for a formula begins with an apostrophe. XLSX keeps such text as text. JSONL has everything as it is.`,
  async run({ words: [named, form = 'csv'] }) {
    const kind = exportKinds.find((one) => one === named)
    const format = exportFormats.find((one) => one === form)
    if (!kind || !format) {
      throw new Problem(
        'invalid',
        'WrongUse',
        `Name what to export, one of ${exportKinds.join(', ')}, and how, one of ${exportFormats.join(', ')}.`,
      )
    }
    const db = await openDatabase(readSettings(process.env).DATABASE_URL)
    try {
      const detail = { format }
      await db.write(() =>
        appendAudit({ by: atTheCommandLine, action: 'exported', kind, id: 'all', detail }),
      )
      await pipeline(exportFile(db, kind, format), process.stdout, { end: false })
    } catch (error) {
      // Whoever reads only the beginning, as `head` does, has what they want.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
    } finally {
      await db.close()
    }
    return 0
  },
}
