import Papa from 'papaparse'
import { looksLikeFormula } from '../../sheets/looks-like-formula.ts'
import type { ExportSource } from './export-source.ts'
import type { ExportRow } from './export-tables.ts'

/**
 * A file in pieces. CSV is RFC 4180 in UTF-8 with a byte order mark, as
 * spreadsheets want it; a cell that one would take for a formula begins with an apostrophe. JSONL
 * is one object a line, with everything as it is.
 */
export async function* exportText(
  { columns, pages }: Pick<ExportSource, 'columns' | 'pages'>,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  if (format === 'csv') yield `\ufeff${columns.join(',')}\r\n`
  for await (const rows of pages) {
    if (rows.length > 0) yield format === 'csv' ? csv(rows, columns) : jsonl(rows, columns)
  }
}

function csv(rows: readonly ExportRow[], columns: readonly string[]): string {
  const cells = rows.map((row) => columns.map((column) => row[column] ?? ''))
  return `${Papa.unparse(cells, { escapeFormulae: looksLikeFormula, newline: '\r\n' })}\r\n`
}

function jsonl(rows: readonly ExportRow[], columns: readonly string[]): string {
  return rows
    .map((row) => {
      const inOrder = columns.map((column) => [column, row[column] ?? null] as const)
      return `${JSON.stringify(Object.fromEntries(inOrder))}\n`
    })
    .join('')
}
