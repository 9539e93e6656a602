import { expect, test } from 'vitest'
import { startRandom } from '../../src/training/random.ts'
import { evenness, sharpen, trust } from '../../src/training/teach.ts'

/** Answers that hold one output likely, the others alike. */
function answers(outputs: number, right: readonly number[], sure = 0.9): Float32Array {
  return Float32Array.from(
    right.flatMap((label) =>
      Array.from({ length: outputs }, (_, k) => (k === label ? sure : (1 - sure) / (outputs - 1))),
    ),
  )
}

const lopsided = [0, 0, 0, 0, 0, 0, 0, 1, 2]
const random = startRandom(1)
const byChance = Array.from({ length: 40 }, () => Math.floor(20 * random.uniform()))

test.each([
  ['every intent alike', 3, [0, 1, 2, 0, 1, 2, 0, 1, 2], 1],
  ['a few messages of many intents', 20, byChance, 1],
  ['one intent far commoner', 3, lopsided, 0],
])('tells how even the shares are: %s', (_, outputs, right, even) => {
  expect(Math.round(evenness(answers(outputs, right), outputs))).toBe(even)
})

test('even shares are made so, uneven ones are left', () => {
  const asked = answers(3, lopsided, 0.5)
  const shareOf = (even: number) => {
    const sharp = sharpen(asked, 3, even)
    return sharp.reduce((sum, value, i) => sum + (i % 3 === 0 ? value : 0), 0) / lopsided.length
  }
  expect(shareOf(0)).toBeGreaterThan(0.55)
  expect(shareOf(1)).toBeLessThan(0.45)
  for (const even of [0, 0.5, 1]) {
    const sharp = sharpen(asked, 3, even)
    for (let n = 0; n < lopsided.length; n++) {
      expect(sharp[3 * n]! + sharp[3 * n + 1]! + sharp[3 * n + 2]!).toBeCloseTo(1, 5)
    }
  }
})

test('a message counts as much as it is understood where the shares are uneven', () => {
  const asked = Float32Array.from([...answers(3, [0], 0.9), ...answers(3, [1], 0.4)])
  expect([...trust(asked, 3, 1)]).toEqual([1, 1])
  const [sure, unsure] = trust(asked, 3, 0)
  expect(sure).toBeCloseTo(0.9, 5)
  expect(unsure).toBeCloseTo(0.4, 5)
})
