/** Numbers in digits, English words and Chinese characters, wherever they stand in a message. */
import { numberWords, ordinalWords, readNumberWords } from './number-words.ts'
import { readZhNumber, zhNumber } from './zh-numbers.ts'

export type Numeral = {
  readonly start: number
  readonly end: number
  readonly value: number
  readonly kind: 'digits' | 'words' | 'han'
  /** Says which one, not how many: "21st", "third", 第三. */
  readonly isOrdinal: boolean
}

/** In the order of the message; of those that overlap the longest. */
export function findNumerals(normal: string): Numeral[] {
  const found: Numeral[] = []
  if (hintDigits.test(normal)) collect(found, normal, digits, readDigits)
  if (hintWords.test(normal)) collect(found, normal, words, readWords)
  if (hintHan.test(normal)) collect(found, normal, han, readHan)
  return found.sort((a, b) => a.start - b.start)
}

type Reader = (match: RegExpExecArray) => Omit<Numeral, 'start' | 'end'> & { readonly end?: number }

function collect(
  found: Numeral[],
  normal: string,
  expression: RegExp,
  read: (match: RegExpExecArray) => ReturnType<Reader> | undefined,
): void {
  expression.lastIndex = 0
  for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
    const numeral = read(match)
    if (numeral) found.push({ start: match.index, end: match.index + match[0].length, ...numeral })
  }
}

const hintDigits = /\d/
const digits =
  /(?<![\w.,#-])(第)?(\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?)(st|nd|rd|th)?(?![a-z\d_]|[.,]\d|[百千万萬亿億])/g

function readDigits(match: RegExpExecArray): ReturnType<Reader> {
  return {
    value: Number(match[2]!.replaceAll(',', '')),
    kind: 'digits',
    isOrdinal: match[1] !== undefined || match[3] !== undefined,
  }
}

const hintWords =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|dozen|hundred|thousand|million|billion|first|second|third|[a-z]+(?:fth|th|ieth))\b/
const words = new RegExp(`\\b(?:(${ordinalWords})|(${numberWords}))\\b(?!-)`, 'g')

function readWords(match: RegExpExecArray): ReturnType<Reader> | undefined {
  const value = readNumberWords(match[0])
  if (value === undefined) return undefined
  const isOrdinal = match[1] !== undefined
  // A second is more often a moment than a place in a row.
  if (match[0] === 'second') {
    const before = match.input.slice(Math.max(0, match.index - 8), match.index)
    if (/\b(?:a|one|per|each|every|split|\d) $/.test(before)) return undefined
  }
  return { value, kind: 'words', isOrdinal }
}

const hintHan = /[零〇一二三四五六七八九十百千万萬亿億两兩壹贰叁肆伍陆柒捌玖拾佰仟]/
const han = new RegExp(`(?<![\\d.])(第)?(${zhNumber})`, 'g')

function readHan(match: RegExpExecArray): ReturnType<Reader> | undefined {
  const value = readZhNumber(match[2]!)
  if (value === undefined || !Number.isFinite(value)) return undefined
  return { value, kind: 'han', isOrdinal: match[1] !== undefined }
}
