import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { detectForm } from '../../src/sheets/detect-form.ts'
import { readSheet } from '../../src/sheets/read-sheet.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
afterAll(() => rmSync(dir, { recursive: true }))

function file(bytes: Buffer | string): string {
  const path = join(dir, 'file')
  writeFileSync(path, bytes)
  return path
}

async function rowsOf(path: string) {
  const rows: (readonly string[])[] = []
  for await (const some of readSheet(path, await detectForm(path))) {
    rows.push(...some.map(({ cells }) => cells))
  }
  return rows
}

const chinese = '姓名,电话,城市\r\n王小明,13812345678,上海\r\n李雷,13900001111,北京\r\n'
const taiwanese = '姓名,電話,城市\r\n陳大文,0912345678,臺北\r\n林志玲,0922333444,高雄\r\n'
const german = 'Name,Straße,Ort\r\nMüller,Lindenstraße 5,München\r\nJosé,Rue de l’Été,Genève\r\n'

describe('the encoding is told', () => {
  test.each([
    ['UTF-8', chinese, 'utf8', 'utf-8', false],
    ['UTF-8 with a mark', chinese, 'utf8', 'utf-8', true],
    ['UTF-16, little end first', german, 'utf-16le', 'utf-16le', false],
    ['UTF-16, little end first, with a mark', chinese, 'utf-16le', 'utf-16le', true],
    ['UTF-16, big end first', chinese, 'utf-16be', 'utf-16be', false],
    ['UTF-16, big end first, with a mark', german, 'utf-16be', 'utf-16be', true],
    ['GB18030', chinese, 'gb18030', 'gb18030', false],
    ['GBK', chinese, 'gbk', 'gb18030', false],
    ['Big5', taiwanese, 'big5', 'big5', false],
    ['Windows-1252', german, 'win1252', 'windows-1252', false],
    ['ASCII', 'Name,City\r\nAnna,Berlin\r\n', 'ascii', 'utf-8', false],
  ])('%s', async (_, text, encoding, expected, addBOM) => {
    const path = file(iconv.encode(text, encoding, { addBOM }))
    expect(await detectForm(path)).toEqual({
      kind: 'text',
      encoding: expected,
      separator: ',',
      hasHeader: true,
    })
    expect(await rowsOf(path)).toEqual(
      text
        .trim()
        .split('\r\n')
        .map((line) => line.split(',')),
    )
  })
})

describe('the separator is told', () => {
  test.each([
    ['comma', 'a,b\n1,"x;y;z"\n2,w\n', ','],
    ['semicolon, with commas in numbers', 'a;b\n1,50;2,50\n3,10;4,20\n', ';'],
    ['tabulator', 'a\tb\n1,5\t2,5\n', '\t'],
    ['bar', 'a|b\n1|2\n', '|'],
    ['of one column there is none', 'name\nAnna\n', ','],
  ])('%s', async (_, text, separator) => {
    expect(await detectForm(file(text))).toMatchObject({ separator })
  })
})

describe('whether the first row names the columns is told', () => {
  test.each([
    ['id,name,email\nC-1,Anna,a@example.com\n', true],
    ['1,Anna,a@example.com\n2,Tom,t@example.com\n', false],
    ['Anna,2026-11-20\nTom,2026-11-21\n', false],
    ['name,name\nAnna,Berg\n', false],
  ])('%j', async (text, hasHeader) => {
    expect(await detectForm(file(text))).toMatchObject({ hasHeader })
  })
})

describe('what cannot be read is refused with a reason', () => {
  test.each([
    ['nothing', '', 'It is empty'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'Save it as .xlsx'],
    ['another archive', Buffer.from('504b0506' + '00'.repeat(18), 'hex'), 'neither text'],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0]), 'neither text'],
  ])('%s', async (_, bytes, why) => {
    await expect(detectForm(file(bytes))).rejects.toThrow(why)
  })
})

test('rows have the line on which they begin; empty ones are left out; quotes may span lines', async () => {
  const path = file('name,note\n\n"Anna","two\nlines"\n,\nTom,24" screen\n')
  const rows = []
  for await (const some of readSheet(path, await detectForm(path))) rows.push(...some)
  expect(rows).toEqual([
    { line: 1, cells: ['name', 'note'] },
    { line: 3, cells: ['Anna', 'two\nlines'] },
    { line: 6, cells: ['Tom', '24" screen'] },
  ])
})

test('a quote that nobody closes is found without reading all into memory', async () => {
  const path = file(`a,b\n1,"x\n${'y,z\n'.repeat(500_000)}`)
  await expect(rowsOf(path)).rejects.toThrow(
    'Line 2: a quote that begins in this row is not closed',
  )
})
