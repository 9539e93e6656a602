import { describe, expect, test } from 'vitest'
import { hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import { hiddenOf, logitsOf } from '../../src/nlp/net.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { backward, forward, startLayer } from '../../src/training/first-layer.ts'
import { FEW, trainNet } from '../../src/training/net.ts'
import type { Batch, MakeHead } from '../../src/training/net-head.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import { tfjsHead } from '../../src/training/net-head-tfjs.ts'
import { measureSpace, weighRows } from '../../src/training/net-rows.ts'
import { startRandom } from '../../src/training/random.ts'

const hidden = 5
const outputs = 4
const size = 3

function aBatch(seed: number, width = hidden, count = size): Batch {
  const random = startRandom(seed)
  const numbers = () => Float32Array.from({ length: count * width }, () => random.normal())
  return {
    size: count,
    z: numbers(),
    mask: Float32Array.from({ length: count * width }, () => (random.uniform() < 0.5 ? 0 : 2)),
    labels: Int32Array.from({ length: count }, () => Math.floor(random.uniform() * outputs)),
  }
}

function aHead(make: MakeHead, seed = 7, width = hidden, decay = 0) {
  const random = startRandom(seed)
  const out = Float32Array.from({ length: outputs * width }, () => random.normal())
  return make({ hidden: width, outputs, smoothing: 0.1, decay, out })
}

/** The loss alone: a step of rate 0 moves nothing. */
const lossOf = (batch: Batch) => aHead(plainHead).step(batch, 0).loss

describe('the reference head', () => {
  test('has the gradient by z that finite differences have', () => {
    const batch = aBatch(3)
    const dz = Float32Array.from(aHead(plainHead).step(batch, 0).dz)
    const step = 1e-2
    for (let i = 0; i < size * hidden; i++) {
      const moved = (by: number): Batch => {
        const z = Float32Array.from(batch.z)
        z[i]! += by
        return { ...batch, z }
      }
      expect(dz[i]).toBeCloseTo((lossOf(moved(step)) - lossOf(moved(-step))) / (2 * step), 3)
    }
  })

  test('moves W and c against their gradients', () => {
    const batch = aBatch(4)
    const head = aHead(plainHead)
    const losses = Array.from({ length: 60 }, () => head.step(batch, 0.05).loss)
    // Label smoothing leaves this much however sure the head is.
    const least = -(0.925 * Math.log(0.925) + 3 * 0.025 * Math.log(0.025))
    expect(losses.at(-1)).toBeLessThan(losses[0]!)
    expect(losses.at(-1)).toBeGreaterThanOrEqual(least)
  })
})

test('the tfjs head takes the same steps as the reference', async () => {
  const width = 16
  const [ours, theirs] = [aHead(plainHead, 9, width, 0.01), aHead(await tfjsHead(), 9, width, 0.01)]
  for (let step = 0; step < 8; step++) {
    const batch = aBatch(20 + step, width, step === 7 ? 5 : 12)
    const [a, b] = [ours.step(batch, 0.01), theirs.step(batch, 0.01)]
    expect(b.loss).toBeCloseTo(a.loss, 4)
    for (let i = 0; i < batch.size * width; i++) expect(b.dz[i]).toBeCloseTo(a.dz[i]!, 4)
  }
  const [a, b] = [ours.weights(), theirs.weights()]
  for (const part of ['out', 'outBias'] as const) {
    a[part].forEach((value, i) => expect(b[part][i]).toBeCloseTo(value, 3))
  }
  theirs.dispose()
})

describe('the first layer', () => {
  const texts = ['where is my order', 'cancel my order order', '我的订单', 'x']
  const rows = weighRows(texts, measureSpace(texts))
  const all = Uint32Array.from([0, 1, 2, 3])

  test('sums the weighted rows of each message', () => {
    const layer = startLayer(hidden, startRandom(1))
    layer.b.fill(0.25)
    forward(layer, rows, all, 0, startRandom(2))
    texts.forEach((_, n) => {
      for (let j = 0; j < hidden; j++) {
        let sum = 0.25
        for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
          sum += rows.values[i]! * layer.e[rows.features[i]! * hidden + j]!
        }
        expect(layer.z[n * hidden + j]).toBeCloseTo(sum, 5)
      }
    })
  })

  test('drops the wanted share of inputs and scales up the rest', () => {
    const many = weighRows(
      Array.from({ length: 300 }, () => texts[1]!),
      measureSpace(texts),
    )
    const layer = startLayer(hidden, startRandom(1))
    layer.e.fill(1)
    const picked = Uint32Array.from({ length: 300 }, (_, n) => n)
    forward(layer, many, picked, 0.6, startRandom(3))
    const mean = layer.z.reduce((sum, value) => sum + value, 0)
    forward(layer, many, picked, 0, startRandom(3))
    const whole = layer.z.reduce((sum, value) => sum + value, 0)
    expect(mean / whole).toBeGreaterThan(0.8)
    expect(mean / whole).toBeLessThan(1.2)
  })

  test('moves touched rows against dE = Σ x·dz, and no others', () => {
    const layer = startLayer(hidden, startRandom(1))
    const before = Float32Array.from(layer.e)
    const batch = Uint32Array.from([0, 1])
    forward(layer, rows, batch, 0, startRandom(2))
    const dz = Float32Array.from({ length: 2 * hidden }, (_, i) => (i % 3) - 1)
    backward(layer, 2, dz, 0.01, 1)
    const gradient = new Float64Array(before.length)
    for (const n of batch) {
      for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
        const at = rows.features[i]! * hidden
        for (let j = 0; j < hidden; j++) {
          gradient[at + j]! += rows.values[i]! * dz[n * hidden + j]!
        }
      }
    }
    for (let i = 0; i < before.length; i++) {
      // The first step of Adam is the rate times the sign of the gradient.
      const wanted = Math.abs(gradient[i]!) < 1e-6 ? 0 : -0.01 * Math.sign(gradient[i]!)
      if (Math.abs(layer.e[i]! - before[i]! - wanted) > 1e-5) {
        expect({ i, moved: layer.e[i]! - before[i]! }).toEqual({ i, moved: wanted })
      }
    }
  })
})

describe('training', () => {
  const texts = ['ab', 'cd', 'ab cd', 'ef', 'ab ab', 'cd cd', 'ef ef', 'cd ab']
  // One message has either word, the other both: a linear layer alone cannot tell XOR.
  const labels = Int32Array.from([1, 1, 0, 2, 1, 1, 2, 0])
  const space = measureSpace(texts)
  const examples = { rows: weighRows(texts, space), labels, outputs: 3 }
  const settings = { ...FEW, hidden: 16, inputDropout: 0, hiddenDropout: 0.1, rate: 0.02, seed: 5 }

  test.each([
    ['plain', () => Promise.resolve(plainHead)],
    ['tfjs', tfjsHead],
  ])('learns exclusive or (%s head)', async (_, make) => {
    const net = await trainNet(examples, settings, await make())
    const answers = texts.map((text) => {
      const logits = logitsOf(
        net,
        hiddenOf(weighFeatures(hashFeatures(tokenise(text)), space), net),
      )
      return logits.indexOf(Math.max(...logits))
    })
    expect(answers).toEqual([...labels])
  })

  test.each([
    ['plain', () => Promise.resolve(plainHead)],
    ['tfjs', tfjsHead],
  ])('gives the same net for the same seed (%s head)', async (_, make) => {
    const once = await trainNet(examples, settings, await make())
    expect(await trainNet(examples, settings, await make())).toEqual(once)
    expect(await trainNet(examples, { ...settings, seed: 6 }, await make())).not.toEqual(once)
  })
})
