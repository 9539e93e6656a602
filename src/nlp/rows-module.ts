/** A WebAssembly module of two loops over the rows of a matrix, four numbers at a time. */
import {
  type Code,
  F32X4_ADD,
  F32X4_CONVERT_I32X4_S,
  F32X4_MUL,
  F32X4_SPLAT,
  F32_LOAD,
  F32_STORE,
  I32,
  I32X4_EXTEND_HIGH_I16X8_S,
  I32X4_EXTEND_LOW_I16X8_S,
  I32_ADD,
  I32_LOAD,
  I32_MUL,
  V128_LOAD,
  V128_LOAD8X8_S,
  V128_STORE,
  code,
  get,
  leb,
  loop,
  moduleOf,
  noVector,
  number,
  set,
  simd,
  sumOfFour,
} from './wasm-code.ts'

/** Where things lie in the module's memory, in bytes: the vector is at 0. */
export type Layout = {
  /** Numbers in a row: a multiple of 16. */
  readonly width: number
  /** Whether the matrix holds signed bytes; 32-bit floats otherwise. */
  readonly isBytes: boolean
  /** Row numbers, 32-bit integers. */
  readonly numbers: number
  /** A 32-bit float for each of the row numbers. */
  readonly factors: number
  readonly rows: number
}

/** `bytes` is four times the number of rows and not 0. */
export type RowLoops = {
  /** vector += Σ factors[i]·row[numbers[i]] */
  readonly add: (bytes: number) => void
  /** factors[i] = vector·row[numbers[i]] */
  readonly dot: (bytes: number) => void
}

export function rowsModule(layout: Layout): Uint8Array<ArrayBuffer> {
  const shape = { takes: [I32], integers: 3, vectors: 5 }
  return moduleOf([
    { name: 'add', ...shape, does: addLoop(layout) },
    { name: 'dot', ...shape, does: dotLoop(layout) },
  ])
}

const BYTES = 0
/** How far into the row, in numbers. */
const COLUMN = 1
/** How far into the row numbers, in bytes. */
const AT = 2
const ROW = 3
/** Four sums of four side by side, so that no addition waits for the one before. */
const SUMS = [4, 5, 6, 7] as const
const FACTOR = 8

function addLoop(layout: Layout): Code {
  const multiplied = SUMS.map((sum, k) =>
    code(get(sum), get(FACTOR), four(k, layout), simd(F32X4_MUL), simd(F32X4_ADD), set(sum)),
  )
  return loop(
    COLUMN,
    16,
    number(layout.width),
    code(
      ...SUMS.map((sum, k) => code(fourOfVector(k), set(sum))),
      loop(
        AT,
        4,
        get(BYTES),
        code(
          rowAt(layout),
          code(get(AT), F32_LOAD, 2, leb(layout.factors), simd(F32X4_SPLAT), set(FACTOR)),
          ...multiplied,
        ),
      ),
      ...SUMS.map((sum, k) => code(vectorAt, get(sum), simd(V128_STORE, 2, ...leb(16 * k)))),
    ),
  )
}

function dotLoop(layout: Layout): Code {
  const [first, second, third, fourth] = SUMS
  const multiplied = SUMS.map((sum, k) =>
    code(get(sum), fourOfVector(k), four(k, layout), simd(F32X4_MUL), simd(F32X4_ADD), set(sum)),
  )
  return loop(
    AT,
    4,
    get(BYTES),
    code(
      ...SUMS.map((sum) => code(noVector, set(sum))),
      loop(COLUMN, 16, number(layout.width), code(rowAt(layout), ...multiplied)),
      code(get(first), get(second), simd(F32X4_ADD)),
      code(get(third), get(fourth), simd(F32X4_ADD), simd(F32X4_ADD), set(first)),
      code(get(AT), sumOfFour(first), F32_STORE, 2, leb(layout.factors)),
    ),
  )
}

/** Sets ROW to where the row's numbers at COLUMN are. */
function rowAt({ width, isBytes, numbers }: Layout): Code {
  const size = isBytes ? 1 : 4
  return code(
    code(get(AT), I32_LOAD, 2, leb(numbers), number(width * size), I32_MUL),
    code(get(COLUMN), number(size), I32_MUL, I32_ADD, set(ROW)),
  )
}

const vectorAt = code(get(COLUMN), number(4), I32_MUL)

/** The k-th four of the vector's next sixteen numbers. */
const fourOfVector = (k: number): Code => code(vectorAt, simd(V128_LOAD, 2, ...leb(16 * k)))

/** The k-th four of the row's next sixteen numbers, as floats. */
function four(k: number, { isBytes, rows }: Layout): Code {
  if (!isBytes) return code(get(ROW), simd(V128_LOAD, 2, ...leb(rows + 16 * k)))
  const eight = simd(V128_LOAD8X8_S, 3, ...leb(rows + 8 * (k >> 1)))
  const half = k % 2 === 0 ? I32X4_EXTEND_LOW_I16X8_S : I32X4_EXTEND_HIGH_I16X8_S
  return code(get(ROW), eight, simd(half), simd(F32X4_CONVERT_I32X4_S))
}
