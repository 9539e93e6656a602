import { FEATURE_ROWS } from '../nlp/features.ts'
import type { Net } from '../nlp/net.ts'
import type { Layer } from './first-layer.ts'

/** The learned rows as bytes: value ≈ byte × the row's scale. Features nobody has become zero. */
export function quantise({ hidden, features, e }: Layer): Pick<Net, 'rows' | 'scales' | 'bias'> {
  const rows = new Int8Array(FEATURE_ROWS * hidden)
  const scales = new Float32Array(FEATURE_ROWS)
  features.forEach((feature, n) => {
    const [from, to] = [n * hidden, feature * hidden]
    let most = 0
    for (let j = 0; j < hidden; j++) most = Math.max(most, Math.abs(e.array[from + j]!))
    if (most === 0) return
    scales[feature] = most / 127
    for (let j = 0; j < hidden; j++) rows[to + j] = Math.round((e.array[from + j]! / most) * 127)
  })
  return { rows, scales, bias: e.array.slice(features.length * hidden) }
}
