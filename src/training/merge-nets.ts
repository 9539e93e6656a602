import type { Learned } from './net.ts'

/**
 * Nets over the same features as one: their hidden layers side by side, its logits the sum of
 * theirs by their shares. With equal shares what it answers is the (geometric) mean of what they
 * hold likely.
 */
export function mergeNets(
  nets: readonly Learned[],
  shares: readonly number[] = nets.map(() => 1 / nets.length),
): Learned {
  const first = nets[0]!
  if (nets.length === 1) return first
  const { features, outputs } = first
  const hidden = nets.reduce((sum, net) => sum + net.hidden, 0)
  const bias = new Float32Array(hidden)
  const rows = new Float32Array(features.length * hidden)
  const out = new Float32Array(outputs * hidden)
  const outBias = new Float32Array(outputs)
  let from = 0
  nets.forEach((net, at) => {
    const [width, share] = [net.hidden, shares[at]!]
    bias.set(net.bias, from)
    for (let n = 0; n < features.length; n++) {
      rows.set(net.rows.subarray(n * width, (n + 1) * width), n * hidden + from)
    }
    for (let k = 0; k < outputs; k++) {
      for (let j = 0; j < width; j++) out[k * hidden + from + j] = net.out[k * width + j]! * share
      outBias[k]! += net.outBias[k]! * share
    }
    from += width
  })
  return { hidden, outputs, features, rows, bias, out, outBias }
}
