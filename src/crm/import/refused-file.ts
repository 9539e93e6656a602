import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { looksLikeFormula } from '../../sheets/looks-like-formula.ts'
import { writeWorkbook } from '../../sheets/write-workbook.ts'
import type { Database } from '../database.ts'
import type { Found } from './found.ts'
import { findImport } from './imports.ts'
import { reasonText } from './reason-text.ts'

const PAGE = 500

/**
 * The rows that an import left out, as they were, with one more column that says why: in the form of
 * its file, so that it can be corrected and imported. `name` ends with csv or xlsx.
 */
export async function refusedFile(
  db: Database,
  id: string,
): Promise<{ readonly name: string; readonly file: Readable }> {
  const { plan, fileName } = await findImport(db, id)
  const { form, columns } = plan
  const headings = [...columns.map(({ heading }, i) => heading || `${i + 1}`), 'reason']
  const base = fileName.replace(/\.[^.]*$/, '')
  const rows = pagesOf(db, id, columns.length)
  if (form.kind === 'workbook') {
    return { name: `${base}.refused.xlsx`, file: writeWorkbook('refused', headings, rows) }
  }
  const text = Readable.from(csv(headings, rows, form.separator))
  const addBOM = form.encoding.startsWith('utf')
  const file = text.pipe(iconv.encodeStream(form.encoding, { addBOM })) as unknown as Readable
  text.once('error', (error) => file.destroy(error))
  return { name: `${base}.refused.${form.separator === '\t' ? 'tsv' : 'csv'}`, file }
}

async function* pagesOf(db: Database, id: string, width: number): AsyncGenerator<string[][]> {
  for (let last = -1; ;) {
    const rows = await db.all<{ line: number; cells: string; reasons: string }>(
      `select line, cells, reasons from import_refusals where import = ? and line > ?
       order by line limit ?`,
      id,
      last,
      PAGE,
    )
    if (rows.length === 0) return
    last = rows.at(-1)!.line
    yield rows.map(({ cells, reasons }) => {
      const given = JSON.parse(cells) as string[]
      const why = (JSON.parse(reasons) as Found[]).map(reasonText).join('; ')
      return [...Array.from({ length: width }, (_, i) => given[i] ?? ''), why]
    })
  }
}

async function* csv(
  headings: readonly string[],
  pages: AsyncIterable<string[][]>,
  delimiter: string,
): AsyncGenerator<string> {
  const options = { delimiter, newline: '\r\n', escapeFormulae: looksLikeFormula }
  yield `${Papa.unparse([headings], options)}\r\n`
  for await (const rows of pages) yield `${Papa.unparse(rows, options)}\r\n`
}
