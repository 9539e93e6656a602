import { Readable } from 'node:stream'
import { writeWorkbook } from '../../sheets/write-workbook.ts'
import type { Database } from '../database.ts'
import { exportRows } from './export-rows.ts'
import { exportTables, type ExportKind } from './export-tables.ts'
import { exportText } from './export-text.ts'

export const exportFormats = ['csv', 'jsonl', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** All of a kind as a file, while others read and write; memory does not grow with the rows. */
export function exportFile(db: Database, kind: ExportKind, format: ExportFormat): Readable {
  if (format !== 'xlsx') return Readable.from(exportText(db, kind, format))
  return writeWorkbook(kind, exportTables[kind].columns, cellsOf(db, kind))
}

async function* cellsOf(db: Database, kind: ExportKind) {
  const { columns } = exportTables[kind]
  for await (const rows of exportRows(db, kind)) {
    yield rows.map((row) => columns.map((column) => row[column]))
  }
}
