/** The sparse first layer of the net in training: only the rows that a batch touches move. */
import { FEATURE_ROWS } from '../nlp/features.ts'
import { ADAM } from './net-head.ts'
import type { Rows } from './net-rows.ts'
import type { Random } from './random.ts'

export type Layer = {
  readonly hidden: number
  /** E and Adam's moments of it, rows × hidden. */
  readonly e: Float32Array
  readonly m: Float32Array
  readonly v: Float32Array
  /** b and Adam's moments of it. */
  readonly b: Float32Array
  readonly bm: Float32Array
  readonly bv: Float32Array
  /** What the latest batch gives: batch × hidden. */
  z: Float32Array
  /** The inputs that the dropout left, chained by feature row. */
  kept: Kept
  /** The distinct feature rows of the batch, and the latest kept input of each (−1: none). */
  readonly touched: Uint16Array
  touchedCount: number
  readonly latest: Int32Array
}

type Kept = {
  readonly size: number
  /** Which row of the batch the input belongs to. */
  readonly example: Uint16Array
  readonly value: Float32Array
  /** The input before it with the same feature row, −1 for none. */
  readonly before: Int32Array
}

/** E ~ N(0, 0.02²) in the rows that some example has (`seen` 1), else 0. */
export function startLayer(hidden: number, random: Random, seen?: Uint8Array): Layer {
  const size = FEATURE_ROWS * hidden
  const e = new Float32Array(size)
  for (let row = 0; row < FEATURE_ROWS; row++) {
    if (seen && seen[row] === 0) continue
    const end = (row + 1) * hidden
    for (let i = row * hidden; i < end; i++) e[i] = random.normal() * 0.02
  }
  return {
    hidden,
    e,
    m: new Float32Array(size),
    v: new Float32Array(size),
    b: new Float32Array(hidden),
    bm: new Float32Array(hidden),
    bv: new Float32Array(hidden),
    z: new Float32Array(0),
    kept: makeKept(0),
    touched: new Uint16Array(FEATURE_ROWS),
    touchedCount: 0,
    latest: new Int32Array(FEATURE_ROWS).fill(-1),
  }
}

function makeKept(size: number): Kept {
  return {
    size,
    example: new Uint16Array(size),
    value: new Float32Array(size),
    before: new Int32Array(size),
  }
}

/** z = b + Σ xᵢ·Eᵢ over the inputs that the dropout leaves, each times 1/(1 − p). */
export function forward(
  layer: Layer,
  rows: Rows,
  picked: Uint32Array,
  dropout: number,
  random: Random,
): void {
  makeRoom(layer, rows, picked)
  const { hidden, e, b, z, kept, latest, touched } = layer
  const scale = 1 / (1 - dropout)
  let count = 0
  let distinct = 0
  for (let n = 0; n < picked.length; n++) {
    z.set(b, n * hidden)
    const first = count
    const end = rows.starts[picked[n]! + 1]!
    for (let i = rows.starts[picked[n]!]!; i < end; i++) {
      if (dropout > 0 && random.uniform() < dropout) continue
      const row = rows.features[i]!
      if (latest[row]! < 0) touched[distinct++] = row
      kept.example[count] = n
      kept.value[count] = rows.values[i]! * scale
      kept.before[count] = latest[row]!
      at[count - first] = row * hidden
      latest[row] = count++
    }
    addRows(z, n * hidden, e, hidden, kept.value, first, count)
  }
  layer.touchedCount = distinct
}

/** Where the rows of E begin that the message at hand has. */
let at = new Int32Array(512)

/** z += Σ valueᵢ·Eᵢ, four rows a pass so that z is read and written a quarter as often. */
function addRows(
  z: Float32Array,
  to: number,
  e: Float32Array,
  hidden: number,
  value: Float32Array,
  first: number,
  end: number,
): void {
  let i = first
  for (; i + 3 < end; i += 4) {
    const a = at[i - first]!
    const b = at[i - first + 1]!
    const c = at[i - first + 2]!
    const d = at[i - first + 3]!
    const va = value[i]!
    const vb = value[i + 1]!
    const vc = value[i + 2]!
    const vd = value[i + 3]!
    for (let j = 0; j < hidden; j++) {
      z[to + j]! += va * e[a + j]! + vb * e[b + j]! + vc * e[c + j]! + vd * e[d + j]!
    }
  }
  for (; i < end; i++) {
    const a = at[i - first]!
    const va = value[i]!
    for (let j = 0; j < hidden; j++) z[to + j]! += va * e[a + j]!
  }
}

function makeRoom(layer: Layer, rows: Rows, picked: Uint32Array): void {
  let total = 0
  let longest = 0
  for (const n of picked) {
    const length = rows.starts[n + 1]! - rows.starts[n]!
    total += length
    longest = Math.max(longest, length)
  }
  if (at.length < longest) at = new Int32Array(2 * longest)
  if (layer.z.length < picked.length * layer.hidden) {
    layer.z = new Float32Array(picked.length * layer.hidden)
  }
  if (layer.kept.size < total) layer.kept = makeKept(2 * total)
}

/** dEᵢ = Σ xᵢ·dz over the batch, then one step of Adam on each touched row and on b. */
export function backward(
  layer: Layer,
  size: number,
  dz: Float32Array,
  rate: number,
  t: number,
): void {
  const { hidden, e, m, v, kept, touched, latest } = layer
  const scales = { step: rate / (1 - ADAM.beta1 ** t), unbias: 1 / Math.sqrt(1 - ADAM.beta2 ** t) }
  const gradient = new Float32Array(hidden)
  for (let n = 0; n < layer.touchedCount; n++) {
    const row = touched[n]!
    let i = latest[row]!
    latest[row] = -1
    setScaled(gradient, dz, kept.example[i]! * hidden, kept.value[i]!)
    for (i = kept.before[i]!; i >= 0; i = kept.before[i]!) {
      addScaled(gradient, dz, kept.example[i]! * hidden, kept.value[i]!)
    }
    move(e, m, v, row * hidden, gradient, scales)
  }
  gradient.fill(0)
  for (let n = 0; n < size; n++) addScaled(gradient, dz, n * hidden, 1)
  move(layer.b, layer.bm, layer.bv, 0, gradient, scales)
}

function setScaled(sum: Float32Array, from: Float32Array, start: number, scale: number): void {
  for (let j = 0; j < sum.length; j++) sum[j] = scale * from[start + j]!
}

function addScaled(sum: Float32Array, from: Float32Array, start: number, scale: number): void {
  for (let j = 0; j < sum.length; j++) sum[j]! += scale * from[start + j]!
}

/** Adam on one row that begins at `start`. */
function move(
  weights: Float32Array,
  m: Float32Array,
  v: Float32Array,
  start: number,
  gradient: Float32Array,
  { step, unbias }: { step: number; unbias: number },
): void {
  const { beta1, beta2, epsilon } = ADAM
  for (let j = 0; j < gradient.length; j++) {
    const d = gradient[j]!
    const first = beta1 * m[start + j]! + (1 - beta1) * d
    const second = beta2 * v[start + j]! + (1 - beta2) * d * d
    m[start + j] = first
    v[start + j] = second
    weights[start + j]! -= (step * first) / (Math.sqrt(second) * unbias + epsilon)
  }
}
