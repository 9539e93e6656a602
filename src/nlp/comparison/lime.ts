import type { Value } from './value-of-words.ts'

/** Up to so many words all 2ⁿ messages are tried, of more words so many samples. */
const MOST_EXACT = 10
const SAMPLES = 1000
/** The authors' kernel for text: e^(−d²/σ²), d the cosine distance from the whole message. */
const WIDTH = 0.25
const RIDGE = 1e-9

/**
 * LIME (Ribeiro, Singh and Guestrin 2016): the weights of a linear model that answers like the real
 * one for messages near this one, with words left out; by ridge regression. `uniform` gives numbers
 * 0 ≤ u < 1.
 */
export function lime(count: number, value: Value, uniform: () => number): number[] {
  if (count === 0) return []
  const size = count + 1
  const products = new Float64Array(size * size)
  const answers = new Float64Array(size)
  for (let i = 0; i < count; i++) products[i * size + i] = RIDGE
  for (const isSaid of neighbours(count, uniform)) {
    let said = 0
    for (let i = 0; i < count; i++) said += isSaid[i]!
    const distance = 1 - Math.sqrt(said / count)
    const weight = Math.exp(-(distance * distance) / (WIDTH * WIDTH))
    const answer = value(isSaid) * weight
    // The last column is the constant.
    for (let i = 0; i < size; i++) {
      if (i < count && isSaid[i] === 0) continue
      answers[i]! += answer
      for (let j = 0; j < size; j++) {
        if (j === count || isSaid[j] === 1) products[i * size + j]! += weight
      }
    }
  }
  return solve(products, answers).slice(0, count)
}

function* neighbours(count: number, uniform: () => number): Generator<Uint8Array> {
  const isSaid = new Uint8Array(count)
  if (count <= MOST_EXACT) {
    for (let set = 0; set < 1 << count; set++) {
      for (let n = 0; n < count; n++) isSaid[n] = (set >> n) & 1
      yield isSaid
    }
    return
  }
  yield isSaid.fill(1)
  for (let sample = 1; sample < SAMPLES; sample++) {
    // As many left out as not, on the whole: the share itself is drawn.
    const share = uniform()
    for (let n = 0; n < count; n++) isSaid[n] = uniform() < share ? 1 : 0
    yield isSaid
  }
}

/** Gauss and Jordan for a matrix that the ridge keeps from being singular; both are used up. */
function solve(matrix: Float64Array, right: Float64Array): number[] {
  const size = right.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      const isLarger =
        Math.abs(matrix[row * size + column]!) > Math.abs(matrix[pivot * size + column]!)
      if (isLarger) pivot = row
    }
    swapRows(matrix, right, column, pivot)
    for (let row = 0; row < size; row++) {
      const factor = matrix[row * size + column]! / matrix[column * size + column]!
      if (row === column || factor === 0) continue
      for (let j = column; j < size; j++) {
        matrix[row * size + j]! -= factor * matrix[column * size + j]!
      }
      right[row]! -= factor * right[column]!
    }
  }
  return Array.from(right, (value, n) => value / matrix[n * size + n]!)
}

function swapRows(matrix: Float64Array, right: Float64Array, one: number, other: number): void {
  if (one === other) return
  const size = right.length
  for (let j = 0; j < size; j++) {
    const kept = matrix[one * size + j]!
    matrix[one * size + j] = matrix[other * size + j]!
    matrix[other * size + j] = kept
  }
  const kept = right[one]!
  right[one] = right[other]!
  right[other] = kept
}
