/** The loss of a linear-chain conditional random field (Lafferty et al. 2001) and its gradient. */
import { type Moving, startMoving } from './adam.ts'
import type { Sentences } from './tagger-memory.ts'
import { type WorkingRows, workingRows } from './working-rows.ts'

export type Crf = {
  readonly tags: number
  readonly width: number
  /** (tags + 1) × width: the score of each tag after each other, after none in the last row. */
  readonly moves: Moving
  /** exp of these. */
  readonly powers: WorkingRows
  /** Of each token, emission × what follows: tokens × width. */
  readonly following: WorkingRows
  /** How likely each tag is given what is before it; tokens × width. */
  readonly leading: Float32Array
  readonly emissions: Float32Array
}

export function startCrf(tags: number, width: number, tokens: number): Crf {
  return {
    tags,
    width,
    moves: startMoving(new Float32Array((tags + 1) * width)),
    powers: workingRows(tags + 1, width),
    following: workingRows(tokens, width),
    leading: new Float32Array(tokens * width),
    emissions: new Float32Array(tokens * width),
  }
}

/**
 * Σ over sentences of −log p(gold). The gradient of the logits is written over `gradient`, that
 * of the moves made anew. Tags beyond `tags` have no part.
 */
export function crfLoss(
  crf: Crf,
  { count, ends }: Sentences,
  logits: Float32Array,
  gold: Uint16Array,
  gradient: Float32Array,
): number {
  const { tags, width, moves, powers } = crf
  const tokens = ends[count - 1]!
  for (let i = 0; i < tags + 1; i++) {
    for (let j = 0; j < tags; j++) {
      powers.matrix[i * width + j] = Math.exp(moves.values[i * width + j]!)
    }
    powers.numbers[i] = i
  }
  moves.gradient.fill(0)
  const pairShares = new Float32Array(tokens)
  let loss = 0
  for (let s = 0; s < count; s++) {
    const start = s === 0 ? 0 : ends[s - 1]!
    const end = ends[s]!
    loss += lead(crf, logits, start, end)
    for (let t = start; t < end; t++) {
      const before = t === start ? tags : gold[t - 1]!
      loss -= logits[t * width + gold[t]!]! + moves.values[before * width + gold[t]!]!
      moves.gradient[before * width + gold[t]!]! -= 1
    }
    follow(crf, start, end, gradient, pairShares)
    for (let t = start; t < end; t++) gradient[t * width + gold[t]!]! -= 1
  }
  addPairs(crf, tokens, pairShares)
  for (let s = 0; s < count; s++) {
    const start = s === 0 ? 0 : ends[s - 1]!
    for (let j = 0; j < tags; j++) {
      // The gradient has the gold tag taken off already.
      const share = gradient[start * width + j]! + (gold[start] === j ? 1 : 0)
      moves.gradient[tags * width + j]! += share
    }
  }
  return loss
}

/** p(i, j) = leading(i) · power(i, j) · following(j) / sum, over all tokens but each first. */
function addPairs(
  { tags, width, moves, powers, following, leading }: Crf,
  tokens: number,
  pairShares: Float32Array,
): void {
  const { vector, numbers, factors } = following
  for (let t = 0; t < tokens; t++) numbers[t] = t
  for (let i = 0; i < tags; i++) {
    for (let t = 0; t < tokens; t++) {
      factors[t] = pairShares[t] === 0 ? 0 : leading[(t - 1) * width + i]! * pairShares[t]!
    }
    vector.fill(0)
    following.add(tokens)
    for (let j = 0; j < tags; j++) {
      moves.gradient[i * width + j]! += vector[j]! * powers.matrix[i * width + j]!
    }
  }
}

/** Fills in what leads to each tag, each token's sum 1; the logarithm of the whole sum. */
function lead(
  { tags, width, powers, leading, emissions }: Crf,
  logits: Float32Array,
  start: number,
  end: number,
): number {
  let total = 0
  for (let t = start; t < end; t++) {
    const at = t * width
    let most = -Infinity
    for (let j = 0; j < tags; j++) most = Math.max(most, logits[at + j]!)
    total += most
    const { vector } = powers
    vector.fill(0)
    if (t === start) vector.set(powers.matrix.subarray(tags * width, tags * width + tags))
    else {
      for (let i = 0; i < tags; i++) powers.factors[i] = leading[at - width + i]!
      powers.add(tags)
    }
    let sum = 0
    for (let j = 0; j < tags; j++) {
      const emission = Math.exp(logits[at + j]! - most)
      emissions[at + j] = emission
      const value = vector[j]! * emission
      leading[at + j] = value
      sum += value
    }
    for (let j = 0; j < tags; j++) leading[at + j]! /= sum
    total += Math.log(sum)
  }
  return total
}

/** Backwards: writes the marginals to `gradient`, and for each pair of tokens 1 / its sum. */
function follow(
  { tags, width, powers, following, leading, emissions }: Crf,
  start: number,
  end: number,
  gradient: Float32Array,
  pairShares: Float32Array,
): void {
  const { vector, factors } = powers
  const later = new Float32Array(tags).fill(1)
  for (let t = end - 1; t >= start; t--) {
    const at = t * width
    let sum = 0
    for (let j = 0; j < tags; j++) sum += leading[at + j]! * later[j]!
    for (let j = 0; j < tags; j++) gradient[at + j] = (leading[at + j]! * later[j]!) / sum
    pairShares[t] = 0
    if (t === start) break
    let most = 0
    for (let j = 0; j < tags; j++) {
      const value = emissions[at + j]! * later[j]!
      later[j] = value
      most = Math.max(most, value)
    }
    vector.fill(0)
    for (let j = 0; j < tags; j++) vector[j] = later[j]! / most
    following.matrix.set(vector, at)
    powers.dot(tags)
    let pairs = 0
    for (let i = 0; i < tags; i++) {
      later[i] = factors[i]!
      pairs += factors[i]! * leading[at - width + i]!
    }
    pairShares[t] = 1 / pairs
  }
}
