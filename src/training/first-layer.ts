/** The sparse first layer of the net in training: only the rows that a batch touches move. */
import { ADAM } from './net-head.ts'
import { type NetMemory, type Placed, netMemory } from './net-memory.ts'
import type { Rows } from './net-rows.ts'
import { placeFeatures } from './place-features.ts'
import type { Random } from './random.ts'

export type Layer = {
  readonly hidden: number
  /** Without b it stays 0. */
  readonly isBiased: boolean
  readonly memory: NetMemory
  /** Which feature each row of E stands for: those that some example has, ascending. */
  readonly features: Uint32Array
  /** E and Adam's moments of it, features × hidden, and b as one more row that every message has. */
  readonly e: Placed<Float32Array>
  readonly m: Placed<Float32Array>
  readonly v: Placed<Float32Array>
  /** What the latest batch gives, batch × hidden; `dz` is the loss's gradient by it. */
  readonly z: Placed<Float32Array>
  readonly dz: Placed<Float32Array>
  /** The inputs of the examples: row n has those from `starts[n]` to `starts[n + 1]`. */
  readonly rows: Rows
  /** The row of E of each input. */
  readonly places: Uint32Array
  /** Of the message at hand: where its rows of E lie, and their values. */
  readonly given: Entries
  /** Of the batch: the inputs that the dropout left, by row of E. */
  readonly kept: Entries
  readonly touched: Placed<Int32Array>
  readonly ends: Placed<Int32Array>
  readonly chain: Chain
}

type Entries = { readonly rows: Placed<Int32Array>; readonly factors: Placed<Float32Array> }

/** The kept inputs in the order of the messages, each pointing at the one before of its row. */
type Chain = {
  count: number
  distinct: number
  readonly message: Int32Array
  readonly row: Int32Array
  readonly value: Float32Array
  readonly before: Int32Array
  readonly touched: Int32Array
  /** By row of E; −1 for none. */
  readonly latest: Int32Array
}

/** E ~ N(0, spread²), b = 0. */
export function startLayer(
  rows: Rows,
  hidden: number,
  batch: number,
  random: Random,
  { spread, isBiased }: { spread: number; isBiased: boolean } = { spread: 0.02, isBiased: true },
): Layer {
  const { features, places } = placeFeatures(rows)
  const { most, longest } = sizesOf(rows, batch)
  const distinct = Math.min(most, features.length + 1)
  const size = (features.length + 1) * hidden
  const memory = netMemory(
    hidden,
    3 * size + 2 * batch * hidden + 2 * (most + longest + distinct) + 1024,
  )
  const e = memory.floats(size)
  for (let i = 0; i < size - hidden; i++) e.array[i] = random.normal() * spread
  const entries = (length: number): Entries => ({
    rows: memory.integers(length),
    factors: memory.floats(length),
  })
  return {
    hidden,
    isBiased,
    memory,
    features,
    e,
    m: memory.floats(size),
    v: memory.floats(size),
    z: memory.floats(batch * hidden),
    dz: memory.floats(batch * hidden),
    rows,
    places,
    given: entries(longest),
    kept: entries(most),
    touched: memory.integers(distinct),
    ends: memory.integers(distinct),
    chain: {
      count: 0,
      distinct: 0,
      message: new Int32Array(most),
      row: new Int32Array(most),
      value: new Float32Array(most),
      before: new Int32Array(most),
      touched: new Int32Array(distinct),
      latest: new Int32Array(features.length + 1).fill(-1),
    },
  }
}

/** How many inputs a batch can have at most, and a message; b counts as one. */
function sizesOf({ count, starts }: Rows, batch: number): { most: number; longest: number } {
  const lengths = Float64Array.from(
    { length: count },
    (_, n) => starts[n + 1]! - starts[n]! + 1,
  ).sort()
  const most = lengths.subarray(-batch).reduce((sum, length) => sum + length, 0)
  return { most: Math.max(1, most), longest: Math.max(1, lengths.at(-1) ?? 0) }
}

/** z = b + Σ xᵢ·Eᵢ over the inputs that the dropout leaves, each times 1/(1 − p). */
export function forward(layer: Layer, picked: Uint32Array, dropout: number, random: Random): void {
  const { hidden, isBiased, memory, e, z, given, chain, rows, places, features } = layer
  const scale = 1 / (1 - dropout)
  chain.count = 0
  chain.distinct = 0
  z.array.fill(0, 0, picked.length * hidden)
  for (let n = 0; n < picked.length; n++) {
    const first = chain.count
    if (isBiased) keep(chain, n, features.length, 1)
    const end = rows.starts[picked[n]! + 1]!
    for (let i = rows.starts[picked[n]!]!; i < end; i++) {
      if (dropout > 0 && random.uniform() < dropout) continue
      keep(chain, n, places[i]!, rows.values[i]! * scale)
    }
    const count = chain.count - first
    for (let i = 0; i < count; i++) {
      given.rows.array[i] = e.at + chain.row[first + i]! * hidden * 4
      given.factors.array[i] = chain.value[first + i]!
    }
    if (count > 0) memory.add(z.at + n * hidden * 4, given.rows.at, given.factors.at, 4 * count)
  }
}

function keep(chain: Chain, message: number, row: number, value: number): void {
  const { latest, count } = chain
  if (latest[row]! < 0) chain.touched[chain.distinct++] = row
  chain.message[count] = message
  chain.row[count] = row
  chain.value[count] = value
  chain.before[count] = latest[row]!
  latest[row] = count
  chain.count++
}

/** dEᵢ = Σ xᵢ·dz over the batch, then one step of Adam on each touched row. */
export function backward(layer: Layer, gradient: Float32Array, rate: number, t: number): void {
  const { hidden, memory, e, m, v, dz, kept, touched, ends, chain } = layer
  dz.array.set(gradient)
  let count = 0
  for (let n = 0; n < chain.distinct; n++) {
    const row = chain.touched[n]!
    for (let i = chain.latest[row]!; i >= 0; i = chain.before[i]!) {
      kept.rows.array[count] = dz.at + chain.message[i]! * hidden * 4
      kept.factors.array[count++] = chain.value[i]!
    }
    chain.latest[row] = -1
    touched.array[n] = row * hidden * 4
    ends.array[n] = 4 * count
  }
  if (count === 0) return
  const step = rate / (1 - ADAM.beta1 ** t)
  const unbias = 1 / Math.sqrt(1 - ADAM.beta2 ** t)
  const [to, at, by, bytes] = [touched.at, kept.rows.at, kept.factors.at, 4 * chain.distinct]
  memory.move(e.at, m.at, v.at, to, ends.at, at, by, bytes, step, unbias, 1)
}

/** E and b as they are now. */
export function learnedRows({ hidden, e, features }: Layer): Record<'rows' | 'bias', Float32Array> {
  const end = features.length * hidden
  return { rows: e.array.slice(0, end), bias: e.array.slice(end) }
}
