import { dot } from '../nlp/dot.ts'
import { activate } from '../nlp/net.ts'
import { softmax } from '../nlp/softmax.ts'
import type { Learned } from './net.ts'
import type { Rows } from './net-rows.ts'

/** How likely a net holds each output, of every row: count × outputs. */
export function answerRows(net: Learned, rows: Rows): Float32Array {
  const { hidden, outputs, features, bias, out, outBias } = net
  const last = Math.max(
    features.at(-1) ?? 0,
    rows.features.reduce((a, b) => Math.max(a, b), 0),
  )
  const place = new Int32Array(last + 1).fill(-1)
  features.forEach((feature, n) => (place[feature] = n * hidden))
  const answers = new Float32Array(rows.count * outputs)
  const z = new Float32Array(hidden)
  for (let n = 0; n < rows.count; n++) {
    z.set(bias)
    for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
      const from = place[rows.features[i]!]!
      if (from < 0) continue
      const value = rows.values[i]!
      for (let j = 0; j < hidden; j++) z[j]! += value * net.rows[from + j]!
    }
    activate(z, z)
    const logits = answers.subarray(n * outputs, (n + 1) * outputs)
    for (let k = 0; k < outputs; k++) logits[k] = outBias[k]! + dot(z, out, k * hidden)
    softmax(logits, 1, logits)
  }
  return answers
}
