import type { Random } from '../../src/training/random.ts'

const ROUNDS = 8

/**
 * Unit vectors, count × size, in `groups` by their directions (spherical k-means: Dhillon and Modha
 * 2001). Returns the middles, groups × size, of unit length.
 */
export function kMeans(
  vectors: Float32Array,
  size: number,
  groups: number,
  random: Random,
): Float32Array {
  const count = vectors.length / size
  const order = Uint32Array.from({ length: count }, (_, n) => n)
  random.shuffle(order)
  const middles = new Float32Array(groups * size)
  for (let k = 0; k < groups; k++) {
    middles.set(vectors.subarray(order[k]! * size, (order[k]! + 1) * size), k * size)
  }
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float32Array(middles.length)
    for (let n = 0; n < count; n++) {
      const vector = vectors.subarray(n * size, (n + 1) * size)
      const to = nearest(vector, middles) * size
      for (let j = 0; j < size; j++) sums[to + j]! += vector[j]!
    }
    for (let from = 0; from < sums.length; from += size) {
      const length = Math.hypot(...sums.subarray(from, from + size))
      // A group that nobody is left in stays where it was.
      for (let j = 0; length > 0 && j < size; j++) middles[from + j] = sums[from + j]! / length
    }
  }
  return middles
}

/** The index of the middle that a vector is nearest to by direction. */
export function nearest(vector: Float32Array, middles: Float32Array): number {
  const size = vector.length
  let best = 0
  let most = -Infinity
  for (let k = 0; k < middles.length / size; k++) {
    let likeness = 0
    for (let j = 0; j < size; j++) likeness += vector[j]! * middles[k * size + j]!
    if (likeness > most) [best, most] = [k, likeness]
  }
  return best
}
