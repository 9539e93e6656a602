/**
 * The learned tagger: each token's own features sum to a vector, a long short-term memory reads
 * these forwards and backwards, and what both say of the token and of the whole message, with the
 * features around the token, scores each tag; the likeliest sequence is chosen (a BiLSTM-CRF with
 * a wide linear part). Several such nets may serve as one, whose scores are the means of theirs.
 */
import type { Entity } from '../../conversation.ts'
import { type Gazetteer, unpackCounts } from './gazetteer.ts'
import { type Rows, MOST_ROWS, rowsOf } from '../rows.ts'
import { sigmoid } from './sigmoid.ts'
import { hashTagger, TAGGER_ROWS, type FeatureGroup } from './tagger-features.ts'
import type { TaggerToken } from './tagger-tokens.ts'
import { bestTags, rateTags } from './viterbi.ts'

export type TaggerLabel = {
  readonly entity: string
  readonly role?: string
  readonly group?: string
}

export type TaggerData = {
  readonly labels: readonly TaggerLabel[]
  /** How many nets serve as one. */
  readonly nets: number
  /** Of one net, numbers in a token's vector and in the memory of either direction: multiples of 16. */
  readonly depth: number
  readonly hidden: number
  /** What words and values were in the examples: hash, label, count. */
  readonly words: Uint32Array
  readonly values: Uint32Array
  /** Which hashed features are known, ascending; nets × depth numbers and a factor for each. */
  readonly ownPlaces: Uint32Array
  readonly own: Int8Array
  readonly ownScales: Float32Array
  /** The same of the features around a token, width numbers for each. */
  readonly aroundPlaces: Uint32Array
  readonly around: Int8Array
  readonly aroundScales: Float32Array
  /** Of each net (depth + hidden) × 4·hidden of the gates in, keep, new, out; and their biases. */
  readonly ahead: Float32Array
  readonly aheadBias: Float32Array
  readonly back: Float32Array
  readonly backBias: Float32Array
  /** nets × 2·hidden × width, and a bias for each tag. */
  readonly out: Float32Array
  readonly outBias: Float32Array
  /** nets × 2·hidden × width: what the mean of a message's memories says of all its tokens. */
  readonly whole: Float32Array
  /** (tags + 1) × width: each tag after each other; after none in the last row. */
  readonly moves: Float32Array
}

export type Tagger = {
  readonly data: TaggerData
  /** Where each hashed feature stands among those known; −1 where it is not. */
  readonly ownIndex: Int32Array
  readonly aroundIndex: Int32Array
  readonly gazetteer: Gazetteer
  /** exp of the moves. */
  readonly powers: Float32Array
  /** Of each net the biases of its gates, forwards and backwards. */
  readonly biases: readonly (readonly [Float32Array, Float32Array])[]
}

export function readyTagger(data: TaggerData): Tagger {
  const gates = 4 * data.hidden
  return {
    data,
    ownIndex: indexPlaces(data.ownPlaces),
    aroundIndex: indexPlaces(data.aroundPlaces),
    gazetteer: { words: unpackCounts(data.words), values: unpackCounts(data.values) },
    powers: data.moves.map(Math.exp),
    biases: Array.from({ length: data.nets }, (_, net) => [
      data.aheadBias.subarray(net * gates, (net + 1) * gates),
      data.backBias.subarray(net * gates, (net + 1) * gates),
    ]),
  }
}

export function indexPlaces(places: Uint32Array): Int32Array {
  const index = new Int32Array(TAGGER_ROWS).fill(-1)
  places.forEach((feature, place) => (index[feature] = place))
  return index
}

/** Nothing, and the first and each further token of every label. */
export function tagCount(labels: number): number {
  return 1 + 2 * labels
}

/** Tags rounded up to what a row of the loops must be. */
export function tagWidth(labels: number): number {
  return (tagCount(labels) + 15) & ~15
}

/** Longer messages are tagged in parts of so many tokens. */
const REACH = 512

/** Entities of the message with what confidence, in its order. `text` is as written. */
export function tagEntities(
  text: string,
  tokens: readonly TaggerToken[],
  hints: readonly Pick<Entity, 'entity' | 'start' | 'end'>[],
  tagger: Tagger,
): Entity[] {
  const found: Entity[] = []
  if (tokens.length <= REACH) tagPart(found, text, tokens, hints, tagger)
  for (let from = 0; from < tokens.length && tokens.length > REACH; from += REACH) {
    tagPart(found, text, tokens.slice(from, from + REACH), hints, tagger)
  }
  return found
}

function tagPart(
  found: Entity[],
  text: string,
  tokens: readonly TaggerToken[],
  hints: readonly Pick<Entity, 'entity' | 'start' | 'end'>[],
  tagger: Tagger,
): void {
  const { labels, moves } = tagger.data
  const tags = tagCount(labels.length)
  const width = tagWidth(labels.length)
  const logits = scoreTags(text, tokens, hints, tagger, width)
  const path = bestTags(logits, tokens.length, tags, width, moves)
  let isRated = false
  for (let t = 0; t < tokens.length;) {
    const tag = path.tags[t]!
    if (tag === 0) {
      t++
      continue
    }
    if (!isRated) rateTags(logits, tokens.length, tags, width, tagger.powers)
    isRated = true
    const label = (tag - 1) >> 1
    let end = t + 1
    while (end < tokens.length && path.tags[end] === 2 + 2 * label) end++
    let confidence = 1
    for (let i = t; i < end; i++) confidence = Math.min(confidence, path.confidence[i]!)
    const span = { start: tokens[t]!.start, end: tokens[end - 1]!.end }
    found.push({
      ...labels[label]!,
      value: text.slice(span.start, span.end),
      ...span,
      from: 'tagger',
      confidence: Math.round(confidence * 1000) / 1000,
    })
    t = end
  }
}

let vectors = new Float32Array(4096)
let memories = new Float32Array(4096)
let scores = new Float32Array(4096)

/** Tokens × width, overwritten by the next call. */
function scoreTags(
  text: string,
  tokens: readonly TaggerToken[],
  hints: readonly Pick<Entity, 'entity' | 'start' | 'end'>[],
  tagger: Tagger,
  width: number,
): Float32Array {
  const count = tokens.length
  const { data } = tagger
  const deep = data.nets * data.depth
  const both = data.nets * 2 * data.hidden
  if (vectors.length < count * deep) vectors = new Float32Array(2 * count * deep)
  if (memories.length < count * both) memories = new Float32Array(2 * count * both)
  if (scores.length < count * width) scores = new Float32Array(2 * count * width)
  const { own, around } = hashTagger(text, tokens, hints, tagger.gazetteer)
  sumRows(own, count, tagger.ownIndex, data.ownScales, rowsOf(data.own, deep), deep, vectors)
  sumRows(
    around,
    count,
    tagger.aroundIndex,
    data.aroundScales,
    rowsOf(data.around, width),
    width,
    scores,
  )
  for (let net = 0; net < data.nets; net++) {
    readOn(tagger, net, count, false)
    readOn(tagger, net, count, true)
  }
  combine(data, count, width)
  return scores
}

/** scores[t] += out · memories[t], and what all tokens have in common. */
function combine(data: TaggerData, count: number, width: number): void {
  const { nets, out, hidden } = data
  const alike = scoreAlike(data, count, width)
  const rows = rowsOf(out, width)
  const { vector, numbers, factors } = rows
  const [told, sums] = [memories, scores]
  const both = nets * 2 * hidden
  for (let i = 0; i < both; i++) numbers[i] = i
  for (let t = 0; t < count; t++) {
    const at = t * width
    for (let j = 0; j < width; j++) vector[j] = alike[j]! + sums[at + j]!
    for (let i = 0, from = t * both; i < both; i++) factors[i] = told[from + i]!
    rows.add(both)
    for (let j = 0; j < width; j++) sums[at + j] = vector[j]!
  }
}

/** What all tokens have in common: bias + whole · the mean of their memories. */
function scoreAlike(data: TaggerData, count: number, width: number): Float32Array {
  const { vector, numbers, factors, add } = rowsOf(data.whole, width)
  const both = data.nets * 2 * data.hidden
  vector.set(data.outBias)
  factors.fill(0, 0, both)
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < both; i++) factors[i]! += memories[t * both + i]!
  }
  for (let i = 0; i < both; i++) {
    numbers[i] = i
    factors[i]! /= count
  }
  add(both)
  return vector
}

/** to[t] = Σ scale·row of the token's features. */
function sumRows(
  group: FeatureGroup,
  count: number,
  index: Int32Array,
  scales: Float32Array,
  rows: Rows,
  width: number,
  to: Float32Array,
): void {
  const { vector, numbers, factors } = rows
  const { rows: features, ends } = group
  let i = 0
  for (let t = 0; t < count; t++) {
    const end = ends[t]!
    vector.fill(0)
    let some = 0
    for (; i < end; i++) {
      const row = index[features[i]!]!
      if (row < 0) continue
      numbers[some] = row
      factors[some++] = scales[row]!
      if (some === MOST_ROWS) {
        rows.add(some)
        some = 0
      }
    }
    rows.add(some)
    to.set(vector, t * width)
  }
}

let carried = new Float64Array(64)

/** Reads the net's vectors in one direction into that half of its part of each token's memory. */
function readOn({ data, biases }: Tagger, net: number, count: number, isBack: boolean): void {
  const { nets, depth, hidden } = data
  const bias = biases[net]![isBack ? 1 : 0]
  const rows = rowsOf(isBack ? data.back : data.ahead, 4 * hidden)
  const { vector, numbers, factors } = rows
  if (carried.length < hidden) carried = new Float64Array(hidden)
  const [cells, inputs, outputs] = [carried, vectors, memories]
  cells.fill(0, 0, hidden)
  const all = depth + hidden
  for (let i = 0; i < all; i++) numbers[i] = net * all + i
  const [deep, both] = [nets * depth, nets * 2 * hidden]
  const [fromDepth, fromHidden] = [net * depth, (2 * net + (isBack ? 1 : 0)) * hidden]
  // What the token before left stays in the factors behind the token's own vector.
  factors.fill(0, depth, all)
  for (let n = 0; n < count; n++) {
    const t = isBack ? count - 1 - n : n
    vector.set(bias)
    for (let i = 0, at = t * deep + fromDepth; i < depth; i++) factors[i] = inputs[at + i]!
    rows.add(n > 0 ? all : depth)
    const at = t * both + fromHidden
    for (let j = 0; j < hidden; j++) {
      const fresh = 2 * sigmoid(2 * vector[2 * hidden + j]!) - 1
      const cell = sigmoid(vector[hidden + j]!) * cells[j]! + sigmoid(vector[j]!) * fresh
      cells[j] = cell
      const told = sigmoid(vector[3 * hidden + j]!) * (2 * sigmoid(2 * cell) - 1)
      factors[depth + j] = told
      outputs[at + j] = told
    }
  }
}
