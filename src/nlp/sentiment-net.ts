/**
 * The net behind sentiment, in typed arrays: h = g(b + Σ xᵢ·Eᵢ), g(z) = z·σ(1.702 z), and
 * c + W·h, of which the first outputs are classes that exclude each other (softmax) and the rest
 * flags that are true or not each by itself (σ). Rows of E are bytes with one scale a row.
 */
import type { SentimentFeatures, SentimentSpace } from './sentiment-features.ts'

export type SentimentNet = SentimentSpace & {
  readonly classes: readonly string[]
  readonly flags: readonly string[]
  readonly hidden: number
  /** E, rows × hidden: value = byte × the row's scale. */
  readonly rows: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
  /** W, outputs × hidden, and c. */
  readonly out: Float32Array
  readonly outBias: Float32Array
}

let hidden = new Float32Array(64)
let outputs = new Float64Array(8)

/**
 * Probabilities: first of the classes, which are 1 together, then of each flag. The array is
 * overwritten by the next call.
 */
export function feel(features: SentimentFeatures, net: SentimentNet): Float64Array {
  const { rows, scales, bias, out, outBias } = net
  const width = net.hidden
  const { rows: seen, values, count } = features
  if (hidden.length !== width) hidden = new Float32Array(width)
  if (outputs.length !== outBias.length) outputs = new Float64Array(outBias.length)
  hidden.set(bias)
  for (let i = 0; i < count; i++) {
    const row = seen[i]!
    const factor = values[i]! * scales[row]!
    if (factor === 0) continue
    const from = row * width
    for (let j = 0; j < width; j++) hidden[j]! += factor * rows[from + j]!
  }
  for (let j = 0; j < width; j++) hidden[j]! /= 1 + Math.exp(-1.702 * hidden[j]!)
  for (let k = 0; k < outputs.length; k++) {
    let sum = outBias[k]!
    for (let j = 0; j < width; j++) sum += out[k * width + j]! * hidden[j]!
    outputs[k] = Math.exp(sum)
  }
  return asShares(outputs, net.classes.length)
}

/** From eˣ: of the classes the softmax, of the others σ. */
function asShares(powers: Float64Array, classes: number): Float64Array {
  let total = 0
  for (let k = 0; k < classes; k++) total += powers[k]!
  for (let k = 0; k < powers.length; k++) powers[k]! /= k < classes ? total : 1 + powers[k]!
  return powers
}
