import { ADAM, type Batch, type Head, type HeadSettings } from './net-head.ts'

/** The head in typed arrays, every formula written out: the reference of the tests. */
export function plainHead(settings: HeadSettings): Head {
  const { hidden, outputs, decay } = settings
  const out = Float32Array.from(settings.out)
  const outBias = new Float32Array(outputs)
  const adamOut = startAdam(out.length)
  const adamBias = startAdam(outputs)
  let dz = new Float32Array(0)
  return {
    step({ size, z, mask, wanted }: Batch, rate) {
      if (dz.length < size * hidden) dz = new Float32Array(size * hidden)
      const dOut = new Float32Array(out.length)
      const dBias = new Float32Array(outputs)
      const h = new Float32Array(hidden)
      const dh = new Float32Array(hidden)
      const shares = new Float32Array(outputs)
      let loss = 0
      for (let n = 0; n < size; n++) {
        const at = n * hidden
        for (let j = 0; j < hidden; j++) {
          const value = z[at + j]!
          h[j] = (value / (1 + Math.exp(-1.702 * value))) * mask[at + j]!
        }
        // logits = c + W·h
        let most = -Infinity
        for (let k = 0; k < outputs; k++) {
          let sum = outBias[k]!
          for (let j = 0; j < hidden; j++) sum += out[k * hidden + j]! * h[j]!
          shares[k] = sum
          if (sum > most) most = sum
        }
        let total = 0
        for (let k = 0; k < outputs; k++) total += Math.exp(shares[k]! - most)
        const norm = most + Math.log(total)
        let weight = 0
        for (let k = 0; k < outputs; k++) weight += wanted[n * outputs + k]!
        dh.fill(0)
        for (let k = 0; k < outputs; k++) {
          const right = wanted[n * outputs + k]!
          loss -= (right * (shares[k]! - norm)) / size
          // dLogits = (weight·softmax − wanted) / batch
          const d = (weight * Math.exp(shares[k]! - norm) - right) / size
          dBias[k]! += d
          for (let j = 0; j < hidden; j++) {
            dOut[k * hidden + j]! += d * h[j]!
            dh[j]! += d * out[k * hidden + j]!
          }
        }
        for (let j = 0; j < hidden; j++) {
          const value = z[at + j]!
          const s = 1 / (1 + Math.exp(-1.702 * value))
          // g'(z) = σ + 1.702·z·σ·(1 − σ)
          dz[at + j] = dh[j]! * mask[at + j]! * (s + 1.702 * value * s * (1 - s))
        }
      }
      for (let i = 0; i < out.length; i++) out[i]! *= 1 - rate * decay
      stepAdam(adamOut, out, dOut, rate)
      stepAdam(adamBias, outBias, dBias, rate)
      return { loss, dz }
    },
    weights: () => ({ out: Float32Array.from(out), outBias: Float32Array.from(outBias) }),
    dispose() {},
  }
}

type Adam = { readonly m: Float32Array; readonly v: Float32Array; t: number }

function startAdam(length: number): Adam {
  return { m: new Float32Array(length), v: new Float32Array(length), t: 0 }
}

function stepAdam(adam: Adam, weights: Float32Array, gradient: Float32Array, rate: number): void {
  const { m, v } = adam
  const { beta1, beta2, epsilon } = ADAM
  adam.t++
  const unbias1 = 1 - beta1 ** adam.t
  const unbias2 = 1 - beta2 ** adam.t
  for (let i = 0; i < weights.length; i++) {
    const d = gradient[i]!
    m[i] = beta1 * m[i]! + (1 - beta1) * d
    v[i] = beta2 * v[i]! + (1 - beta2) * d * d
    weights[i]! -= (rate * (m[i]! / unbias1)) / (Math.sqrt(v[i]! / unbias2) + epsilon)
  }
}
