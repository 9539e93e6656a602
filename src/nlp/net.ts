/**
 * The net that ranks intents, in typed arrays: h = g(b + Σ xᵢ·Eᵢ), g(z) = z·σ(1.702 z),
 * logits = c + W·h. The rows of E are kept as bytes with one scale a row.
 */
import type { Features } from './features.ts'
import { MOST_ROWS, multiply, rowsOf } from './rows.ts'

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

/** h = g(z), into `out`. */
export function activate(z: Float32Array, out: Float32Array): void {
  for (let j = 0; j < z.length; j++) {
    const value = z[j]!
    out[j] = value / (1 + Math.exp(-1.702 * value))
  }
}

/** z = b + Σ xᵢ·Eᵢ of a message, into `z`. */
export function sumsOf(
  features: Features,
  net: Net,
  z: Float32Array = new Float32Array(net.hidden),
): Float32Array {
  const { vector, numbers, factors, add } = rowsOf(net.rows, net.hidden)
  vector.set(net.bias)
  for (let from = 0; from < features.count; from += MOST_ROWS) {
    const count = Math.min(MOST_ROWS, features.count - from)
    for (let i = 0; i < count; i++) {
      const row = features.rows[from + i]!
      numbers[i] = row
      factors[i] = features.values[from + i]! * net.scales[row]!
    }
    add(count)
  }
  z.set(vector)
  return z
}

/** The hidden vector of a message, a new array. */
export function hiddenOf(features: Features, net: Net): Float32Array {
  const z = sumsOf(features, net)
  activate(z, z)
  return z
}

/** All logits c + W·h of a hidden vector, into `logits`. */
export function logitsOf(
  net: Net,
  h: Float32Array,
  logits: Float32Array = new Float32Array(net.outputs),
): Float32Array {
  multiply(rowsOf(net.out, net.hidden), h, 0, net.outputs, logits)
  for (let k = 0; k < net.outputs; k++) logits[k]! += net.outBias[k]!
  return logits
}
