/**
 * Message → what its feeling is learned from, hashed: words in groups of one to three, those that
 * "not" reaches once more; pieces of words (three to five characters) and, where a script has no
 * blanks, runs of one to four characters with the marks between them; marks and capitals; and the
 * lexicon's tone as numbers beside them. Each of the first two groups has the length 1/√2, each
 * feature in it by how much it tells.
 */
import type { Token } from './tokens.ts'
import { type Tone, readTone } from './tone.ts'

/** Rows with their values; the last `TONES` rows are the lexicon's. The buffers are reused. */
export type SentimentFeatures = { count: number; rows: Int32Array; values: Float32Array }

/** What training learned of features before the net did. */
export type SentimentSpace = {
  /** Features are hashed to 2^bits rows. */
  readonly bits: number
  /** How much each row tells, in shares of what tells most; 0 where training never saw the row. */
  readonly weights: Uint8Array
}

/** How many rows follow the hashed ones. */
export const TONES = 8

const SIGN_VALUE = 0.15
const TONE_VALUE = 0.3

const features: SentimentFeatures = {
  count: 0,
  rows: new Int32Array(2048),
  values: new Float32Array(2048),
}

/** The result is overwritten by the next call. */
export function sentimentFeatures(
  text: string,
  tokens: readonly Token[],
  { bits, weights }: SentimentSpace,
): SentimentFeatures & { readonly tone: Tone } {
  const mask = (1 << bits) - 1
  const tone = readTone(text, tokens)
  makeRoom(text, tokens)
  features.count = 0
  addWords(tokens, tone.negated, mask)
  weigh(0, weights)
  const words = features.count
  for (const token of tokens) if (token.kind === 'word') addPieces(token.text, mask)
  addRuns(text, tokens, mask)
  weigh(words, weights)
  addSigns(text, tokens, mask)
  addTone(tone, mask + 1)
  return Object.assign(features, { tone })
}

const WORD = 0x811c9dc5
const NEGATED = 0x2545f491
const PIECE = 0x3c6ef372
const RUN = 0x4cf5ad43
const SIGN = 0x1b873593
const EDGE = hash('<>')

function hash(text: string): number {
  let sum = WORD
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return sum
}

function mix(sum: number): number {
  let mixed = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

const join = (before: number, after: number) =>
  Math.imul(before, 0x9e3779b1) ^ ((after << 13) | (after >>> 19))

function add(row: number): void {
  features.rows[features.count++] = row
}

function addWords(tokens: readonly Token[], negated: Uint8Array, mask: number): void {
  let two = EDGE
  let one = EDGE
  for (let t = 0; t <= tokens.length; t++) {
    const token = tokens[t]
    const whole = !token ? EDGE : token.kind === 'number' ? NUMBER : hash(token.text)
    const pair = join(one, whole)
    add(mix(pair) & mask)
    if (token) add(mix(whole) & mask)
    if (t > 1 && token?.kind !== 'character') add(mix(join(two, pair)) & mask)
    if (token && negated[t] === 1) add(mix(NEGATED ^ whole) & mask)
    two = one
    one = whole
  }
}

const NUMBER = hash('#')

function addPieces(word: string, mask: number): void {
  const end = word.length + 2
  for (let i = 0; i < end - 2; i++) {
    let sum = PIECE
    const last = Math.min(i + 5, end)
    for (let j = i; j < last; j++) {
      const unit = j === 0 ? 0x3c : j === end - 1 ? 0x3e : word.charCodeAt(j - 1)
      sum = Math.imul(sum ^ unit, 0x01000193)
      if (j >= i + 2) add(mix(sum) & mask)
    }
  }
}

/** A message that has a script without blanks: one to four of its units that follow one another. */
function addRuns(text: string, tokens: readonly Token[], mask: number): void {
  if (!tokens.some(({ kind }) => kind === 'character')) return
  const count = readUnits(text, tokens)
  for (let i = 0; i < count; i++) {
    let sum = RUN
    const last = Math.min(i + LONGEST_RUN, count)
    for (let j = i; j < last; j++) {
      sum = join(sum, units[j]!)
      add(mix(sum) & mask)
    }
  }
}

const LONGEST_RUN = 4

let units = new Int32Array(1024)

/** Tokens, and the marks and blanks between them that are no tokens; how many there are. */
function readUnits(text: string, tokens: readonly Token[]): number {
  if (units.length < text.length) units = new Int32Array(2 * text.length)
  let count = 0
  let from = 0
  for (let t = 0; t <= tokens.length; t++) {
    const token = tokens[t]
    const end = token?.start ?? text.length
    for (let i = from; i < end; i++) units[count++] = halfWidth(text.charCodeAt(i))
    if (!token) break
    units[count++] = hash(token.text)
    from = token.end
  }
  return count
}

/** Typed on either keyboard a mark is the same. */
const halfWidth = (unit: number) => (unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit)

/** What letters do not tell: marks, :-), capitals, how long it is. */
function addSigns(text: string, tokens: readonly Token[], mask: number): void {
  const from = features.count
  const signs = countSigns(text)
  const sign = (kind: number, value: number) => add(mix(SIGN ^ (kind * 16 + value)) & mask)
  sign(0, Math.min(3, signs.exclamations))
  sign(1, Math.min(2, signs.questions))
  if (signs.dots > 0) sign(2, 1)
  if (signs.smiles > 0) sign(3, 1)
  if (signs.frowns > 0) sign(4, 1)
  sign(5, Math.min(3, signs.capitals))
  sign(6, Math.min(6, Math.floor(Math.log2(1 + tokens.length))))
  features.values.fill(SIGN_VALUE, from, features.count)
}

type Signs = Record<
  'exclamations' | 'questions' | 'dots' | 'smiles' | 'frowns' | 'capitals',
  number
>

function countSigns(text: string): Signs {
  const signs = { exclamations: 0, questions: 0, dots: 0, smiles: 0, frowns: 0, capitals: 0 }
  let capitals = 0
  for (let i = 0; i <= text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x41 && unit <= 0x5a) {
      // A word in capitals, counted once at its third letter.
      if (++capitals === 3) signs.capitals++
      continue
    }
    capitals = 0
    if (unit === 0x21 || unit === 0xff01) signs.exclamations++
    else if (unit === 0x3f || unit === 0xff1f) signs.questions++
    else if (unit === 0x2026 || (unit === 0x2e && text.charCodeAt(i + 1) === 0x2e)) signs.dots++
    else if (unit === 0x3a || unit === 0x3b || unit === 0x3d) countFace(text, i + 1, signs)
  }
  return signs
}

/** The mouth of :) :-( ;D =/ */
function countFace(text: string, at: number, signs: Signs): void {
  const mouth = text.charAt(text.charAt(at) === '-' ? at + 1 : at)
  if (mouth === ')' || mouth === 'D' || mouth === ']') signs.smiles++
  // The colon of a link is no pair of eyes.
  else if (mouth === '(' || mouth === '[' || (mouth === '/' && text.charAt(at + 1) !== '/'))
    signs.frowns++
}

function addTone(tone: Tone, from: number): void {
  const { score, good, bad, last, anger, loud } = tone
  addNumber(from, score)
  addNumber(from + 1, good)
  addNumber(from + 2, bad)
  addNumber(from + 3, last)
  addNumber(from + 4, good > 0 ? 1 : 0)
  addNumber(from + 5, bad > 0 ? 1 : 0)
  addNumber(from + 6, Math.min(2, anger))
  addNumber(from + 7, loud / 3)
}

function addNumber(row: number, value: number): void {
  if (value === 0) return
  features.values[features.count] = value * TONE_VALUE
  add(row)
}

/** How often the message at hand has a row; all 0 between two calls. */
let times = new Uint16Array(0)

/** All added since `from`, each row once, by (1 + ln tf)·weight, to the length 1/√2 together. */
function weigh(from: number, weights: Uint8Array): void {
  const { rows, values, count } = features
  let squares = 0
  let kept = from
  if (times.length < weights.length) times = new Uint16Array(weights.length)
  for (let i = from; i < count; i++) {
    const row = rows[i]!
    if (weights[row] !== 0 && times[row]!++ === 0) rows[kept++] = row
  }
  for (let i = from; i < kept; i++) {
    const row = rows[i]!
    const tf = times[row]!
    times[row] = 0
    const value = tf === 1 ? weights[row]! : weights[row]! * (1 + Math.log(tf))
    values[i] = value
    squares += value * value
  }
  const scale = Math.SQRT1_2 / Math.sqrt(squares)
  for (let i = from; i < kept; i++) values[i]! *= scale
  features.count = kept
}

function makeRoom(text: string, tokens: readonly Token[]): void {
  let most = 64 + LONGEST_RUN * text.length
  for (const { text } of tokens) most += 8 + 3 * (text.length + 2)
  if (features.rows.length >= most) return
  features.rows = new Int32Array(2 * most)
  features.values = new Float32Array(2 * most)
}
