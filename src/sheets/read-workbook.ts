import { Problem } from '../problem.ts'
import { columnOf } from './column-of.ts'
import { dateOfSerial } from './date-of-serial.ts'
import type { Workbook } from './open-workbook.ts'
import { xmlParser } from './parse-xml.ts'
import { ROWS_AT_ONCE, type SheetRow } from './sheet-row.ts'

const MOST_COLUMNS = 500
/** What a cell may hold in Excel. */
const LONGEST_CELL = 32_767

/**
 * The rows of a sheet, some at a time; empty ones are left out. Of a formula the value counts that
 * the workbook was saved with; nothing is calculated. Problem 'invalid' `BadSheet`.
 */
export async function* readWorkbook(workbook: Workbook, sheet: string): AsyncGenerator<SheetRow[]> {
  const found = workbook.sheets.find(({ name }) => name === sheet)
  if (!found) {
    const names = workbook.sheets.map(({ name }) => name).join(', ')
    throw new Problem('invalid', 'BadSheet', `There is no sheet "${sheet}", but ${names}.`)
  }
  let rows: SheetRow[] = []
  const parse = sheetParser(workbook, (row) => rows.push(row))
  for await (const piece of workbook.unpack(found.path)) {
    parse(piece)
    if (rows.length < ROWS_AT_ONCE) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

function sheetParser(workbook: Workbook, onRow: (row: SheetRow) => void) {
  let line = 0
  let cells: string[] = []
  let column = 0
  let type = ''
  let style = 0
  let text = ''
  let isValue = false
  return xmlParser({
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1)
        cells = []
        column = 0
      } else if (name === 'c') {
        const place = attributes['r']
        if (place !== undefined) column = columnOf(place)
        if (column >= MOST_COLUMNS) throw tooWide(line)
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        text = ''
      }
      isValue = name === 'v' || (name === 't' && type === 'inlineStr')
    },
    text(piece) {
      if (isValue && text.length <= LONGEST_CELL) text += piece
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      if (name === 'c') {
        if (text !== '') {
          while (cells.length < column) cells.push('')
          cells[column] = shown(text, type, style, workbook)
        }
        column += 1
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) {
        onRow({ line, cells })
      }
    },
  })
}

function shown(text: string, type: string, style: number, workbook: Workbook): string {
  if (type === 's') return workbook.strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'true' : 'false'
  if (type !== 'n') return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  if (workbook.isDate[style]) return dateOfSerial(number, workbook.from1904)
  // 0.1 + 0.2 is saved as 0.30000000000000004, and shown with fifteen digits.
  return String(Number(number.toPrecision(15)))
}

const tooWide = (line: number) =>
  new Problem(
    'invalid',
    'BadSheet',
    `Row ${line} has more than ${MOST_COLUMNS} columns. Delete those that are not needed.`,
  )
