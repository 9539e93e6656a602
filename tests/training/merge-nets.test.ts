import { expect, test } from 'vitest'
import { hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import { hiddenOf, logitsOf } from '../../src/nlp/net.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { mergeNets } from '../../src/training/merge-nets.ts'
import { type Learned, trainNet } from '../../src/training/net.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import { measureSpace, weighRows } from '../../src/training/net-rows.ts'
import { quantise } from '../../src/training/quantise.ts'
import { FEW } from '../../src/training/recipe.ts'

const texts = ['where is my order', 'cancel it', 'hello there', 'hello', 'cancel my order', 'where']
const labels = Int32Array.from([0, 1, 2, 2, 1, 0])
const space = measureSpace(texts, { hasSeams: true, hasMeanings: false })
const rows = weighRows(texts, space)

function learn(seed: number): Promise<Learned> {
  const settings = { ...FEW, hidden: 16, epochs: 8, seed }
  return trainNet({ rows, labels, outputs: 3 }, settings, plainHead)
}

function logits(net: ReturnType<typeof quantise>, text: string): Float32Array {
  return logitsOf(net, hiddenOf(weighFeatures(hashFeatures(tokenise(text), space), space), net))
}

test('nets side by side have the mean of their logits', async () => {
  const nets = [await learn(1), await learn(2), await learn(3)]
  const merged = quantise(mergeNets(nets))
  expect(merged.hidden).toBe(48)
  for (const text of texts) {
    const each = nets.map((net) => logits(quantise(net), text))
    logits(merged, text).forEach((value, k) => {
      expect(value).toBeCloseTo(each.reduce((sum, one) => sum + one[k]!, 0) / 3, 1)
    })
  }
})

test('in half bytes a net has weights from −7 to 7 and says nearly the same', async () => {
  const net = await learn(1)
  const [whole, half] = [quantise(net), quantise(net, 7)]
  expect(half.rows.every((value) => Math.abs(value) <= 7)).toBe(true)
  for (const text of texts) {
    const [a, b] = [logits(whole, text), logits(half, text)]
    expect(b.indexOf(Math.max(...b))).toBe(a.indexOf(Math.max(...a)))
    a.forEach((value, k) => expect(Math.abs(value - b[k]!)).toBeLessThan(0.25))
  }
})
