import { expect, test } from 'vitest'
import { startRandom } from '../../src/training/random.ts'

test('a dropout uses the numbers that come next, and so does what follows it', () => {
  const [one, other] = [startRandom(7), startRandom(7)]
  const values = new Float32Array(1000)
  one.drop(values, 900, 0.3)
  for (let i = 0; i < 900; i++) {
    expect(values[i]).toBe(other.uniform() < 0.3 ? 0 : Math.fround(1 / 0.7))
  }
  expect([...values.subarray(900)]).toEqual(Array(100).fill(0))
  expect(one.uniform()).toBe(other.uniform())
})
