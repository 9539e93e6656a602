/**
 * The net that ranks intents, in typed arrays: h = g(b + Σ xᵢ·Eᵢ), g(z) = z·σ(1.702 z),
 * logits = c + W·h. The rows of E are kept as bytes with one scale a row.
 */
import { dot } from './dot.ts'
import type { Features } from './features.ts'

export type Net = {
  readonly hidden: number
  readonly outputs: number
  /** E, rows × hidden: value = byte × the row's scale. */
  readonly rows: Int8Array
  readonly scales: Float32Array
  /** b, hidden. */
  readonly bias: Float32Array
  /** W, outputs × hidden. */
  readonly out: Float32Array
  /** c, outputs. */
  readonly outBias: Float32Array
}

/** Adds Σ xᵢ·Eᵢ to `sums` (length hidden), `times` over. */
export function addRows(features: Features, net: Net, sums: Float32Array, times = 1): void {
  for (let i = 0; i < features.count; i++) {
    addRow(net, features.rows[i]!, features.values[i]! * times, sums)
  }
}

/** Adds value·E[row] to `sums`. */
export function addRow(net: Net, row: number, value: number, sums: Float32Array): void {
  const { hidden, rows } = net
  const factor = value * net.scales[row]!
  if (factor === 0) return
  const from = row * hidden
  for (let j = 0; j < hidden; j++) sums[j]! += factor * rows[from + j]!
}

/** h = g(z), into `out`. */
export function activate(z: Float32Array, out: Float32Array): void {
  for (let j = 0; j < z.length; j++) {
    const value = z[j]!
    out[j] = value / (1 + Math.exp(-1.702 * value))
  }
}

/** c[output] + W[output]·h. */
export function logit(net: Net, h: Float32Array, output: number): number {
  return net.outBias[output]! + dot(h, net.out, output * net.hidden)
}

/** z = b + Σ xᵢ·Eᵢ of a message, a new array. */
export function sumsOf(features: Features, net: Net): Float32Array {
  const z = Float32Array.from(net.bias)
  addRows(features, net, z)
  return z
}

/** The hidden vector of a message, a new array. */
export function hiddenOf(features: Features, net: Net): Float32Array {
  const z = sumsOf(features, net)
  activate(z, z)
  return z
}

/** All logits of a hidden vector, a new array. */
export function logitsOf(net: Net, h: Float32Array): Float32Array {
  const logits = new Float32Array(net.outputs)
  for (let k = 0; k < net.outputs; k++) logits[k] = logit(net, h, k)
  return logits
}
