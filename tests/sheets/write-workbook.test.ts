import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { detectForm } from '../../src/sheets/detect-form.ts'
import { openWorkbook } from '../../src/sheets/open-workbook.ts'
import { readSheet } from '../../src/sheets/read-sheet.ts'
import type { Cell } from '../../src/sheets/sheet-xml.ts'
import { writeWorkbook } from '../../src/sheets/write-workbook.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function* pages(...all: Cell[][][]) {
  yield* all
}

async function written(stream: ReturnType<typeof writeWorkbook>) {
  const path = join(dir, 'book.xlsx')
  writeFileSync(path, await buffer(stream))
  return path
}

async function rowsOf(path: string, sheet?: string) {
  const form = await detectForm(path)
  const rows: (readonly string[])[] = []
  const wanted = sheet && form.kind === 'workbook' ? { ...form, sheet } : form
  for await (const some of readSheet(path, wanted)) rows.push(...some.map(({ cells }) => cells))
  return rows
}

test('what was written is read again: text that looks like a formula, signs of XML, numbers', async () => {
  const texts = ['=1+1', ' <a & "b">', '王小明', 'a\nb', '007', '＝cmd']
  const path = await written(
    writeWorkbook('t', ['text', 'number'], pages(texts.map((t) => [t, -1.5]))),
  )
  expect(await rowsOf(path)).toEqual([['text', 'number'], ...texts.map((text) => [text, '-1.5'])])
})

test('no cell holds a formula', async () => {
  const path = await written(writeWorkbook('t', ['x'], pages([['=1+1'], ['+cmd|x']])))
  const book = await openWorkbook(path)
  let xml = ''
  for await (const piece of book.unpack('xl/worksheets/sheet1.xml')) xml += piece
  book.close()
  expect(xml).not.toContain('<f')
  expect(xml.match(/t="inlineStr" s="1"/g)).toHaveLength(2)
})

test('what no cell can hold does not break the workbook', async () => {
  const path = await written(
    writeWorkbook('t', ['x'], pages([['a\0b\ud800'], ['y'.repeat(40_000)]])),
  )
  const [, [strange] = [], [long] = []] = await rowsOf(path)
  expect(strange).toBe('a\ufffdb\ufffd')
  expect(long).toHaveLength(32_767)
  expect(long).toMatch(/… \(40000 characters\)$/)
})

test('a full sheet is followed by another, with the names again', async () => {
  const rows = Array.from({ length: 5 }, (_, i) => [i])
  const path = await written(writeWorkbook('t', ['n'], pages(rows.slice(0, 4), rows.slice(4)), 3))
  expect(await rowsOf(path)).toEqual([['n'], ['0'], ['1']])
  expect(await rowsOf(path, 't 2')).toEqual([['n'], ['2'], ['3']])
  expect(await rowsOf(path, 't 3')).toEqual([['n'], ['4']])
})

test('exactly full, no empty sheet follows', async () => {
  const path = await written(writeWorkbook('t', ['n'], pages([[1], [2]]), 3))
  await expect(rowsOf(path, 't 2')).rejects.toThrow('There is no sheet "t 2", but t.')
})

test('an error among the rows ends the file with it', async () => {
  async function* broken() {
    yield [['a']]
    throw new Error('gone')
  }
  await expect(buffer(writeWorkbook('t', ['n'], broken()))).rejects.toThrow('gone')
})
