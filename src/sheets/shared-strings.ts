import { Problem } from '../problem.ts'
import { parseXml } from './parse-xml.ts'

/** They are all in memory while the workbook is read. */
const MOST_CHARACTERS = 50_000_000

/** The texts that cells of a workbook name by number. Problem 'invalid' `SheetTooLarge`. */
export async function sharedStrings(xml: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  let text: string | null = null
  let isText = false
  let isReading = false
  await parseXml(xml, {
    open(name) {
      if (name === 'si') text = ''
      // How a text sounds, as Japanese workbooks have it, is not part of it.
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    text(piece) {
      if (text === null || !isText) return
      text += piece
      characters += piece.length
      if (characters <= MOST_CHARACTERS) return
      throw new Problem(
        'invalid',
        'SheetTooLarge',
        `The workbook has more than ${MOST_CHARACTERS / 1e6} million characters. Split it, or save it as CSV.`,
      )
    },
    close(name) {
      if (name === 't') isText = false
      if (name === 'rPh') isReading = false
      if (name !== 'si') return
      strings.push(text ?? '')
      text = null
    },
  })
  return strings
}
