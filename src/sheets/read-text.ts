import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { Problem } from '../problem.ts'
import type { FileForm } from './file-form.ts'
import { ROWS_AT_ONCE, type SheetRow } from './sheet-row.ts'

/** More characters in one row mean a quote that nobody closed. */
const LONGEST_ROW = 1_000_000

/**
 * The rows of a CSV or TSV file, some at a time; empty ones are left out. `onBytes` hears how many
 * bytes were read. Problem 'invalid' `BadSheet` names the line.
 */
export async function* readText(
  path: string,
  form: Extract<FileForm, { kind: 'text' }>,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<SheetRow[]> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  let bytes = 0
  file.on('data', (piece) => onBytes((bytes += piece.length)))
  const parser = parse({
    delimiter: form.separator,
    bom: true,
    info: true,
    // Quotes in the middle of a cell stand for themselves: 24" screen.
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  })
  // iconv's own stream takes a byte order mark away; its errors end the parser.
  pipeline(file, iconv.decodeStream(form.encoding), parser, () => {})
  let rows: SheetRow[] = []
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const cells = withoutEmptyEnd(record)
      if (cells.length > 0) rows.push({ line, cells })
      line = info.lines + 1
      if (rows.length === ROWS_AT_ONCE) {
        yield rows
        rows = []
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw unreadable(error, line)
  }
  if (rows.length > 0) yield rows
}

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } }

function withoutEmptyEnd(record: readonly string[]): readonly string[] {
  let length = record.length
  while (length > 0 && record[length - 1]!.trim() === '') length -= 1
  return length === record.length ? record : record.slice(0, length)
}

function unreadable(error: CsvError, line: number): Problem {
  const isOpen = error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED'
  const why = isOpen ? 'a quote that begins in this row is not closed' : error.message
  return new Problem(
    'invalid',
    'BadSheet',
    `Line ${line}: ${why}. Correct it there, or save the file anew from the program that wrote it.`,
    { cause: error },
  )
}
