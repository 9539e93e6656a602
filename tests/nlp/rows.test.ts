import { expect, test } from 'vitest'
import { MOST_ROWS, fastRows, plainRows } from '../../src/nlp/rows.ts'

const width = 128
const count = 300

/** Whole numbers from −127 to 127 that look like chance and are the same in each run. */
const noise = (length: number, seed: number) =>
  Array.from({ length }, (_, i) => (Math.imul(i + seed, 0x9e3779b1) >>> 8) % 255).map(
    (n) => n - 127,
  )

const bytes = Int8Array.from(noise(width * 500, 1))
const floats = Float32Array.from(noise(width * 500, 2), (n) => n / 97)

test.each([
  ['bytes', bytes],
  ['floats', floats],
])('%s: the WebAssembly loops reckon as the plain ones do', (_, matrix) => {
  const fast = fastRows(matrix, width)!
  const plain = plainRows(matrix, width)
  expect(fast).not.toBeNull()
  for (const rows of [fast, plain]) {
    rows.vector.set(noise(width, 3).map((n) => n / 100))
    rows.numbers.set(noise(count, 4).map((n) => n + 250))
    rows.factors.set(noise(count, 5).map((n) => n / 100_000))
    rows.add(count)
  }
  expect(largestDifference(fast.vector, plain.vector)).toBeLessThan(1e-4)
  expect(Math.max(...plain.vector)).toBeGreaterThan(1)

  plain.vector.set(fast.vector)
  for (const rows of [fast, plain]) rows.dot(count)
  const scale = Math.max(...plain.factors.map(Math.abs))
  expect(largestDifference(fast.factors, plain.factors) / scale).toBeLessThan(1e-6)
})

test('none and the most rows at once stay within their buffers', () => {
  const fast = fastRows(bytes, width)!
  fast.numbers.fill(499)
  fast.vector.fill(1)
  fast.factors.fill(7)
  fast.add(0)
  fast.dot(0)
  expect([fast.vector[0], fast.factors[0]]).toEqual([1, 7])
  fast.dot(MOST_ROWS)
  const sum = bytes.subarray(499 * width).reduce((total, byte) => total + byte, 0)
  expect(new Set(fast.factors)).toEqual(new Set([sum]))
  expect(fast.numbers.every((row) => row === 499)).toBe(true)
})

test('a width that is no multiple of 16 is left to the plain loops', () => {
  expect(fastRows(bytes, 20)).toBeNull()
})

const largestDifference = (one: Float32Array, other: Float32Array) =>
  Math.max(...one.map((value, i) => Math.abs(value - other[i]!)))
