/** Text → tokens with their UTF-16 offsets, for every script. */
import { simplify } from './simplify.ts'

/** `text` is normalised (lower case, half width, simplified Chinese); `message.slice(start, end)` is as written. */
export type Token = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: 'word' | 'character' | 'number' | 'mark' | 'emoji'
}

/**
 * "Where's HP-10023?" → where's · hp · 10023 · ?  and "我的订单" → 我 · 的 · 订 · 单.
 * Words are letters with inner apostrophes; scripts written without blanks give one token per
 * character; of the marks only ? ! $ € £ ¥ % are kept.
 */
export function tokenise(text: string): Token[] {
  const normal = normalise(text)
  const tokens: Token[] = []
  const length = normal.length
  let at = 0
  while (at < length) {
    const start = at
    const kind = kindAt(normal, at)
    at += kind === PAIRED_EMOJI || kind === PAIRED_CHARACTER || kind === PAIRED_OTHER ? 2 : 1
    if (kind === LETTER) {
      while (at < length && continuesWord(normal, at)) at++
    } else if (kind === DIGIT) {
      while (at < length && kindAt(normal, at) === DIGIT) at++
    }
    const name = kindNames[kind]
    if (!name) continue
    const written = normal.slice(start, at)
    const token = kind === CHARACTER ? simplify(written) : written
    tokens.push({ text: token, start, end: at, kind: name })
  }
  return tokens
}

/** Lower case, half-width forms, straight apostrophes; always as long as the text itself. */
export function normalise(text: string): string {
  const lower = text.toLowerCase()
  const same = lower.length === text.length ? lower : lowerEach(text)
  return unusual.test(same) ? same.replace(unusualAll, usual) : same
}

const unusual = /[\u2018\u2019\u3000\uff01-\uff5e\uffe5]/
const unusualAll = new RegExp(unusual.source, 'g')

function usual(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code === 0x3000) return ' '
  if (code === 0xffe5) return '¥'
  return code < 0x3000 ? "'" : String.fromCharCode(code - 0xfee0)
}

// 'İ' alone grows when lowered, and offsets must stay those of the message.
function lowerEach(text: string): string {
  let lower = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    const small = unit.toLowerCase()
    lower += small.length === 1 ? small : unit
  }
  return lower
}

const OTHER = 1
const LETTER = 2
const DIGIT = 3
const CHARACTER = 4
const MARK = 5
const EMOJI = 6
const PAIRED_EMOJI = 7
const PAIRED_CHARACTER = 8
const PAIRED_OTHER = 9
const SURROGATE = 10

const kindNames: readonly (Token['kind'] | undefined)[] = [
  undefined,
  undefined,
  'word',
  'number',
  'character',
  'mark',
  'emoji',
  'emoji',
  'character',
  undefined,
  undefined,
]

/** One kind per UTF-16 unit, found when first met. */
const kinds = new Uint8Array(0x10000)

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const kind = kinds[unit] || (kinds[unit] = kindOf(String.fromCharCode(unit)))
  return kind === SURROGATE ? kindOfPair(text, at) : kind
}

function continuesWord(text: string, at: number): boolean {
  if (kindAt(text, at) === LETTER) return true
  return text.charCodeAt(at) === 0x27 && at + 1 < text.length && kindAt(text, at + 1) === LETTER
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

function kindOf(character: string): number {
  const code = character.charCodeAt(0)
  if (code >= 0xd800 && code <= 0xdfff) return SURROGATE
  if (unspaced.test(character)) return CHARACTER
  if (/[\p{L}\p{M}]/u.test(character)) return LETTER
  if (/\p{Nd}/u.test(character)) return DIGIT
  if ('?!$€£¥%'.includes(character)) return MARK
  if (code > 0xff && /\p{Extended_Pictographic}/u.test(character)) return EMOJI
  return OTHER
}

function kindOfPair(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0
  if (point < 0x10000) return OTHER
  const character = String.fromCodePoint(point)
  if (unspaced.test(character)) return PAIRED_CHARACTER
  return /\p{Extended_Pictographic}/u.test(character) ? PAIRED_EMOJI : PAIRED_OTHER
}
