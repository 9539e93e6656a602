/**
 * What the tagger sees of a message, hashed. Of each token by itself: the word, its shape as
 * written, and the character 2–5-grams of <word>. Of its surroundings: words up to three places
 * away, pairs and threes of neighbours, affixes and shapes. Both with what lists and patterns of
 * the team found there, and with what the examples know of the words.
 */
import type { Entity } from '../../conversation.ts'
import { type Evidence, gather } from './gazetteer.ts'
import { hashPair, hashPart, hashWord, mix, PRIME } from './tagger-hash.ts'
import type { TaggerToken } from './tagger-tokens.ts'

/** Either group is hashed to this many rows. */
export const TAGGER_ROWS = 1 << 15

const MASK = TAGGER_ROWS - 1

/** Rows of all tokens one after another; those of token t end at ends[t]. Reused by the next call. */
export type FeatureGroup = { rows: Int32Array; ends: Int32Array }
export type TaggerFeatures = { readonly own: FeatureGroup; readonly around: FeatureGroup }

const features: TaggerFeatures = {
  own: { rows: new Int32Array(4096), ends: new Int32Array(64) },
  around: { rows: new Int32Array(4096), ends: new Int32Array(64) },
}

let words = new Int32Array(64)
let shapes = new Int32Array(64)

/** `hints` are spans that lists and patterns found: they say what a token may be, not what it is. */
export function hashTagger(
  text: string,
  tokens: readonly TaggerToken[],
  hints: Hints,
  gazetteer: Evidence,
): TaggerFeatures {
  const count = tokens.length
  for (const group of [features.own, features.around]) {
    if (group.ends.length < count) group.ends = new Int32Array(2 * count)
  }
  if (words.length < count) {
    words = new Int32Array(2 * count)
    shapes = new Int32Array(2 * count)
  }
  for (let t = 0; t < count; t++) {
    words[t] = hashWord(tokens[t]!.text)
    shapes[t] = hashShape(text, tokens[t]!)
  }
  const evidence = gather(tokens, gazetteer)
  hashOwn(tokens, hints, evidence)
  hashAround(tokens, hints, evidence)
  return features
}

function hashOwn(
  tokens: readonly TaggerToken[],
  hints: Hints,
  evidence: readonly number[][],
): void {
  const group = features.own
  let at = 0
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t]!
    const length = Math.min(token.text.length, LONGEST)
    const rows = roomFor(group, at, 4 * (length + 2) + 4 + hints.length + evidence[t]!.length)
    rows[at++] = row(words[t]!, 1)
    rows[at++] = row(shapes[t]!, 2)
    at = addPieces(rows, at, token.text, length)
    at = addHints(rows, at, token, hints, 3)
    for (const code of evidence[t]!) rows[at++] = row(code, 5)
    group.ends[t] = at
  }
}

/** Of a longer word only so much is read. */
const LONGEST = 40

function addPieces(rows: Int32Array, from: number, text: string, length: number): number {
  let at = from
  for (let i = -1; i < length; i++) {
    let hash = Math.imul(0x3c6ef372 ^ (i < 0 ? 0x3c : text.charCodeAt(i)), PRIME)
    const end = Math.min(i + 5, length + 1)
    for (let j = i + 1; j < end; j++) {
      hash = Math.imul(hash ^ (j === length ? 0x3e : text.charCodeAt(j)), PRIME)
      rows[at++] = mix(hash) & MASK
    }
  }
  return at
}

type Hints = readonly Pick<Entity, 'entity' | 'start' | 'end'>[]

function addHints(
  rows: Int32Array,
  from: number,
  token: TaggerToken,
  hints: Hints,
  seed: number,
): number {
  let at = from
  for (const hint of hints) {
    if (token.start < hint.start || token.start >= hint.end) continue
    const place = token.start === hint.start ? 0 : 1
    rows[at++] = row(hashWord(hint.entity), seed + 64 * (place + 1))
  }
  return at
}

const EDGE = hashWord('<>')

function hashAround(
  tokens: readonly TaggerToken[],
  hints: Hints,
  evidence: readonly number[][],
): void {
  const group = features.around
  const count = tokens.length
  const word = (t: number) => (t < 0 || t >= count ? EDGE + t - (t < 0 ? 0 : count) : words[t]!)
  const shape = (t: number) => (t < 0 || t >= count ? EDGE : shapes[t]!)
  let at = 0
  for (let t = 0; t < count; t++) {
    const { text } = tokens[t]!
    const near = (t > 0 ? evidence[t - 1]!.length : 0) + evidence[t]!.length
    const after = t + 1 < count ? evidence[t + 1]!.length : 0
    const rows = roomFor(group, at, 28 + hints.length + near + after)
    const [w3, w2, w1, w] = [word(t - 3), word(t - 2), word(t - 1), word(t)]
    const [n1, n2, n3] = [word(t + 1), word(t + 2), word(t + 3)]
    rows[at++] = row(w, 10)
    rows[at++] = row(w1, 11)
    rows[at++] = row(n1, 12)
    rows[at++] = row(w2, 13)
    rows[at++] = row(n2, 14)
    rows[at++] = row(w3, 15)
    rows[at++] = row(n3, 16)
    rows[at++] = row(hashPair(w1, w), 17)
    rows[at++] = row(hashPair(w, n1), 18)
    rows[at++] = row(hashPair(w2, w1), 19)
    rows[at++] = row(hashPair(n1, n2), 20)
    rows[at++] = row(hashPair(w1, n1), 21)
    rows[at++] = row(hashPair(hashPair(w1, w), n1), 22)
    for (let k = 1; k <= 4 && k < text.length; k++) {
      rows[at++] = row(hashPart(text, 0, k), 30 + k)
      rows[at++] = row(hashPart(text, text.length - k, text.length), 40 + k)
    }
    rows[at++] = row(shape(t), 23)
    rows[at++] = row(shape(t - 1), 24)
    rows[at++] = row(shape(t + 1), 25)
    rows[at++] = row(0, 26)
    at = addHints(rows, at, tokens[t]!, hints, 27)
    for (let by = -1; by <= 1; by++) {
      if (t + by < 0 || t + by >= count) continue
      for (const code of evidence[t + by]!) rows[at++] = row(code, 51 + by)
    }
    group.ends[t] = at
  }
}

function roomFor(group: FeatureGroup, at: number, more: number): Int32Array {
  if (group.rows.length < at + more) {
    const larger = new Int32Array(2 * (at + more))
    larger.set(group.rows)
    group.rows = larger
  }
  return group.rows
}

/** The kinds of letters of a token as written, each kept at most twice in a row: Hp00, iPhone → aAa. */
function hashShape(text: string, { start, end, kind }: TaggerToken): number {
  let hash = kind.length
  let last = 0
  let run = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    const letter = kindOf(unit)
    run = letter === last ? run + 1 : 1
    last = letter
    if (run <= 2) hash = Math.imul(hash ^ letter, PRIME)
  }
  return hash
}

function kindOf(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return 1
  if (unit >= 0x41 && unit <= 0x5a) return 2
  if ((unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)) return 3
  return unit < 0x80 ? 4 : unit < 0x2e80 ? 5 : 6
}

function row(hash: number, seed: number): number {
  return mix(Math.imul(hash ^ (seed * 0x9e3779b1), PRIME)) & MASK
}
