import { Readable } from 'node:stream'
import { writeWorkbook } from '../../sheets/write-workbook.ts'
import type { Database } from '../database.ts'
import { exportColumns, exportRows, type ExportKind } from './export-rows.ts'
import { exportText } from './export-text.ts'

export const exportFormats = ['csv', 'jsonl', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** All of a kind as a file, while others read and write; memory does not grow with the rows. */
export function exportFile(db: Database, kind: ExportKind, format: ExportFormat): Readable {
  if (format !== 'xlsx') return Readable.from(exportText(db, kind, format))
  return writeWorkbook(kind, exportColumns[kind], cellsOf(db, kind))
}

async function* cellsOf(db: Database, kind: ExportKind) {
  for await (const rows of exportRows(db, kind)) {
    yield rows.map((row) => exportColumns[kind].map((column) => row[column]))
  }
}
