/**
 * Tokens → weighted hashed features: a group of words (tokens and pairs of neighbours) and a group
 * of pieces (character 2–5-grams inside a token, and 3–5-grams over the seam of two), each
 * (1 + ln tf)·idf and of unit length, both together of unit length again; and, where examples are
 * few, the kinds that the words are of, a group like the others, and what they mean, of unit length.
 */
import { type Meaning, meaningOf } from './meaning.ts'
import { KINDS, MEANING_SIZE, type Meanings, meanings } from './meanings.ts'
import type { Token } from './tokens.ts'

/** Features are hashed to this many rows of the net's first layer. */
export const FEATURE_ROWS = 1 << 15
/** With the rows after them, one for each number of a meaning. */
export const ALL_ROWS = FEATURE_ROWS + MEANING_SIZE

/** What training learns about features: how rare each row is in either group. */
export type FeatureSpace = FeatureKinds & {
  /** ln((1 + N) / (1 + df)) + 1, by row; 0 where training never saw the row. */
  readonly wordIdf: Float32Array
  readonly pieceIdf: Float32Array
  /** Empty without meanings. */
  readonly kindIdf: Float32Array
}

export type FeatureKinds = {
  /** Whether seams count: they need many examples to tell more than they confuse. */
  readonly hasSeams: boolean
  /** Whether kinds and meanings count: many examples tell all that they do. */
  readonly hasMeanings: boolean
}

/** Row numbers as hashed, with repeats. The buffers are reused by the next call. */
export type Hashed = {
  readonly tokens: number
  /** Tokens first, `tokens` of them; then the `tokens + 1` pairs over `< tokens >`. */
  words: Int32Array
  wordCount: number
  pieces: Int32Array
  pieceCount: number
  /**
   * The pieces lie seam, token, seam, token … seam. Where each ends: part 2t is the seam before
   * token t, 2t + 1 the token.
   */
  pieceEnds: Int32Array
  /** Of each word of `meaning` its stem, and where a dictionary has it one for each of `KINDS`. */
  kinds: Int32Array
  kindCount: number
  meaning: Meaning | null
}

/** Rows with their values; a row may stand in both groups. The buffers are reused. */
export type Features = {
  count: number
  /** Where the group of words ends, that of pieces, that of kinds; then comes the meaning. */
  words: number
  pieces: number
  kinds: number
  rows: Int32Array
  values: Float32Array
}

const MASK = FEATURE_ROWS - 1
const PRIME = 0x01000193
const WORD_SEED = 0x811c9dc5
const PIECE_SEED = 0x3c6ef372
const SEAM_SEED = 0x510e527f
const KIND_SEED = 0x1f83d9ab
const SPACE = 0x20
const BEFORE = 0x3c
const AFTER = 0x3e

const hashed: { -readonly [K in keyof Hashed]: Hashed[K] } = {
  tokens: 0,
  words: new Int32Array(256),
  wordCount: 0,
  pieces: new Int32Array(2048),
  pieceCount: 0,
  pieceEnds: new Int32Array(128),
  kinds: new Int32Array(256),
  kindCount: 0,
  meaning: null,
}

/** The result's buffers are overwritten by the next call: use or copy them at once. */
export function hashFeatures(tokens: readonly Token[], kinds: FeatureKinds): Hashed {
  const { hasSeams, hasMeanings } = kinds
  const count = tokens.length
  hashed.tokens = count
  if (hashed.words.length < 2 * count + 1) hashed.words = new Int32Array(4 * count)
  if (hashed.pieceEnds.length < 2 * count + 1) hashed.pieceEnds = new Int32Array(4 * count)
  makeRoom(tokens)
  const { words, pieceEnds } = hashed
  let before = edge
  let last = '<'
  let isWordBefore = false
  let pieceCount = 0
  for (let t = 0; t < count; t++) {
    const token = tokens[t]!
    const shape = token.kind === 'number' ? '####'.slice(0, token.text.length) : token.text
    const whole = hashWord(shape)
    words[t] = mix(whole) & MASK
    words[count + t] = pair(before, whole)
    before = whole
    // A character that is a token already has no pieces worth counting.
    const isWord = token.kind === 'word' || token.kind === 'number'
    if (hasSeams && (isWord || isWordBefore)) pieceCount = addSeam(last, shape, pieceCount)
    pieceEnds[2 * t] = pieceCount
    if (isWord) pieceCount = addPieces(shape, pieceCount)
    last = shape
    isWordBefore = isWord
    pieceEnds[2 * t + 1] = pieceCount
  }
  words[2 * count] = pair(before, edge)
  if (hasSeams && isWordBefore) pieceCount = addSeam(last, '>', pieceCount)
  pieceEnds[2 * count] = pieceCount
  hashed.wordCount = count === 0 ? 0 : 2 * count + 1
  hashed.pieceCount = pieceCount
  hashed.meaning = hasMeanings ? meaningOf(tokens, meanings()) : null
  hashed.kindCount = hashed.meaning ? addKinds(hashed.meaning, meanings()) : 0
  return hashed
}

/** A token of n letters has fewer than 4n + 4 pieces, a seam at most 6. */
function makeRoom(tokens: readonly Token[]): void {
  let most = 6
  for (const { text } of tokens) most += 4 * text.length + 10
  if (hashed.pieces.length < most) hashed.pieces = new Int32Array(2 * most)
}

const edge = hashWord('<>')

function hashWord(text: string): number {
  let hash = WORD_SEED
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return hash
}

function pair(before: number, after: number): number {
  return mix(Math.imul(before, 0x9e3779b1) ^ ((after << 13) | (after >>> 19))) & MASK
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** "where is" → e i · e is · re i …: one to three letters on either side, at most four in all. */
function addSeam(left: string, right: string, from: number): number {
  const { pieces } = hashed
  let count = from
  let tail = SEAM_SEED
  for (let i = 1; i <= 3 && i <= left.length; i++) {
    tail = Math.imul(tail ^ left.charCodeAt(left.length - i), PRIME)
    let hash = Math.imul(tail ^ SPACE, PRIME)
    for (let j = 1; j <= 4 - i && j <= right.length; j++) {
      hash = Math.imul(hash ^ right.charCodeAt(j - 1), PRIME)
      pieces[count++] = mix(hash) & MASK
    }
  }
  return count
}

let framed = new Uint16Array(256)

function addPieces(shape: string, from: number): number {
  const length = shape.length + 2
  if (framed.length < length) framed = new Uint16Array(2 * length)
  framed[0] = BEFORE
  for (let i = 0; i < shape.length; i++) framed[i + 1] = shape.charCodeAt(i)
  framed[length - 1] = AFTER
  const { pieces } = hashed
  let count = from
  for (let i = 0; i < length - 1; i++) {
    let hash = Math.imul(PIECE_SEED ^ framed[i]!, PRIME)
    const end = Math.min(i + 5, length)
    for (let j = i + 1; j < end; j++) {
      hash = Math.imul(hash ^ framed[j]!, PRIME)
      pieces[count++] = mix(hash) & MASK
    }
  }
  return count
}

/** The stem is the finest kind that a word is of. */
function addKinds({ words }: Meaning, known: Meanings): number {
  const most = words.length * (1 + KINDS.length)
  if (hashed.kinds.length < most) hashed.kinds = new Int32Array(2 * most)
  const { kinds } = hashed
  let count = 0
  for (const { text, row } of words) {
    kinds[count++] = mix(hashWord(text) ^ KIND_SEED) & MASK
    for (let g = 0; row >= 0 && g < KINDS.length; g++) {
      const kind = known.kinds[row * KINDS.length + g]!
      kinds[count++] = mix(Math.imul(KIND_SEED ^ kind, PRIME) + g) & MASK
    }
  }
  return count
}

const wordTimes = new Uint16Array(FEATURE_ROWS)
const pieceTimes = new Uint16Array(FEATURE_ROWS)
const kindTimes = new Uint16Array(FEATURE_ROWS)
const features: Features = {
  count: 0,
  words: 0,
  pieces: 0,
  kinds: 0,
  rows: new Int32Array(2048),
  values: new Float32Array(2048),
}

/** (1 + ln tf)·idf of each group to unit length, then all together; the meaning. Buffers are reused. */
export function weighFeatures(from: Hashed, space: FeatureSpace): Features {
  const most = from.wordCount + from.pieceCount + from.kindCount + MEANING_SIZE
  if (features.rows.length < most) {
    features.rows = new Int32Array(2 * most)
    features.values = new Float32Array(2 * most)
  }
  features.count = 0
  weighGroup(from.words, from.wordCount, wordTimes, space.wordIdf)
  features.words = features.count
  weighGroup(from.pieces, from.pieceCount, pieceTimes, space.pieceIdf)
  features.pieces = features.count
  if (from.kindCount > 0) weighGroup(from.kinds, from.kindCount, kindTimes, space.kindIdf)
  features.kinds = features.count
  const groups = [
    features.words,
    features.pieces - features.words,
    features.kinds - features.pieces,
  ]
  // Each group has the length 1.
  const scale = 1 / Math.sqrt(Math.max(1, groups.filter((size) => size > 0).length))
  for (let i = 0; scale !== 1 && i < features.count; i++) features.values[i]! *= scale
  if (from.meaning) addMeaning(from.meaning)
  return features
}

function addMeaning({ vector, words }: Meaning): void {
  if (!words.some(({ row }) => row >= 0)) return
  for (let j = 0; j < MEANING_SIZE; j++) {
    features.rows[features.count] = FEATURE_ROWS + j
    features.values[features.count++] = vector[j]!
  }
}

function weighGroup(group: Int32Array, size: number, times: Uint16Array, idf: Float32Array): void {
  const { rows, values } = features
  const first = features.count
  let count = first
  for (let i = 0; i < size; i++) {
    const row = group[i]!
    if (times[row]!++ === 0) rows[count++] = row
    // Wrapping to 0 would list the row twice.
    if (times[row] === 0) times[row] = 0xffff
  }
  let squares = 0
  let kept = first
  for (let i = first; i < count; i++) {
    const row = rows[i]!
    const tf = times[row]!
    times[row] = 0
    const value = (tf === 1 ? 1 : 1 + Math.log(tf)) * idf[row]!
    if (value === 0) continue
    rows[kept] = row
    values[kept++] = value
    squares += value * value
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let i = first; i < kept; i++) values[i]! *= scale
  features.count = kept
}
