import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { Problem } from '../problem.ts'
import { detectEncoding } from './detect-encoding.ts'
import type { FileForm } from './file-form.ts'
import { looksLikeHeader } from './looks-like-header.ts'
import { openWorkbook } from './open-workbook.ts'
import { readWorkbook } from './read-workbook.ts'

const separators = [',', ';', '\t', '|'] as const
const BEGINNING = 64 * 1024

/**
 * Tells how a file is to be read by how it begins, whatever its name says: workbook or text,
 * encoding, separator, whether its first row names the columns. Problem 'invalid' `BadSheet`.
 */
export async function detectForm(path: string): Promise<FileForm> {
  const beginning = await beginningOf(path)
  if (beginning.length === 0) throw refuse('It is empty.')
  if (beginning.subarray(0, 4).equals(ZIP)) return formOfWorkbook(path)
  if (beginning.subarray(0, 4).equals(OLD_EXCEL)) {
    throw refuse('It is an Excel file of before 2007, or one with a password. Save it as .xlsx.')
  }
  const { encoding } = detectEncoding(beginning)
  const text = iconv.decode(beginning, encoding)
  if (text.includes('\0')) throw refuse('It is neither text nor an .xlsx workbook.')
  const { data, meta } = Papa.parse<string[]>(text, {
    preview: 50,
    skipEmptyLines: true,
    delimitersToGuess: [...separators],
  })
  const separator = separators.find((one) => one === meta.delimiter) ?? ','
  return { kind: 'text', encoding, separator, hasHeader: looksLikeHeader(data[0] ?? []) }
}

const ZIP = Buffer.from('PK\x03\x04')
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

async function formOfWorkbook(path: string): Promise<FileForm> {
  const workbook = await openWorkbook(path)
  try {
    const sheet = workbook.sheets[0]!.name
    for await (const rows of readWorkbook(workbook, sheet)) {
      return { kind: 'workbook', sheet, hasHeader: looksLikeHeader(rows[0]!.cells) }
    }
    throw refuse(`Its first sheet, ${sheet}, is empty.`)
  } finally {
    workbook.close()
  }
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const refuse = (why: string) =>
  new Problem('invalid', 'BadSheet', `The file cannot be imported. ${why}`)
