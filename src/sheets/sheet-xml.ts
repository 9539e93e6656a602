import { columnName } from './column-name.ts'
import { looksLikeFormula } from './looks-like-formula.ts'

export type Cell = string | number | null | undefined

/** What a cell may hold in Excel, which calls a workbook with longer ones damaged. */
const LONGEST_CELL = 32_767

/**
 * One row of a sheet, from 1. Text stands in the cell as text and is never calculated; what looks
 * like a formula carries Excel's mark for text besides, so that it stays so when it is edited.
 */
export function rowXml(cells: readonly Cell[], row: number): string {
  let xml = `<row r="${row}">`
  for (const [column, cell] of cells.entries()) {
    if (cell === null || cell === undefined || cell === '') continue
    const place = `r="${columnName(column)}${row}"`
    if (typeof cell === 'number') xml += `<c ${place}><v>${cell}</v></c>`
    else xml += textXml(cell, place)
  }
  return `${xml}</row>`
}

function textXml(text: string, place: string): string {
  const style = looksLikeFormula.test(text) ? ' s="1"' : ''
  return `<c ${place} t="inlineStr"${style}><is><t xml:space="preserve">${escaped(shortened(text))}</t></is></c>`
}

function shortened(text: string): string {
  if (text.length <= LONGEST_CELL) return text
  const note = ` … (${text.length} characters)`
  return text.slice(0, LONGEST_CELL - note.length) + note
}

/** XML has no control characters and no halves of surrogate pairs at all, escaped or not. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // As it is, a reader of XML would make a line feed of it.
    .replaceAll('\r', '&#13;')
