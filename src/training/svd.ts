/** Truncated singular value decomposition of a sparse matrix, by subspace iteration. */
import type { Random } from './random.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** Row r has the columns `columns[i]` with `values[i]` for i from `starts[r]` to `starts[r + 1]`. */
export type Sparse = {
  readonly height: number
  readonly width: number
  readonly starts: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

const SPARE = 16
const ROUNDS = 4

/**
 * The first `count` left singular vectors, each times the root of its singular value: height ×
 * count, row after row (Halko, Martinsson and Tropp 2011, algorithm 4.4). The signs are free.
 */
export function leftSingular(matrix: Sparse, count: number, random: Random): Float32Array {
  const { height } = matrix
  const size = Math.min(count + SPARE, height)
  let basis = Float32Array.from({ length: height * size }, () => random.normal())
  for (let round = 0; round < ROUNDS; round++) {
    orthogonalise(basis, height, size)
    basis = multiply(matrix, transposed(matrix, basis, size), size)
  }
  orthogonalise(basis, height, size)
  const projected = transposed(matrix, basis, size)
  const { values, vectors } = symmetricEigen(gram(projected, matrix.width, size), size)
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, count)
  const result = new Float32Array(height * count)
  order.forEach((k, to) => {
    // The eigenvalue is the singular value's square.
    const scale = Math.max(0, values[k]!) ** 0.25
    for (let r = 0; r < height; r++) {
      let sum = 0
      for (let i = 0; i < size; i++) sum += basis[r * size + i]! * vectors[i * size + k]!
      result[r * count + to] = sum * scale
    }
  })
  return result
}

/** M·B, of B with `size` columns. */
function multiply(
  { height, starts, columns, values }: Sparse,
  b: Float32Array,
  size: number,
): Float32Array<ArrayBuffer> {
  const product = new Float32Array(height * size)
  for (let r = 0; r < height; r++) {
    for (let i = starts[r]!; i < starts[r + 1]!; i++) {
      const [value, from] = [values[i]!, columns[i]! * size]
      for (let k = 0; k < size; k++) product[r * size + k]! += value * b[from + k]!
    }
  }
  return product
}

/** Mᵀ·B. */
function transposed(
  { height, width, starts, columns, values }: Sparse,
  b: Float32Array,
  size: number,
): Float32Array {
  const product = new Float32Array(width * size)
  for (let r = 0; r < height; r++) {
    for (let i = starts[r]!; i < starts[r + 1]!; i++) {
      const [value, to] = [values[i]!, columns[i]! * size]
      for (let k = 0; k < size; k++) product[to + k]! += value * b[r * size + k]!
    }
  }
  return product
}

/** Columns to unit length and at right angles, twice over for the sake of rounding. */
function orthogonalise(b: Float32Array, height: number, size: number): void {
  const column = new Float64Array(height)
  for (let k = 0; k < size; k++) {
    for (let r = 0; r < height; r++) column[r] = b[r * size + k]!
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < k; other++) {
        let along = 0
        for (let r = 0; r < height; r++) along += column[r]! * b[r * size + other]!
        for (let r = 0; r < height; r++) column[r]! -= along * b[r * size + other]!
      }
    }
    let squares = 0
    for (const value of column) squares += value * value
    const scale = squares > 1e-20 ? 1 / Math.sqrt(squares) : 0
    for (let r = 0; r < height; r++) b[r * size + k] = column[r]! * scale
  }
}

/** Bᵀ·B. */
function gram(b: Float32Array, height: number, size: number): Float64Array {
  const products = new Float64Array(size * size)
  for (let r = 0; r < height; r++) {
    for (let i = 0; i < size; i++) {
      const value = b[r * size + i]!
      if (value === 0) continue
      for (let j = 0; j < size; j++) products[i * size + j]! += value * b[r * size + j]!
    }
  }
  return products
}
