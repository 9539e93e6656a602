/**
 * Σ vector[j]·from[start + j] over the length of `vector`, a multiple of 4. Four sums side by side,
 * since one sum would wait for each addition before it begins the next: a third of the time.
 */
export function dot(vector: Float32Array, from: Float32Array | Int8Array, start: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let j = 0, at = start; j < vector.length; j += 4, at += 4) {
    a += vector[j]! * from[at]!
    b += vector[j + 1]! * from[at + 1]!
    c += vector[j + 2]! * from[at + 2]!
    d += vector[j + 3]! * from[at + 3]!
  }
  return a + b + (c + d)
}
