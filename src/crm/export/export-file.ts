import { Readable } from 'node:stream'
import { writeWorkbook } from '../../sheets/write-workbook.ts'
import type { ExportSource } from './export-source.ts'
import { exportText } from './export-text.ts'

export const exportFormats = ['csv', 'jsonl', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** The file, while others read and write; memory does not grow with the rows. */
export function exportFile(source: ExportSource, format: ExportFormat): Readable {
  if (format !== 'xlsx') return Readable.from(exportText(source, format))
  return writeWorkbook(source.name, source.columns, cellsOf(source))
}

async function* cellsOf({ columns, pages }: ExportSource) {
  for await (const rows of pages) {
    yield rows.map((row) => columns.map((column) => row[column]))
  }
}
