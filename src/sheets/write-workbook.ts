import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { rowXml, type Cell } from './sheet-xml.ts'
import { workbookParts } from './workbook-parts.ts'

/** Of Excel, with the row of names. */
const MOST_ROWS = 1_048_576

/**
 * An .xlsx workbook, in pieces as its rows come: packed in threads of Node's own, with no more in
 * memory than a few pages. Where a sheet is full another begins, with the names again.
 */
export function writeWorkbook(
  name: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
  mostRows = MOST_ROWS,
): Readable {
  const zip = new ZipFile()
  const pages = rows[Symbol.asyncIterator]()
  let rest: readonly (readonly Cell[])[] = []
  let sheets = 0

  async function* sheet(): AsyncGenerator<string> {
    yield `${HEAD}${rowXml(columns, 1)}`
    let row = 1
    for (;;) {
      if (rest.length === 0) {
        const next = await pages.next()
        if (next.done) break
        rest = next.value
      }
      const some = rest.slice(0, mostRows - row)
      rest = rest.slice(some.length)
      yield some.map((cells) => rowXml(cells, (row += 1))).join('')
      if (row === mostRows) break
    }
    yield '</sheetData></worksheet>'
    if (row === mostRows) await beginSheetIfMore()
    else finish()
  }

  async function beginSheetIfMore(): Promise<void> {
    while (rest.length === 0) {
      const next = await pages.next()
      if (next.done) return finish()
      rest = next.value
    }
    beginSheet()
  }

  function beginSheet(): void {
    sheets += 1
    const stream = Readable.from(sheet())
    stream.once('error', fail)
    zip.addReadStream(stream, `xl/worksheets/sheet${sheets}.xml`, options)
  }

  function finish(): void {
    for (const [path, xml] of Object.entries(workbookParts(name, sheets))) {
      zip.addBuffer(Buffer.from(xml), path, options)
    }
    zip.end()
  }

  const out = zip.outputStream as Readable
  function fail(error: unknown): void {
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  }
  zip.once('error', fail)
  // Who goes away early: what is read from must hear of it.
  out.once('close', () => void pages.return?.())
  beginSheet()
  return out
}

/** The date would make of the same rows another file. */
const options = { mtime: new Date(1980, 0, 1), mode: 0o100644 }

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>'
