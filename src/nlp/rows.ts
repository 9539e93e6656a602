/**
 * Sums over rows of a matrix and their dot products with a vector, through WebAssembly where the
 * machine has its 128-bit instructions: four to eight times as fast as the plain loops.
 */
import { dot } from './dot.ts'
import { type Layout, type RowLoops, rowsModule } from './rows-module.ts'

/** A matrix with the buffers that its loops read and write. */
export type Rows = {
  /** A row's width; what the rows are added to, or multiplied with. */
  readonly vector: Float32Array
  /** Which rows; at most `MOST_ROWS` at once. */
  readonly numbers: Int32Array
  readonly factors: Float32Array
  /** vector += Σ factors[i]·row[numbers[i]] over the first `count`. */
  readonly add: (count: number) => void
  /** factors[i] = vector·row[numbers[i]] for the first `count`. */
  readonly dot: (count: number) => void
}

export const MOST_ROWS = 2048

type Matrix = Int8Array | Float32Array

const known = new WeakMap<Matrix, Rows>()

/** Copies the matrix when it is first asked for; it must not change afterwards. */
export function rowsOf(matrix: Matrix, width: number): Rows {
  let rows = known.get(matrix)
  if (!rows) known.set(matrix, (rows = fastRows(matrix, width) ?? plainRows(matrix, width)))
  return rows
}

/** out[i] = vector·row[first + i] for the first `count`. */
export function multiply(
  rows: Rows,
  vector: Float32Array,
  first: number,
  count: number,
  out: Float32Array,
): void {
  const { numbers, factors } = rows
  rows.vector.set(vector)
  for (let from = 0; from < count; from += MOST_ROWS) {
    const some = Math.min(MOST_ROWS, count - from)
    for (let i = 0; i < some; i++) numbers[i] = first + from + i
    rows.dot(some)
    for (let i = 0; i < some; i++) out[from + i] = factors[i]!
  }
}

/** Null where there is no WebAssembly of that kind, or no memory for it. */
export function fastRows(matrix: Matrix, width: number): Rows | null {
  if (width % 16 !== 0) return null
  const numbers = width * 4
  const factors = numbers + MOST_ROWS * 4
  const isBytes = matrix instanceof Int8Array
  const layout: Layout = { width, isBytes, numbers, factors, rows: factors + MOST_ROWS * 4 }
  try {
    const pages = Math.ceil((layout.rows + matrix.byteLength) / 65_536)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const { buffer } = memory
    if (isBytes) new Int8Array(buffer).set(matrix, layout.rows)
    else new Float32Array(buffer).set(matrix, layout.rows / 4)
    const module = new WebAssembly.Module(rowsModule(layout))
    const { exports } = new WebAssembly.Instance(module, { parley: { memory } })
    const { add, dot } = exports as RowLoops
    return {
      vector: new Float32Array(buffer, 0, width),
      numbers: new Int32Array(buffer, numbers, MOST_ROWS),
      factors: new Float32Array(buffer, factors, MOST_ROWS),
      add: (count) => (count > 0 ? add(4 * count) : undefined),
      dot: (count) => (count > 0 ? dot(4 * count) : undefined),
    }
  } catch {
    return null
  }
}

/** The same without WebAssembly. */
export function plainRows(matrix: Matrix, width: number): Rows {
  const vector = new Float32Array(width)
  const numbers = new Int32Array(MOST_ROWS)
  const factors = new Float32Array(MOST_ROWS)
  return {
    vector,
    numbers,
    factors,
    add: (count) => {
      for (let i = 0; i < count; i++) {
        const from = numbers[i]! * width
        const factor = factors[i]!
        for (let j = 0; j < width; j++) vector[j]! += factor * matrix[from + j]!
      }
    },
    dot: (count) => {
      for (let i = 0; i < count; i++) factors[i] = dot(vector, matrix, numbers[i]! * width)
    },
  }
}
