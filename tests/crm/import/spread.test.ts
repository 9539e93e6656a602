import { expect, test } from 'vitest'
import { seenKeys } from '../../../src/crm/import/seen-keys.ts'
import { spread } from '../../../src/crm/import/spread.ts'

const limitsOf = (numbers: readonly number[]) => {
  const column = spread()
  for (const x of numbers) column.add(x)
  return column.limits()
}

/** The quantiles of a normal distribution, near enough. */
const bell = (n: number) =>
  Array.from({ length: n }, (_, i) => {
    const p = (i + 0.5) / n
    return Math.log(p / (1 - p)) / 1.702
  })

test('limits lie three and a half deviations away, and wild numbers do not move them', () => {
  const quiet = limitsOf(bell(1_000))!
  expect(quiet.high).toBeCloseTo(3.4, 0)
  const wild = limitsOf([...bell(1_000), ...Array.from({ length: 50 }, () => 1e9)])!
  expect(wild.high).toBeCloseTo(quiet.high, 0)
})

test('amounts spread to one side: a hundredfold is far, a threefold is not', () => {
  const { low, high } = limitsOf(bell(1_000).map((x) => 100 * Math.exp(x / 3)))!
  expect(low).toBeGreaterThan(0)
  expect(high).toBeGreaterThan(300)
  expect(high).toBeLessThan(1_000)
})

test('of mostly one number, others are measured by the mean deviation', () => {
  const { high } = limitsOf([
    ...Array.from({ length: 90 }, () => 1),
    ...Array.from({ length: 10 }, () => 2),
  ])!
  expect(high).toBeGreaterThan(1)
  expect(high).toBeLessThan(2)
})

test('of few numbers or one and the same nothing is said', () => {
  expect(limitsOf(bell(20))).toBeNull()
  expect(limitsOf(Array.from({ length: 100 }, () => 5))).toBeNull()
})

test('a text is remembered with its first line, whatever their number', () => {
  const seen = seenKeys()
  for (let i = 0; i < 20_000; i++) expect(seen(`key ${i}`, i)).toBeNull()
  for (let i = 0; i < 20_000; i++) expect(seen(`key ${i}`, 99)).toBe(i)
})
