/** The likeliest sequence of tags and how sure it is of each, over the best few tags of each token. */

/** Tags whose emission is among the first so many; a tag far behind them never wins. */
const WIDTH = 8

export type TagPath = { tags: Int32Array; confidence: Float32Array }

const path: TagPath = { tags: new Int32Array(64), confidence: new Float32Array(64) }
let candidates = new Int32Array(64 * WIDTH)
let counts = new Int32Array(64)
let score = new Float32Array(64 * WIDTH)
let from = new Int32Array(64 * WIDTH)
let alpha = new Float64Array(64 * WIDTH)
let share = new Float64Array(64 * WIDTH)
let beta = new Float64Array(64 * WIDTH)

/**
 * `logits` is tokens × width. `moves` is (tags + 1) × width: the score of each tag after each
 * other, and in the last row after none. The result is overwritten by the next call.
 */
export function bestTags(
  logits: Float32Array,
  tokens: number,
  tags: number,
  width: number,
  moves: Float32Array,
): TagPath {
  makeRoom(tokens)
  const [picked, kept, sums, came] = [candidates, counts, score, from]
  for (let t = 0; t < tokens; t++) kept[t] = pick(logits, t * width, tags, picked, t * WIDTH)
  for (let t = 0; t < tokens; t++) {
    const at = t * WIDTH
    const before = t === 0 ? 0 : kept[t - 1]!
    for (let c = 0; c < kept[t]!; c++) {
      const tag = picked[at + c]!
      let most = t === 0 ? moves[tags * width + tag]! : -Infinity
      let best = 0
      for (let p = 0; p < before; p++) {
        const sum = sums[at - WIDTH + p]! + moves[picked[at - WIDTH + p]! * width + tag]!
        if (sum > most) {
          most = sum
          best = p
        }
      }
      came[at + c] = best
      sums[at + c] = most + logits[t * width + tag]!
    }
  }
  const last = (tokens - 1) * WIDTH
  let best = 0
  for (let c = 1; c < kept[tokens - 1]!; c++) if (sums[last + c]! > sums[last + best]!) best = c
  for (let t = tokens - 1; t >= 0; t--) {
    path.tags[t] = picked[t * WIDTH + best]!
    // Its place among the candidates, until the marginals are known.
    path.confidence[t] = best
    best = came[t * WIDTH + best]!
  }
  return path
}

/**
 * Fills in how likely each tag of the path is, by the forward–backward sums over the same tags.
 * `powers` is exp of the moves.
 */
export function rateTags(
  logits: Float32Array,
  tokens: number,
  tags: number,
  width: number,
  powers: Float32Array,
): void {
  for (let t = 0; t < tokens; t++) {
    let sum = 0
    for (let c = 0; c < counts[t]!; c++) {
      const tag = candidates[t * WIDTH + c]!
      let value = 0
      if (t === 0) value = powers[tags * width + tag]!
      else {
        for (let p = 0; p < counts[t - 1]!; p++) {
          const before = candidates[(t - 1) * WIDTH + p]!
          value += alpha[(t - 1) * WIDTH + p]! * powers[before * width + tag]!
        }
      }
      const emission = relative(logits, t, c, width)
      share[t * WIDTH + c] = emission
      value *= emission
      alpha[t * WIDTH + c] = value
      sum += value
    }
    for (let c = 0; c < counts[t]!; c++) alpha[t * WIDTH + c]! /= sum || 1
  }
  for (let t = tokens - 1; t >= 0; t--) {
    let sum = 0
    for (let c = 0; c < counts[t]!; c++) {
      const tag = candidates[t * WIDTH + c]!
      let value = 0
      if (t === tokens - 1) value = 1
      else {
        for (let n = 0; n < counts[t + 1]!; n++) {
          const next = candidates[(t + 1) * WIDTH + n]!
          value +=
            beta[(t + 1) * WIDTH + n]! * powers[tag * width + next]! * share[(t + 1) * WIDTH + n]!
        }
      }
      beta[t * WIDTH + c] = value
      sum += value
    }
    for (let c = 0; c < counts[t]!; c++) beta[t * WIDTH + c]! /= sum || 1
  }
  for (let t = 0; t < tokens; t++) {
    let sum = 0
    for (let c = 0; c < counts[t]!; c++) sum += alpha[t * WIDTH + c]! * beta[t * WIDTH + c]!
    const at = t * WIDTH + path.confidence[t]!
    path.confidence[t] = sum > 0 ? (alpha[at]! * beta[at]!) / sum : 0
  }
}

/** Emission relative to the token's best, so that no exponent overflows. */
function relative(logits: Float32Array, t: number, c: number, width: number): number {
  const best = logits[t * width + candidates[t * WIDTH]!]!
  return Math.exp(logits[t * width + candidates[t * WIDTH + c]!]! - best)
}

/** The best tags of the logits from `row` on, best first, written from `base` on; how many. */
function pick(
  logits: Float32Array,
  row: number,
  tags: number,
  picked: Int32Array,
  base: number,
): number {
  let count = 0
  let least = -Infinity
  for (let tag = 0; tag < tags; tag++) {
    const value = logits[row + tag]!
    if (value <= least) continue
    let at = base + (count < WIDTH ? count++ : WIDTH - 1)
    while (at > base && logits[row + picked[at - 1]!]! < value) {
      picked[at] = picked[at - 1]!
      at--
    }
    picked[at] = tag
    if (count === WIDTH) least = logits[row + picked[base + WIDTH - 1]!]!
  }
  return count
}

function makeRoom(tokens: number): void {
  if (path.tags.length >= tokens) return
  const size = 2 * tokens
  path.tags = new Int32Array(size)
  path.confidence = new Float32Array(size)
  counts = new Int32Array(size)
  candidates = new Int32Array(size * WIDTH)
  score = new Float32Array(size * WIDTH)
  from = new Int32Array(size * WIDTH)
  alpha = new Float64Array(size * WIDTH)
  share = new Float64Array(size * WIDTH)
  beta = new Float64Array(size * WIDTH)
}
