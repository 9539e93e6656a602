/**
 * The layers of the sentiment net in training, in typed arrays: z = b + Σ xᵢ·Eᵢ over the inputs that
 * the dropout leaves, h = g(z), c + W·h; cross-entropy of the classes and of each flag; Adam.
 */
import type { Random } from './random.ts'
import type { Felt } from './train-sentiment.ts'

/** Weights with Adam's moments and the gradient of the batch at hand. */
type Part = Readonly<Record<'weights' | 'm' | 'v' | 'gradient', Float32Array>>

export type SentimentLayers = {
  readonly hidden: number
  readonly classes: number
  readonly e: Part
  readonly b: Part
  readonly w: Part
  readonly c: Part
  readonly isTouched: Uint8Array
}

type Sizes = {
  readonly rows: number
  readonly hidden: number
  readonly classes: number
  readonly flags: number
}

/** E ~ N(0, 0.02²) in the rows that some example has, W ~ N(0, (0.5/√H)²), b and c 0. */
export function startSentimentLayers(
  { rows, hidden, classes, flags }: Sizes,
  seen: Uint8Array,
  random: Random,
): SentimentLayers {
  const outputs = classes + flags
  const e = part(rows * hidden)
  for (let i = 0; i < e.weights.length; i++) {
    if (seen[Math.floor(i / hidden)] === 1) e.weights[i] = 0.02 * random.normal()
  }
  const w = part(outputs * hidden)
  for (let i = 0; i < w.weights.length; i++) {
    w.weights[i] = (0.5 / Math.sqrt(hidden)) * random.normal()
  }
  const isTouched = new Uint8Array(rows)
  return { hidden, classes, e, b: part(hidden), w, c: part(outputs), isTouched }
}

const part = (length: number): Part => ({
  weights: new Float32Array(length),
  m: new Float32Array(length),
  v: new Float32Array(length),
  gradient: new Float32Array(length),
})

export type StepSettings = {
  readonly inputDropout: number
  readonly hiddenDropout: number
  readonly smoothing: number
  readonly rate: number
  /** From 1. */
  readonly step: number
}

/** One step of Adam on the examples picked; returns their mean loss. */
export function stepSentiment(
  layers: SentimentLayers,
  examples: readonly Felt[],
  picked: Uint32Array,
  settings: StepSettings,
  random: Random,
): number {
  const { hidden, e, isTouched } = layers
  const touched: number[] = []
  let loss = 0
  for (const n of picked) {
    const example = examples[n]!
    const kept = keep(example, settings.inputDropout, random)
    const z = sumRows(layers, kept)
    const mask = dropHidden(hidden, settings.hiddenDropout, random)
    const share = example.weight / picked.length
    const back = outputs(layers, z, mask, example, settings.smoothing, share)
    loss += back.loss
    for (let i = 0; i < kept.count; i++) {
      const row = kept.rows[i]!
      if (isTouched[row] === 0) {
        isTouched[row] = 1
        touched.push(row)
      }
      const value = kept.values[i]!
      for (let j = 0; j < hidden; j++) e.gradient[row * hidden + j]! += value * back.dz[j]!
    }
  }
  const rates = adamRates(settings)
  for (const row of touched) {
    isTouched[row] = 0
    adam(e, row * hidden, (row + 1) * hidden, rates)
  }
  for (const dense of [layers.b, layers.w, layers.c]) adam(dense, 0, dense.weights.length, rates)
  return loss
}

type Kept = { rows: Int32Array; values: Float32Array; count: number }

const kept: Kept = { rows: new Int32Array(0), values: new Float32Array(0), count: 0 }

function keep({ rows, values }: Felt, dropout: number, random: Random): Kept {
  if (kept.rows.length < rows.length) {
    kept.rows = new Int32Array(2 * rows.length)
    kept.values = new Float32Array(2 * rows.length)
  }
  kept.count = 0
  for (let i = 0; i < rows.length; i++) {
    if (random.uniform() < dropout) continue
    kept.rows[kept.count] = rows[i]!
    kept.values[kept.count++] = values[i]! / (1 - dropout)
  }
  return kept
}

function sumRows({ hidden, e, b }: SentimentLayers, { rows, values, count }: Kept): Float32Array {
  const z = Float32Array.from(b.weights)
  for (let i = 0; i < count; i++) {
    const from = rows[i]! * hidden
    const value = values[i]!
    for (let j = 0; j < hidden; j++) z[j]! += value * e.weights[from + j]!
  }
  return z
}

function dropHidden(hidden: number, dropout: number, random: Random): Float32Array {
  const mask = new Float32Array(hidden)
  for (let j = 0; j < hidden; j++) mask[j] = random.uniform() < dropout ? 0 : 1 / (1 - dropout)
  return mask
}

/** The loss of one example and its gradient by z; those by W, c and b are added up. */
function outputs(
  { hidden, classes, w, b, c }: SentimentLayers,
  z: Float32Array,
  mask: Float32Array,
  { label, flags }: Felt,
  smoothing: number,
  share: number,
): { loss: number; dz: Float32Array } {
  const h = new Float32Array(hidden)
  for (let j = 0; j < hidden; j++) h[j] = (z[j]! / (1 + Math.exp(-1.702 * z[j]!))) * mask[j]!
  const logits = Float64Array.from(c.weights)
  for (let k = 0; k < logits.length; k++) {
    for (let j = 0; j < hidden; j++) logits[k]! += w.weights[k * hidden + j]! * h[j]!
  }
  let total = 0
  for (let k = 0; k < classes; k++) total += Math.exp(logits[k]!)
  const dz = new Float32Array(hidden)
  let loss = 0
  for (let k = 0; k < logits.length; k++) {
    const isClass = k < classes
    const wish = isClass
      ? (k === label ? 1 - smoothing : 0) + smoothing / classes
      : flags[k - classes]! * (1 - smoothing) + smoothing / 2
    const power = Math.exp(logits[k]!)
    const got = power / (isClass ? total : 1 + power)
    loss -= share * (wish * Math.log(got) + (isClass ? 0 : (1 - wish) * Math.log(1 - got)))
    // Of softmax and of σ alike: dLogit = got − wish.
    const d = (got - wish) * share
    c.gradient[k]! += d
    for (let j = 0; j < hidden; j++) {
      w.gradient[k * hidden + j]! += d * h[j]!
      dz[j]! += d * w.weights[k * hidden + j]!
    }
  }
  for (let j = 0; j < hidden; j++) {
    const s = 1 / (1 + Math.exp(-1.702 * z[j]!))
    // g'(z) = σ + 1.702·z·σ·(1 − σ)
    dz[j]! *= (s + 1.702 * z[j]! * s * (1 - s)) * mask[j]!
    b.gradient[j]! += dz[j]!
  }
  return { loss, dz }
}

type Rates = { readonly rate: number; readonly unbias: number }

function adamRates({ rate, step }: StepSettings): Rates {
  return { rate: rate / (1 - 0.9 ** step), unbias: 1 / Math.sqrt(1 - 0.999 ** step) }
}

function adam({ weights, m, v, gradient }: Part, from: number, end: number, rates: Rates): void {
  for (let i = from; i < end; i++) {
    const d = gradient[i]!
    gradient[i] = 0
    m[i] = 0.9 * m[i]! + 0.1 * d
    v[i] = 0.999 * v[i]! + 0.001 * d * d
    weights[i]! -= (rates.rate * m[i]!) / (Math.sqrt(v[i]!) * rates.unbias + 1e-8)
  }
}
