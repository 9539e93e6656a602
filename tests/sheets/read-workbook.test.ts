import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { detectForm } from '../../src/sheets/detect-form.ts'
import { readSheet } from '../../src/sheets/read-sheet.ts'
import { writeBook, type Book } from './workbook-file.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
afterAll(() => rmSync(dir, { recursive: true }))

const write = (book: Book) => writeBook(join(dir, 'book.xlsx'), book)

async function rowsOf(path: string) {
  const rows = []
  for await (const some of readSheet(path, await detectForm(path))) rows.push(...some)
  return rows
}

const styles =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/></cellXfs>'

describe('a cell is read as it is shown', () => {
  test.each([
    ['a number', '<c r="A1"><v>12.50</v></c>', '12.5'],
    ['a sum in floating point', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3'],
    ['a date', '<c r="A1" s="1"><v>46346</v></c>', '2026-11-20'],
    ['a date with a time', '<c r="A1" s="2"><v>46346.75</v></c>', '2026-11-20T18:00:00'],
    ['a date in the Chinese edition', '<c r="A1" s="4"><v>46346</v></c>', '2026-11-20'],
    ['a date before the leap day that 1900 had not', '<c r="A1" s="1"><v>1</v></c>', '1900-01-01'],
    ['a number with a d in its format', '<c r="A1" s="3"><v>46346</v></c>', '46346'],
    ['a date of ISO 8601', '<c r="A1" t="d"><v>2026-11-20</v></c>', '2026-11-20'],
    ['a shared text', '<c r="A1" t="s"><v>0</v></c>', 'Anna & 王'],
    ['a shared text in parts, without how it sounds', '<c r="A1" t="s"><v>1</v></c>', '東京都'],
    ['a text of its own', '<c r="A1" t="inlineStr"><is><t>a&lt;b</t></is></c>', 'a<b'],
    ['yes', '<c r="A1" t="b"><v>1</v></c>', 'true'],
    ['what a formula gave when it was saved', '<c r="A1"><f>2*21</f><v>42</v></c>', '42'],
    ['the text of a formula', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>ax</v></c>', 'ax'],
    ['an error', '<c r="A1" t="e"><v>#REF!</v></c>', '#REF!'],
    ['with prefixes, as some programs write', '<x:c r="A1"><x:v>7</x:v></x:c>', '7'],
  ])('%s', async (_, cell, shown) => {
    const strings =
      '<si><t>Anna &amp; 王</t></si><si><r><t>東京</t></r><r><t>都</t></r><rPh><t>トウキョウ</t></rPh></si>'
    const path = await write({ rows: `<row r="1">${cell}</row>`, strings, styles })
    expect(await rowsOf(path)).toEqual([{ line: 1, cells: [shown] }])
  })
})

test('days are counted from 1904 where the workbook says so', async () => {
  const rows = '<row r="1"><c r="A1" s="1"><v>44884</v></c></row>'
  const path = await write({ rows, styles, workbookPr: '<workbookPr date1904="1"/>' })
  expect(await rowsOf(path)).toEqual([{ line: 1, cells: ['2026-11-20'] }])
})

test('cells stand in their columns, rows have their numbers, and empty ones are left out', async () => {
  const rows =
    '<row r="2"><c r="B2"><v>1</v></c><c r="D2" t="inlineStr"><is><t> </t></is></c></row><row r="4"><c r="A4" s="1"/></row><row r="7"><c><v>5</v></c><c><v>6</v></c></row>'
  expect(await rowsOf(await write({ rows }))).toEqual([
    { line: 2, cells: ['', '1', '', ' '] },
    { line: 7, cells: ['5', '6'] },
  ])
})

describe('what is no proper workbook is refused with a reason', () => {
  test.each([
    ['no workbook', { without: 'xl/workbook.xml' }, 'not an Excel workbook'],
    ['a part is missing', { without: 'xl/_rels/workbook.xml.rels' }, 'is missing in it'],
    ['an empty sheet', {}, 'first sheet, Kunden, is empty'],
    ['a row without end', { rows: `<row r="1"><c r="ZZZ1"><v>1</v></c></row>` }, '500 columns'],
  ])('%s', async (_, book, why) => {
    await expect(rowsOf(await write(book))).rejects.toThrow(why)
  })

  test('cut short', async () => {
    const path = await write({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' })
    truncateSync(path, 500)
    await expect(rowsOf(path)).rejects.toThrow('it is broken')
  })
})

test('a bomb of shared texts is refused before it fills the memory', async () => {
  const strings = `<si><t>${'a'.repeat(1_000_000)}</t></si>`.repeat(60)
  const path = await write({ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings })
  const before = process.memoryUsage().rss
  await expect(rowsOf(path)).rejects.toThrow('more than 50 million characters')
  expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
})
