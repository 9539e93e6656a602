/** A matrix that training changes, with the loops over its rows that serving has. */
import { rowsModule, type Layout, type RowLoops } from '../nlp/rows-module.ts'
import { MOST_ROWS, plainRows, type Rows } from '../nlp/rows.ts'

export type WorkingRows = Rows & {
  /** Rows × width; what is written here the loops read. */
  readonly matrix: Float32Array
}

/** All zero. `width` is a multiple of 16. */
export function workingRows(count: number, width: number): WorkingRows {
  const numbers = width * 4
  const factors = numbers + MOST_ROWS * 4
  const layout: Layout = {
    width,
    isBytes: false,
    numbers,
    factors,
    rows: factors + MOST_ROWS * 4,
  }
  try {
    const pages = Math.ceil((layout.rows + 4 * count * width) / 65_536)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const module = new WebAssembly.Module(rowsModule(layout))
    const { exports } = new WebAssembly.Instance(module, { parley: { memory } })
    const { add, dot } = exports as RowLoops
    const { buffer } = memory
    return {
      matrix: new Float32Array(buffer, layout.rows, count * width),
      vector: new Float32Array(buffer, 0, width),
      numbers: new Int32Array(buffer, numbers, MOST_ROWS),
      factors: new Float32Array(buffer, factors, MOST_ROWS),
      add: (some) => (some > 0 ? add(4 * some) : undefined),
      dot: (some) => (some > 0 ? dot(4 * some) : undefined),
    }
  } catch {
    const matrix = new Float32Array(count * width)
    return { matrix, ...plainRows(matrix, width) }
  }
}
