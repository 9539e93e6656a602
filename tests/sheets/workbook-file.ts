import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type Book = {
  /** The rows of the only sheet, as XML. */
  readonly rows?: string
  readonly strings?: string
  readonly styles?: string
  readonly workbookPr?: string
  readonly without?: string
}

/** Writes a workbook part by part, as Excel would or would not. */
export async function writeBook(path: string, book: Book): Promise<string> {
  const { rows = '', strings = '', styles = '', workbookPr = '', without } = book
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook>${workbookPr}<sheets><sheet name="Kunden" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  }
  const zip = new ZipFile()
  for (const [name, xml] of Object.entries(parts)) {
    if (name !== without) zip.addBuffer(Buffer.from(xml), name)
  }
  zip.end()
  writeFileSync(path, await buffer(zip.outputStream as Readable))
  return path
}
