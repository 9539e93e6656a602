import { ALL_ROWS } from '../nlp/features.ts'
import type { Net } from '../nlp/net.ts'
import type { Learned } from './net.ts'

/** The largest whole number that a weight may become: that of a byte, or of half a byte. */
export type Levels = 127 | 7

/** A net that serves: value ≈ byte × the row's scale. Rows of features nobody has are zero. */
export function quantise({ features, rows: learned, ...rest }: Learned, levels: Levels = 127): Net {
  const { hidden } = rest
  const rows = new Int8Array(ALL_ROWS * hidden)
  const scales = new Float32Array(ALL_ROWS)
  features.forEach((feature, n) => {
    const from = n * hidden
    const scale = bestScale(learned, from, hidden, levels)
    if (scale === 0) return
    scales[feature] = scale
    const to = feature * hidden
    for (let j = 0; j < hidden; j++) rows[to + j] = nearest(learned[from + j]! / scale, levels)
  })
  return { ...rest, rows, scales }
}

function nearest(value: number, levels: number): number {
  if (value >= levels) return levels
  return value <= -levels ? -levels : Math.floor(value + 0.5)
}

/** With few levels it pays to cut off the largest weights, so that the many small ones fit better. */
const CUTS = [1, 0.85, 0.7, 0.55]

/** Of the scales that reach the largest weight, or nearly, the one with the least squared error. */
function bestScale(rows: Float32Array, from: number, width: number, levels: Levels): number {
  let most = 0
  for (let i = from; i < from + width; i++) most = Math.max(most, Math.abs(rows[i]!))
  if (levels === 127 || most === 0) return most / levels
  let best = 0
  let least = Infinity
  for (const cut of CUTS) {
    const scale = (cut * most) / levels
    let error = 0
    for (let i = from; i < from + width; i++) {
      const value = rows[i]! / scale
      const off = value - nearest(value, levels)
      error += off * off
    }
    error *= scale * scale
    if (error < least) {
      best = scale
      least = error
    }
  }
  return best
}
