import { describe, expect, test } from 'vitest'
import { FEATURE_ROWS, hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import { MEANING_SIZE } from '../../src/nlp/meanings.ts'
import { hiddenOf, logitsOf } from '../../src/nlp/net.ts'
import { softmax } from '../../src/nlp/softmax.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { bayesNet } from '../../src/training/bayes-net.ts'
import { measureSpace, weighRows } from '../../src/training/net-rows.ts'
import { quantise } from '../../src/training/quantise.ts'

const texts = ['where is my order', 'cancel it', 'hello there', 'hello', 'cancel my order', 'where']
const labels = Int32Array.from([0, 1, 2, 2, 1, 0])
const space = measureSpace(texts, { hasSeams: true, hasMeanings: false })
const rows = weighRows(texts, space)
const asked = [...texts, 'where is it', 'hello, cancel']

function logits(text: string, net: ReturnType<typeof quantise>): Float32Array {
  return logitsOf(net, hiddenOf(weighFeatures(hashFeatures(tokenise(text), space), space), net))
}

/** Σ value·ln p(feature | intent), as the definition has it. */
function byDefinition(text: string): Float32Array {
  const table = new Map<number, number[]>()
  for (const feature of rows.features) table.set(feature, [0.002, 0.002, 0.002])
  for (let n = 0; n < rows.count; n++) {
    for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
      table.get(rows.features[i]!)![labels[n]!]! += rows.values[i]!
    }
  }
  const totals = [0, 1, 2].map((k) => [...table.values()].reduce((sum, row) => sum + row[k]!, 0))
  const {
    count,
    rows: features,
    values,
  } = weighFeatures(hashFeatures(tokenise(text), space), space)
  const sums = new Float32Array(3)
  for (let i = 0; i < count; i++) {
    const row = table.get(features[i]!)
    row?.forEach((p, k) => (sums[k]! += values[i]! * Math.log(p / totals[k]!)))
  }
  return sums
}

describe('naive Bayes as a net', () => {
  test.each(asked)('holds as likely what the definition does: %s', (text) => {
    const net = quantise(bayesNet({ rows, labels, outputs: 3 }, 0.1))
    const [got, expected] = [softmax(logits(text, net)), softmax(byDefinition(text))]
    got.forEach((share, k) => expect(share).toBeCloseTo(expected[k]!, 1))
  })

  test('has weights of the size asked for', () => {
    const { rows: weights } = bayesNet({ rows, labels, outputs: 3 }, 0.1)
    const square = weights.reduce((sum, w) => sum + w * w, 0) / weights.length
    expect(Math.sqrt(square)).toBeCloseTo(0.1)
  })

  test('learns from soft answers as from labels that say the same', () => {
    const soft = new Float32Array(texts.length * 3)
    labels.forEach((label, n) => (soft[n * 3 + label] = 1))
    const [hard, other] = [{}, { soft }].map((taught) =>
      bayesNet({ rows, labels, outputs: 3, ...taught }, 0.1),
    )
    expect(other).toEqual(hard)
  })
})

test('meanings are no counts and say nothing to it', () => {
  const meant = weighRows(texts, measureSpace(texts, { hasSeams: true, hasMeanings: true }))
  const net = bayesNet({ rows: meant, labels, outputs: 3 }, 0.1)
  const from = net.features.findIndex((feature) => feature >= FEATURE_ROWS)
  expect(net.features.length - from).toBe(MEANING_SIZE)
  expect(net.rows.subarray(from * net.hidden).every((value) => value === 0)).toBe(true)
  expect(net.rows.subarray(0, from * net.hidden).some((value) => value !== 0)).toBe(true)
})
