import { FEATURE_ROWS } from '../nlp/features.ts'
import type { Net } from '../nlp/net.ts'
import type { Learned } from './net.ts'

/** A net that serves, its rows as bytes: value ≈ byte × the row's scale; others are zero. */
export function quantise({ features, rows: learned, ...rest }: Learned): Net {
  const { hidden } = rest
  const rows = new Int8Array(FEATURE_ROWS * hidden)
  const scales = new Float32Array(FEATURE_ROWS)
  features.forEach((feature, n) => {
    const [from, to] = [n * hidden, feature * hidden]
    let most = 0
    for (let j = 0; j < hidden; j++) most = Math.max(most, Math.abs(learned[from + j]!))
    if (most === 0) return
    scales[feature] = most / 127
    for (let j = 0; j < hidden; j++) rows[to + j] = Math.round((learned[from + j]! / most) * 127)
  })
  return { ...rest, rows, scales }
}
