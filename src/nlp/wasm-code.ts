/**
 * The binary form of WebAssembly, as much of it as our loops need: a module is put together from
 * its instructions, so that it needs no compiler and can be read.
 */

export type Code = readonly number[]

/** Instructions one after another. */
export const code = (...parts: readonly (number | Code)[]): Code => parts.flat()

export const I32 = 0x7f
export const F32 = 0x7d
export const V128 = 0x7b

export const get = (local: number): Code => [0x20, local]
export const set = (local: number): Code => [0x21, local]
export const number = (value: number): Code => [0x41, ...leb(value, true)]

export const END = 0x0b
export const I32_LOAD = 0x28
export const F32_LOAD = 0x2a
export const F32_STORE = 0x38
export const I32_ADD = 0x6a
export const I32_MUL = 0x6c
export const F32_ADD = 0x92
export const V128_LOAD = 0x00
export const V128_LOAD8X8_S = 0x01
export const V128_STORE = 0x0b
export const V128_CONST = 0x0c
export const F32X4_SPLAT = 0x13
export const F32X4_EXTRACT_LANE = 0x1f
export const I32X4_EXTEND_LOW_I16X8_S = 0xa7
export const I32X4_EXTEND_HIGH_I16X8_S = 0xa8
export const F32X4_SQRT = 0xe3
export const F32X4_ADD = 0xe4
export const F32X4_SUB = 0xe5
export const F32X4_MUL = 0xe6
export const F32X4_DIV = 0xe7
export const F32X4_CONVERT_I32X4_S = 0xfa

/** SIMD instructions have a prefix and a number that may take two bytes. */
export const simd = (operation: number, ...immediates: readonly number[]): Code =>
  code(0xfd, leb(operation), immediates)

export const noVector = simd(V128_CONST, ...Array<number>(16).fill(0))

/** The sum of a vector's four numbers. */
export function sumOfFour(local: number): Code {
  const lane = (at: number): Code => code(get(local), simd(F32X4_EXTRACT_LANE, at))
  return code(lane(0), lane(1), F32_ADD, lane(2), lane(3), F32_ADD, F32_ADD)
}

/** for (local = from; ; local += step) { inside } while local < end, at least once. */
export function loop(local: number, step: number, end: Code, inside: Code, from = number(0)): Code {
  const next = code(get(local), number(step), I32_ADD, 0x22, local)
  return code(from, set(local), 0x03, 0x40, inside, next, end, 0x49, 0x0d, 0, END)
}

export type Loop = {
  readonly name: string
  /** Types of the arguments: the first locals. */
  readonly takes: Code
  /** How many locals of either type follow the arguments. */
  readonly integers: number
  readonly vectors: number
  readonly does: Code
}

/** A module that exports functions without a result; its memory is the import `parley.memory`. */
export function moduleOf(loops: readonly Loop[]): Uint8Array<ArrayBuffer> {
  const types = loops.map(({ takes }) => code(0x60, leb(takes.length), takes, 0))
  const bodies = loops.map(({ integers, vectors, does }) =>
    sized(code(2, leb(integers), I32, leb(vectors), V128, does, END)),
  )
  return Uint8Array.from(
    code(
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, loops.length, ...types),
      section(2, 1, nameOf('parley'), nameOf('memory'), 2, 0, 1),
      section(3, loops.length, ...loops.keys()),
      section(7, loops.length, ...loops.map(({ name }, n) => code(nameOf(name), 0, n))),
      section(10, loops.length, ...bodies),
    ),
  )
}

function section(id: number, ...content: readonly (number | Code)[]): Code {
  return code(id, sized(code(...content)))
}

function sized(content: Code): Code {
  return code(leb(content.length), content)
}

function nameOf(text: string): Code {
  return sized([...Buffer.from(text, 'latin1')])
}

/** LEB128; of a signed number the last group's highest bit is its sign, so 0 must stand there. */
export function leb(value: number, isSigned = false): number[] {
  const last = isSigned ? 0x40 : 0x80
  return value < last ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7, isSigned)]
}
