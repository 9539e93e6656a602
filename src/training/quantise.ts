import { FEATURE_ROWS } from '../nlp/features.ts'
import type { Net } from '../nlp/net.ts'
import type { Learned } from './net.ts'
import { quantiseRows } from './quantise-rows.ts'

/** A net that serves: the rows of its features as bytes, at their places; others are zero. */
export function quantise({ features, rows: learned, ...rest }: Learned): Net {
  const { hidden } = rest
  const packed = quantiseRows(learned, hidden)
  const rows = new Int8Array(FEATURE_ROWS * hidden)
  const scales = new Float32Array(FEATURE_ROWS)
  features.forEach((feature, n) => {
    rows.set(packed.rows.subarray(n * hidden, (n + 1) * hidden), feature * hidden)
    scales[feature] = packed.scales[n]!
  })
  return { ...rest, rows, scales }
}
