import { describe, expect, test } from 'vitest'
import { lime } from '../../src/nlp/comparison/lime.ts'
import { shapley } from '../../src/nlp/comparison/shapley.ts'
import type { Value } from '../../src/nlp/comparison/value-of-words.ts'
import { startRandom } from '../../src/training/random.ts'

/** Every word is worth its weight, alone or with others. */
const linear =
  (weights: readonly number[]): Value =>
  (isSaid) =>
    weights.reduce((sum, weight, n) => sum + weight * isSaid[n]!, -0.5)

/** A left glove and one of two right ones: Shapley's textbook game. */
const gloves: Value = ([left, right, other]) => (left && (right || other) ? 1 : 0)

const uniform = () => {
  const random = startRandom(1)
  return () => random.uniform()
}

const few = [2, -1, 0.5]
const many = Array.from({ length: 14 }, (_, n) => ((n * 7) % 5) - 2)

describe.each([
  ['LIME', lime],
  ['SHAP', shapley],
])('%s', (_, method) => {
  test.each([[few], [many]])('finds the weights of a sum: %j', (weights) => {
    const found = method(weights.length, linear(weights), uniform())
    found.forEach((value, n) => expect(value).toBeCloseTo(weights[n]!, 3))
  })

  test('is the same for the same seed', () => {
    const value = linear(many)
    expect(method(14, value, uniform())).toEqual(method(14, value, uniform()))
  })

  test('has nothing to say of no words', () => {
    expect(method(0, () => 0, uniform())).toEqual([])
  })
})

test('Shapley values of the glove game are 2/3, 1/6 and 1/6', () => {
  const [left, right, other] = shapley(3, gloves, uniform())
  expect(left).toBeCloseTo(2 / 3, 10)
  expect(right).toBeCloseTo(1 / 6, 10)
  expect(other).toBeCloseTo(1 / 6, 10)
})

test('sampled values too are all of the difference, and near the exact ones', () => {
  // Eleven who add nothing make it too many to try all.
  const values = shapley(14, gloves, uniform())
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10)
  expect(values[0]).toBeCloseTo(2 / 3, 1)
})

test('a word alone is worth all there is', () => {
  const value: Value = ([one]) => (one ? 0.7 : 0.2)
  // Silence is far from the message, so LIME counts it little against the ridge.
  expect(lime(1, value, uniform())[0]).toBeCloseTo(0.5, 1)
  expect(shapley(1, value, uniform())[0]).toBeCloseTo(0.5, 10)
})
