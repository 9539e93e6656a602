/**
 * Trains the net of `nlp/net.ts`: the sparse first layer here, over the rows that a batch
 * touches; the dense rest by a head.
 */
import type { Net } from '../nlp/net.ts'
import { backward, forward, learnedRows, startLayer } from './first-layer.ts'
import type { MakeHead } from './net-head.ts'
import type { Rows } from './net-rows.ts'
import { startRandom } from './random.ts'

export type NetSettings = {
  readonly hidden: number
  readonly epochs: number
  readonly batch: number
  /** Share of the non-zero inputs dropped at each step; the best single trick of the recipe. */
  readonly inputDropout: number
  readonly hiddenDropout: number
  readonly smoothing: number
  /** Adam's rate at the first step; it falls linearly to 0. */
  readonly rate: number
  readonly decay: number
  readonly seed: number
}

export type Examples = {
  readonly rows: Rows
  /** The right output of each row. */
  readonly labels: Int32Array
  readonly outputs: number
  /** How likely a teacher holds each output, count × outputs: learned instead of the labels. */
  readonly soft?: Float32Array
  /** How much each row counts; 1 when absent. */
  readonly weights?: Float32Array
}

/** A net as it was learned; `quantise` makes of it what serves. */
export type Learned = Omit<Net, 'rows' | 'scales'> & {
  /** The features that some example has, ascending, and their rows of E. */
  readonly features: Uint32Array
  readonly rows: Float32Array
}

export type OnEpoch = (done: number, total: number, loss: number) => void | Promise<void>

/** The same examples, settings and head give the same net. */
export async function trainNet(
  examples: Examples,
  settings: NetSettings,
  makeHead: MakeHead,
  onEpoch?: OnEpoch,
): Promise<Learned> {
  const { hidden, epochs, seed } = settings
  const { rows, outputs } = examples
  const batch = Math.min(settings.batch, rows.count)
  const random = startRandom(seed)
  const layer = startLayer(rows, hidden, batch, random)
  const out = new Float32Array(outputs * hidden)
  for (let i = 0; i < out.length; i++) out[i] = (random.normal() * 0.5) / Math.sqrt(hidden)
  const head = makeHead({ hidden, outputs, batch, decay: settings.decay, out })
  const order = Uint32Array.from({ length: rows.count }, (_, n) => n)
  const steps = epochs * Math.ceil(rows.count / batch)
  const mask = new Float32Array(batch * hidden)
  const wanted = new Float32Array(batch * outputs)
  let step = 0
  for (let epoch = 1; epoch <= epochs; epoch++) {
    random.shuffle(order)
    let loss = 0
    for (let from = 0; from < rows.count; from += batch) {
      const picked = order.subarray(from, Math.min(from + batch, rows.count))
      const rate = settings.rate * (1 - step / steps)
      step++
      forward(layer, picked, settings.inputDropout, random)
      random.drop(mask, picked.length * hidden, settings.hiddenDropout)
      fillWanted(wanted, picked, examples, settings.smoothing)
      const result = head.step({ size: picked.length, z: layer.z.array, mask, wanted }, rate)
      backward(layer, result.dz, rate, step)
      loss += result.loss * picked.length
    }
    await onEpoch?.(epoch, epochs, loss / rows.count)
  }
  const weights = head.weights()
  head.dispose()
  return {
    hidden,
    outputs,
    features: layer.features,
    ...learnedRows(layer),
    ...weights,
  }
}

/**
 * What the outputs should be: of K with label smoothing ε the right one 1 − ε + ε/K, every other
 * ε/K, or as the teacher says.
 */
function fillWanted(
  wanted: Float32Array,
  picked: Uint32Array,
  { labels, outputs, soft, weights }: Examples,
  smoothing: number,
): void {
  picked.forEach((n, i) => {
    const weight = weights ? weights[n]! : 1
    const [from, to] = [i * outputs, (i + 1) * outputs]
    if (soft) {
      for (let k = 0; k < outputs; k++) wanted[from + k] = weight * soft[n * outputs + k]!
      return
    }
    wanted.fill((weight * smoothing) / outputs, from, to)
    wanted[from + labels[n]!]! += weight * (1 - smoothing)
  })
}
