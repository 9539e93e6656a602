import type { Value } from './value-of-words.ts'

/** Up to so many words all 2ⁿ messages are tried. */
const MOST_EXACT = 10
/** Orders of more words that are tried, each forwards and backwards. */
const PAIRS = 100

/**
 * Shapley values of words (Shapley 1953; as attributions Lundberg and Lee 2017, SHAP): the mean over
 * all orders of saying them of what each adds. Exact for up to ten words; of more by sampled orders
 * and their reverse (Castro, Gómez and Tejada 2009; Mitchell et al. 2022). Together they are all of
 * the difference between the message and silence. `uniform` gives numbers 0 ≤ u < 1.
 */
export function shapley(count: number, value: Value, uniform: () => number): number[] {
  return count <= MOST_EXACT ? exactly(count, value) : bySampling(count, value, uniform)
}

function exactly(count: number, value: Value): number[] {
  const isSaid = new Uint8Array(count)
  const worth = Float64Array.from({ length: 1 << count }, (_, set) => {
    for (let n = 0; n < count; n++) isSaid[n] = (set >> n) & 1
    return value(isSaid)
  })
  // |S|!·(n − |S| − 1)!/n! by the size of S, each from the one before.
  const shares = [1 / Math.max(1, count)]
  for (let size = 1; size < count; size++) {
    shares.push((shares[size - 1]! * size) / (count - size))
  }
  return Array.from({ length: count }, (_, n) => {
    let sum = 0
    for (let set = 0; set < worth.length; set++) {
      if ((set >> n) & 1) continue
      sum += shares[sizeOf(set)]! * (worth[set | (1 << n)]! - worth[set]!)
    }
    return sum
  })
}

function sizeOf(set: number): number {
  let size = 0
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1
  return size
}

function bySampling(count: number, value: Value, uniform: () => number): number[] {
  const added = new Float64Array(count)
  const silence = value(new Uint8Array(count))
  for (let pair = 0; pair < PAIRS; pair++) {
    const order = shuffled(count, uniform)
    for (const one of [order, order.toReversed()]) {
      const isSaid = new Uint8Array(count)
      let before = silence
      for (const n of one) {
        isSaid[n] = 1
        const now = value(isSaid)
        added[n]! += now - before
        before = now
      }
    }
  }
  return Array.from(added, (sum) => sum / (2 * PAIRS))
}

function shuffled(count: number, uniform: () => number): number[] {
  const order = Array.from({ length: count }, (_, n) => n)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}
