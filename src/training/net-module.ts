/**
 * The loops of training as a WebAssembly module, four numbers at a time. Arguments that end in
 * `At` are addresses in bytes; rows are `width` floats wide, a multiple of 16.
 */
import {
  type Code,
  F32,
  F32X4_ADD,
  F32X4_DIV,
  F32X4_MUL,
  F32X4_SPLAT,
  F32X4_SQRT,
  F32X4_SUB,
  F32_LOAD,
  F32_STORE,
  I32,
  I32_ADD,
  I32_LOAD,
  V128_LOAD,
  type Loop,
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
} from '../nlp/wasm-code.ts'
import { ADAM } from './net-head.ts'

/** `bytes` is four times a count, never 0. */
export type NetLoops = {
  /** out += Σ factors[i]·(the row at rows[i]) */
  readonly add: (outAt: number, rowsAt: number, factorsAt: number, bytes: number) => void
  /** out[i] = vector·(row i), of rows that lie one after another from `firstAt`. */
  readonly dot: (outAt: number, vectorAt: number, firstAt: number, bytes: number) => void
  /**
   * One step of Adam on each of the rows that `touched` lists as distances in bytes, by the
   * gradient Σ factors[i]·(the row at rows[i]) over the entries up to `ends` (bytes; not empty).
   * Weights shrink to `keep` of themselves first. `m` and `v` lie like the weights.
   */
  readonly move: (
    weightsAt: number,
    mAt: number,
    vAt: number,
    touchedAt: number,
    endsAt: number,
    rowsAt: number,
    factorsAt: number,
    bytes: number,
    step: number,
    unbias: number,
    keep: number,
  ) => void
}

export function netModule(width: number): Uint8Array<ArrayBuffer> {
  return moduleOf([addLoop(width), dotLoop(width), moveLoop(width)])
}

/** The k-th four numbers from the address on the stack. */
const load = (k: number): Code => simd(V128_LOAD, 2, ...leb(16 * k))
const store = (k: number): Code => simd(V128_STORE, 2, ...leb(16 * k))
const at = (base: number, distance: number): Code => code(get(base), get(distance), I32_ADD)
const times = simd(F32X4_MUL)
const plus = simd(F32X4_ADD)
const splat = (local: number): Code => code(get(local), simd(F32X4_SPLAT))
const always = (value: number): Code =>
  code(0x43, [...new Uint8Array(Float32Array.of(value).buffer)], simd(F32X4_SPLAT))

type Entries = Readonly<Record<'rows' | 'factors' | 'i' | 'column' | 'row' | 'factor', number>>

/** sums += factors[i]·(sixteen numbers from `column` of the row at rows[i]) */
function addSixteen(
  { rows, factors, i, column, row, factor }: Entries,
  sums: readonly number[],
): Code {
  return code(
    code(at(rows, i), I32_LOAD, 2, 0, get(column), I32_ADD, set(row)),
    code(at(factors, i), F32_LOAD, 2, 0, simd(F32X4_SPLAT), set(factor)),
    ...sums.map((sum, k) => code(get(sum), get(factor), get(row), load(k), times, plus, set(sum))),
  )
}

function addLoop(width: number): Loop {
  const [out, rows, factors, bytes, column, i, row] = [0, 1, 2, 3, 4, 5, 6] as const
  const sums = [7, 8, 9, 10]
  const inside = code(
    ...sums.map((sum, k) => code(at(out, column), load(k), set(sum))),
    loop(i, 4, get(bytes), addSixteen({ rows, factors, i, column, row, factor: 11 }, sums)),
    ...sums.map((sum, k) => code(at(out, column), get(sum), store(k))),
  )
  return {
    name: 'add',
    takes: [I32, I32, I32, I32],
    integers: 3,
    vectors: 5,
    does: loop(column, 64, number(4 * width), inside),
  }
}

function dotLoop(width: number): Loop {
  const [out, vector, row, bytes, column, i] = [0, 1, 2, 3, 4, 5] as const
  const [first, second, third, fourth] = [6, 7, 8, 9] as const
  const multiplied = [first, second, third, fourth].map((sum, k) =>
    code(
      code(get(sum), at(vector, column), load(k)),
      at(row, column),
      load(k),
      times,
      plus,
      set(sum),
    ),
  )
  const inside = code(
    ...[first, second, third, fourth].map((sum) => code(noVector, set(sum))),
    loop(column, 64, number(4 * width), code(...multiplied)),
    code(get(first), get(second), plus, get(third), get(fourth), plus, plus, set(first)),
    code(at(out, i), sumOfFour(first), F32_STORE, 2, 0),
    code(get(row), number(4 * width), I32_ADD, set(row)),
  )
  return {
    name: 'dot',
    takes: [I32, I32, I32, I32],
    integers: 2,
    vectors: 4,
    does: loop(i, 4, get(bytes), inside),
  }
}

function moveLoop(width: number): Loop {
  const [weights, firsts, seconds, touched, ends, rows, factors, bytes] = [0, 1, 2, 3, 4, 5, 6, 7]
  const [step, unbias, keep] = [8, 9, 10] as const
  const [column, i, row, t, end, place] = [11, 12, 13, 14, 15, 16] as const
  const sums = [17, 18, 19, 20]
  const [factor, m, v] = [21, 22, 23] as const
  const entries = { rows: rows, factors: factors, i, column, row, factor }
  const moved = (g: number, k: number): Code =>
    code(
      code(at(firsts, place), load(k), always(ADAM.beta1), times),
      code(get(g), always(1 - ADAM.beta1), times, plus, set(m)),
      code(at(seconds, place), load(k), always(ADAM.beta2), times),
      code(get(g), get(g), times, always(1 - ADAM.beta2), times, plus, set(v)),
      code(at(firsts, place), get(m), store(k), at(seconds, place), get(v), store(k)),
      code(at(weights, place), at(weights, place), load(k), splat(keep), times),
      code(get(m), splat(step), times, get(v), simd(F32X4_SQRT), splat(unbias), times),
      code(always(ADAM.epsilon), plus, simd(F32X4_DIV), simd(F32X4_SUB), store(k)),
    )
  const inside = code(
    ...sums.map((sum) => code(noVector, set(sum))),
    loop(i, 4, code(at(ends, t), I32_LOAD, 2, 0), addSixteen(entries, sums), get(end)),
    code(at(touched, t), I32_LOAD, 2, 0, get(column), I32_ADD, set(place)),
    ...sums.map(moved),
  )
  return {
    name: 'move',
    takes: [...Array<number>(8).fill(I32), F32, F32, F32],
    integers: 6,
    vectors: 7,
    does: loop(
      t,
      4,
      get(bytes),
      code(
        loop(column, 64, number(4 * width), inside),
        code(at(ends, t), I32_LOAD, 2, 0, set(end)),
      ),
    ),
  }
}
