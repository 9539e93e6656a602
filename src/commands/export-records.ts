import { pipeline } from 'node:stream/promises'
import { appendAudit } from '../crm/audit/append-audit.ts'
import { openDatabase } from '../crm/database.ts'
import { exportFile, exportFormats } from '../crm/export/export-file.ts'
import { exportSource } from '../crm/export/export-source.ts'
import { exportKinds } from '../crm/export/export-tables.ts'
import { atTheCommandLine } from '../crm/records/actor.ts'
import { Problem } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

const formats = exportFormats.join('|')

export const exportRecords: Command = {
  usage: `parley export-records KIND [${formats}] [--segment ID]`,
  help: `Writes all records of a kind to stdout, also while a server serves. KIND is one of:\n${exportKinds.join(', ')}.\nCSV is for spreadsheets: what they would take for a formula begins with an apostrophe. XLSX keeps such text as text. JSONL has everything as it is.\n--segment  of customers, only those who are in this segment now`,
  async run({ words: [named, form = 'csv'], segment }) {
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
      const source = await exportSource(db, kind, segment)
      const entry = { action: 'exported', kind, id: segment ?? 'all', detail: { format } }
      await db.write(() => appendAudit({ by: atTheCommandLine, ...entry }))
      await pipeline(exportFile(source, format), process.stdout, { end: false })
    } catch (error) {
      // Whoever reads only the beginning, as `head` does, has what they want.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
    } finally {
      await db.close()
    }
    return 0
  },
}
