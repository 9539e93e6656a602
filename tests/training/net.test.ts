import { describe, expect, test } from 'vitest'
import { hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import { hiddenOf, logitsOf } from '../../src/nlp/net.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { backward, forward, startLayer } from '../../src/training/first-layer.ts'
import { trainNet } from '../../src/training/net.ts'
import type { Batch, MakeHead } from '../../src/training/net-head.ts'
import { fastHead } from '../../src/training/net-head-fast.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import { tfjsHead } from '../../src/training/net-head-tfjs.ts'
import { netMemory, plainLoops } from '../../src/training/net-memory.ts'
import { measureSpace, weighRows } from '../../src/training/net-rows.ts'
import { quantise } from '../../src/training/quantise.ts'
import { startRandom } from '../../src/training/random.ts'
import { FEW } from '../../src/training/recipe.ts'

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
    wanted: Float32Array.from({ length: count }, () =>
      Math.floor(random.uniform() * outputs),
    ).reduce(
      (wanted, right, n) => {
        wanted.fill(0.1 / outputs, n * outputs, (n + 1) * outputs)
        wanted[n * outputs + right]! += 0.9
        return wanted
      },
      new Float32Array(count * outputs),
    ),
  }
}

function aHead(make: MakeHead, seed = 7, width = hidden, decay = 0) {
  const random = startRandom(seed)
  const out = Float32Array.from({ length: outputs * width }, () => random.normal())
  return make({ hidden: width, outputs, batch: 16, decay, out })
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

const heads: readonly (readonly [string, () => Promise<MakeHead>])[] = [
  ['fast', () => Promise.resolve(fastHead)],
  ['tfjs', tfjsHead],
]

test.each(heads)('the %s head takes the same steps as the reference', async (_, make) => {
  const width = 16
  const [ours, theirs] = [aHead(plainHead, 9, width, 0.01), aHead(await make(), 9, width, 0.01)]
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

describe('the loops', () => {
  const width = 32
  /** What each loop leaves in a memory of random numbers. */
  function run(
    make: () => Pick<ReturnType<typeof netMemory>, 'add' | 'dot' | 'move'>,
    buffer: ArrayBuffer,
  ) {
    const random = startRandom(4)
    const floats = new Float32Array(buffer)
    for (let i = 0; i < 640; i++) floats[i] = Math.abs(random.normal())
    const [rows, factors, touched, ends] = [4096, 4352, 4608, 4672]
    const integers = new Int32Array(buffer)
    integers.set([0, 128, 512, 128, 384], rows / 4)
    floats.set([0.5, -1, 2, 0.25, 3], factors / 4)
    integers.set([128, 0], touched / 4)
    integers.set([8, 20], ends / 4)
    const { add, dot, move } = make()
    add(1024, rows, factors, 20)
    dot(5120, 256, 0, 12)
    move(0, 512, 1024, touched, ends, rows, factors, 8, 0.01, 1.5, 0.99)
    return floats.slice(0, 1400)
  }

  test('are the same with WebAssembly and without', () => {
    const memory = netMemory(width, 4096)
    const fast = run(() => memory, memory.floats(4096).array.buffer as ArrayBuffer)
    const buffer = new ArrayBuffer(16_384)
    run(() => plainLoops(width, buffer), buffer).forEach((value, i) => {
      expect(fast[i]).toBeCloseTo(value, 5)
    })
  })
})

describe('the first layer', () => {
  const width = 16
  const texts = ['where is my order', 'cancel my order order', '我的订单', 'x']
  const rows = weighRows(texts, measureSpace(texts, { hasSeams: true, hasMeanings: false }))
  const all = Uint32Array.from([0, 1, 2, 3])
  const start = (of = rows, batch = 4) => startLayer(of, width, batch, startRandom(1))

  test('sums the weighted rows of each message', () => {
    const layer = start()
    layer.e.array.fill(0.25, layer.features.length * width)
    forward(layer, all, 0, startRandom(2))
    texts.forEach((_, n) => {
      for (let j = 0; j < width; j++) {
        let sum = 0.25
        for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
          const at = layer.features.indexOf(rows.features[i]!)
          sum += rows.values[i]! * layer.e.array[at * width + j]!
        }
        expect(layer.z.array[n * width + j]).toBeCloseTo(sum, 5)
      }
    })
  })

  test('drops the wanted share of inputs and scales up the rest', () => {
    const many = weighRows(
      Array.from({ length: 300 }, () => texts[1]!),
      measureSpace(texts, { hasSeams: true, hasMeanings: false }),
    )
    const layer = start(many, 300)
    layer.e.array.fill(1, 0, layer.features.length * width)
    const picked = Uint32Array.from({ length: 300 }, (_, n) => n)
    const total = () => layer.z.array.reduce((sum, value) => sum + value, 0)
    forward(layer, picked, 0.6, startRandom(3))
    const dropped = total()
    backward(layer, new Float32Array(300 * width), 0, 1)
    forward(layer, picked, 0, startRandom(3))
    expect(dropped / total()).toBeGreaterThan(0.8)
    expect(dropped / total()).toBeLessThan(1.2)
  })

  test('moves touched rows against dE = Σ x·dz, and no others', () => {
    const layer = start()
    const before = Float32Array.from(layer.e.array)
    const batch = Uint32Array.from([0, 1])
    forward(layer, batch, 0, startRandom(2))
    const dz = Float32Array.from({ length: 2 * width }, (_, i) => (i % 3) - 1)
    backward(layer, dz, 0.01, 1)
    const gradient = new Float64Array(before.length)
    for (const n of batch) {
      for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
        const at = layer.features.indexOf(rows.features[i]!) * width
        for (let j = 0; j < width; j++) gradient[at + j]! += rows.values[i]! * dz[n * width + j]!
      }
      for (let j = 0; j < width; j++) {
        gradient[layer.features.length * width + j]! += dz[n * width + j]!
      }
    }
    for (let i = 0; i < before.length; i++) {
      // The first step of Adam is the rate times the sign of the gradient.
      const wanted = Math.abs(gradient[i]!) < 1e-6 ? 0 : -0.01 * Math.sign(gradient[i]!)
      if (Math.abs(layer.e.array[i]! - before[i]! - wanted) > 1e-5) {
        expect({ i, moved: layer.e.array[i]! - before[i]! }).toEqual({ i, moved: wanted })
      }
    }
  })
})

describe('training', () => {
  const texts = ['ab', 'cd', 'ab cd', 'ef', 'ab ab', 'cd cd', 'ef ef', 'cd ab']
  // One message has either word, the other both: a linear layer alone cannot tell XOR.
  const labels = Int32Array.from([1, 1, 0, 2, 1, 1, 2, 0])
  const space = measureSpace(texts, { hasSeams: true, hasMeanings: false })
  const examples = { rows: weighRows(texts, space), labels, outputs: 3 }
  const settings = { ...FEW, hidden: 16, inputDropout: 0, hiddenDropout: 0.1, rate: 0.02, seed: 5 }

  const all = [['plain', () => Promise.resolve(plainHead)] as const, ...heads]

  test.each(all)('learns exclusive or (%s head)', async (_, make) => {
    const net = quantise(await trainNet(examples, settings, await make()))
    const answers = texts.map((text) => {
      const logits = logitsOf(
        net,
        hiddenOf(weighFeatures(hashFeatures(tokenise(text), space), space), net),
      )
      return logits.indexOf(Math.max(...logits))
    })
    expect(answers).toEqual([...labels])
  })

  test.each(all)('gives the same net for the same seed (%s head)', async (_, make) => {
    const once = await trainNet(examples, settings, await make())
    expect(await trainNet(examples, settings, await make())).toEqual(once)
    expect(await trainNet(examples, { ...settings, seed: 6 }, await make())).not.toEqual(once)
  })
})
