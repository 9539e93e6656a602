/**
 * A WebAssembly module of two loops over the rows of a matrix, four numbers at a time. It is put
 * together from its instructions here, so that it needs no compiler and can be read.
 */

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

type Code = readonly number[]

/** The binary form of the module; its memory is the import `parley.memory`. */
export function rowsModule(layout: Layout): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    code(
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      // One type of function: (i32) → ().
      section(1, 1, 0x60, 1, I32, 0),
      section(2, 1, name('parley'), name('memory'), 2, 0, 1),
      section(3, 2, 0, 0),
      section(7, 2, name('add'), 0, 0, name('dot'), 0, 1),
      section(10, 2, body(addLoop(layout)), body(dotLoop(layout))),
    ),
  )
}

const I32 = 0x7f
const V128 = 0x7b

const BYTES = 0
/** How far into the row, in numbers. */
const COLUMN = 1
/** How far into the row numbers, in bytes. */
const AT = 2
const ROW = 3
/** Four sums of four side by side, so that no addition waits for the one before. */
const SUMS = [4, 5, 6, 7] as const
const FACTOR = 8

/** Instructions one after another. */
const code = (...parts: readonly (number | Code)[]): Code => parts.flat()

function body(instructions: Code): Code {
  return sized(code(2, 3, I32, 5, V128, instructions, END))
}

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
  const none = simd(V128_CONST, ...Array<number>(16).fill(0))
  const multiplied = SUMS.map((sum, k) =>
    code(get(sum), fourOfVector(k), four(k, layout), simd(F32X4_MUL), simd(F32X4_ADD), set(sum)),
  )
  return loop(
    AT,
    4,
    get(BYTES),
    code(
      ...SUMS.map((sum) => code(none, set(sum))),
      loop(COLUMN, 16, number(layout.width), code(rowAt(layout), ...multiplied)),
      code(get(first), get(second), simd(F32X4_ADD)),
      code(get(third), get(fourth), simd(F32X4_ADD), simd(F32X4_ADD), set(first)),
      get(AT),
      code(lane(first, 0), lane(first, 1), F32_ADD),
      code(lane(first, 2), lane(first, 3), F32_ADD, F32_ADD),
      code(F32_STORE, 2, leb(layout.factors)),
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

const get = (local: number): Code => [0x20, local]
const set = (local: number): Code => [0x21, local]
const number = (value: number): Code => [0x41, ...leb(value, true)]

const END = 0x0b
const I32_LOAD = 0x28
const F32_LOAD = 0x2a
const F32_STORE = 0x38
const I32_ADD = 0x6a
const I32_MUL = 0x6c
const F32_ADD = 0x92
const V128_LOAD = 0x00
const V128_LOAD8X8_S = 0x01
const V128_STORE = 0x0b
const V128_CONST = 0x0c
const F32X4_SPLAT = 0x13
const F32X4_EXTRACT_LANE = 0x1f
const I32X4_EXTEND_LOW_I16X8_S = 0xa7
const I32X4_EXTEND_HIGH_I16X8_S = 0xa8
const F32X4_ADD = 0xe4
const F32X4_MUL = 0xe6
const F32X4_CONVERT_I32X4_S = 0xfa

/** SIMD instructions have a prefix and a number that may take two bytes. */
const simd = (operation: number, ...immediates: readonly number[]): Code =>
  code(0xfd, leb(operation), immediates)

const lane = (local: number, at: number): Code => code(get(local), simd(F32X4_EXTRACT_LANE, at))

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

/** for (local = 0; ; local += step) { inside } while local < end, at least once. */
function loop(local: number, step: number, end: Code, inside: Code): Code {
  const next = code(get(local), number(step), I32_ADD, 0x22, local)
  return code(number(0), set(local), 0x03, 0x40, inside, next, end, 0x49, 0x0d, 0, END)
}

function section(id: number, ...content: readonly (number | Code)[]): Code {
  return code(id, sized(code(...content)))
}

function sized(content: Code): Code {
  return code(leb(content.length), content)
}

function name(text: string): Code {
  return sized([...Buffer.from(text, 'latin1')])
}

/** LEB128; of a signed number the last group's highest bit is its sign, so 0 must stand there. */
function leb(value: number, isSigned = false): number[] {
  const last = isSigned ? 0x40 : 0x80
  return value < last ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7, isSigned)]
}
