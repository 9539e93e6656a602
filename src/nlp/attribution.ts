/** How far each word of a message pushed towards the likeliest intent. */
import { FEATURE_ROWS, type Features, type Hashed } from './features.ts'
import type { Meaning } from './meaning.ts'
import { KINDS, MEANING_SIZE, meanings } from './meanings.ts'
import type { Net } from './net.ts'
import { MOST_ROWS, rowsOf } from './rows.ts'
import { softmax } from './softmax.ts'

/** Five points on the way from nothing to the message, and their weights (Gauss and Legendre). */
const NEAR = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 6
const FAR = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 6
const HEAVY = (322 + 13 * Math.sqrt(70)) / 1800
const LIGHT = (322 - 13 * Math.sqrt(70)) / 1800
const WAY = [
  [0.5 - FAR, LIGHT],
  [0.5 - NEAR, HEAVY],
  [0.5, 64 / 225],
  [0.5 + NEAR, HEAVY],
  [0.5 + FAR, LIGHT],
] as const

/**
 * Integrated Gradients (Sundararajan, Taly and Yan 2017) of the log-probability of `ranking[0]`
 * among the ranked intents, from the empty message to this one, summed over the features of each
 * token; a pair of neighbours and the seam between them count half to each, a Chinese word's meaning
 * the same to each of its characters. All pushes together are the whole difference.
 *
 * The way is a line in the features, so it is one in z = b + Σ xᵢ·Eᵢ too: the mean gradient by z is
 * found in the hidden layer alone, and the features are passed over once.
 */
export function attribute(
  hashed: Hashed,
  features: Features,
  z: Float32Array,
  net: Net,
  ranking: readonly number[],
): number[] {
  const gradient = meanGradient(z, net, ranking)
  share(hashed.words, hashed.wordCount, wordShare, features, 0, features.words, gradient, net)
  share(
    hashed.pieces,
    hashed.pieceCount,
    pieceShare,
    features,
    features.words,
    features.pieces,
    gradient,
    net,
  )
  const { tokens, words, pieces } = hashed
  const pushes: number[] = []
  for (let t = 0; t < tokens; t++) {
    // The outermost pairs have one token only.
    const before = wordShare[words[tokens + t]!]! * (t === 0 ? 1 : 0.5)
    const after = wordShare[words[tokens + t + 1]!]! * (t === tokens - 1 ? 1 : 0.5)
    const seams =
      sumPieces(hashed, 2 * t) * (t === 0 ? 1 : 0.5) +
      sumPieces(hashed, 2 * t + 2) * (t === tokens - 1 ? 1 : 0.5)
    pushes.push(wordShare[words[t]!]! + before + after + sumPieces(hashed, 2 * t + 1) + seams)
  }
  if (hashed.meaning) {
    shareKinds(hashed, features, gradient, net, pushes)
    shareMeaning(hashed.meaning, gradient, net, pushes)
  }
  for (let i = 0; i < hashed.wordCount; i++) wordShare[words[i]!] = 0
  for (let i = 0; i < hashed.pieceCount; i++) pieceShare[pieces[i]!] = 0
  return pushes
}

/** What the pieces of a token, or of a seam, push together. */
function sumPieces({ pieces, pieceEnds }: Hashed, part: number): number {
  let sum = 0
  for (let i = part === 0 ? 0 : pieceEnds[part - 1]!; i < pieceEnds[part]!; i++) {
    sum += pieceShare[pieces[i]!]!
  }
  return sum
}

/** What one occurrence of a row pushes, by row; all 0 between two calls. */
const wordShare = new Float32Array(FEATURE_ROWS)
const pieceShare = new Float32Array(FEATURE_ROWS)
const times = new Int32Array(FEATURE_ROWS)

let slope = new Float32Array(0)
let mean = new Float32Array(0)

/** The mean over the way of ∂ log p / ∂ z, where h = g(z) and g(z) = z·σ(1.702 z). */
function meanGradient(z: Float32Array, net: Net, ranking: readonly number[]): Float32Array {
  const { hidden, bias, out } = net
  const rows = rowsOf(out, hidden)
  const { vector, numbers, factors } = rows
  numbers.set(ranking)
  const chosen = factors.subarray(0, ranking.length)
  if (mean.length !== hidden) [slope, mean] = [new Float32Array(hidden), new Float32Array(hidden)]
  mean.fill(0)
  for (const [way, weight] of WAY) {
    for (let j = 0; j < hidden; j++) {
      const at = bias[j]! + way * (z[j]! - bias[j]!)
      const sigmoid = 1 / (1 + Math.exp(-1.702 * at))
      vector[j] = at * sigmoid
      slope[j] = sigmoid + 1.702 * at * sigmoid * (1 - sigmoid)
    }
    rows.dot(ranking.length)
    for (let k = 0; k < ranking.length; k++) factors[k]! += net.outBias[ranking[k]!]!
    softmax(chosen, 1, chosen)
    // ∂ log p₀ / ∂ h = W₀ − Σ pₖ·Wₖ
    for (let k = 0; k < ranking.length; k++) {
      factors[k] = ((k === 0 ? 1 : 0) - factors[k]!) * weight
    }
    vector.fill(0)
    rows.add(ranking.length)
    for (let j = 0; j < hidden; j++) mean[j]! += vector[j]! * slope[j]!
  }
  return mean
}

/** Fills `shares` with xᵢ·(Eᵢ·gradient) by row, divided by how often the message has the row. */
function share(
  group: Int32Array,
  size: number,
  shares: Float32Array,
  features: Features,
  from: number,
  end: number,
  gradient: Float32Array,
  net: Net,
): void {
  const { vector, numbers, factors, dot } = rowsOf(net.rows, net.hidden)
  vector.set(gradient)
  for (let i = 0; i < size; i++) times[group[i]!]!++
  for (let first = from; first < end; first += MOST_ROWS) {
    const count = Math.min(MOST_ROWS, end - first)
    for (let i = 0; i < count; i++) numbers[i] = features.rows[first + i]!
    dot(count)
    for (let i = 0; i < count; i++) {
      const row = numbers[i]!
      shares[row] = (factors[i]! * net.scales[row]! * features.values[first + i]!) / times[row]!
    }
  }
  for (let i = 0; i < size; i++) times[group[i]!] = 0
}

const kindShare = new Float32Array(FEATURE_ROWS)

/** Adds what the kinds of words push. */
function shareKinds(
  { kinds, kindCount, meaning }: Hashed,
  features: Features,
  gradient: Float32Array,
  net: Net,
  pushes: number[],
): void {
  share(kinds, kindCount, kindShare, features, features.pieces, features.kinds, gradient, net)
  let at = 0
  for (const { from, to, row } of meaning!.words) {
    const end = at + 1 + (row < 0 ? 0 : KINDS.length)
    let push = 0
    for (; at < end; at++) push += kindShare[kinds[at]!]!
    for (let t = from; t < to; t++) pushes[t]! += push / (to - from)
  }
  for (let i = 0; i < kindCount; i++) kindShare[kinds[i]!] = 0
}

const byMeaning = new Float32Array(MEANING_SIZE)

/** Adds what the meanings of words push: each word its part of the sum that the message means. */
function shareMeaning(meaning: Meaning, gradient: Float32Array, net: Net, pushes: number[]): void {
  const { vector, numbers, factors, dot } = rowsOf(net.rows, net.hidden)
  vector.set(gradient)
  for (let j = 0; j < MEANING_SIZE; j++) numbers[j] = FEATURE_ROWS + j
  dot(MEANING_SIZE)
  for (let j = 0; j < MEANING_SIZE; j++) {
    byMeaning[j] = factors[j]! * net.scales[FEATURE_ROWS + j]!
  }
  const known = rowsOf(meanings().vectors, MEANING_SIZE)
  known.vector.set(byMeaning)
  known.numbers.set(meaning.rows)
  known.dot(meaning.rows.length)
  let at = 0
  for (const { from, to, end } of meaning.words) {
    let push = 0
    for (; at < end; at++) push += known.factors[at]! * meaning.factors[at]!
    for (let t = from; t < to; t++) pushes[t]! += push / (to - from)
  }
}
