import { expect, test } from 'vitest'
import { readWatermark } from '../../src/channels/watermark.ts'

test.each<[string, unknown, number]>([
  ['absent', undefined, 0],
  ['empty', '', 0],
  ['zero', '0', 0],
  ['in the middle', '7', 7],
  ['the end', '12', 12],
  ['the future', '13', 12],
  ['far too large', '1'.padEnd(31, '0'), 12],
])('a watermark that is %s', (_name, given, expected) => {
  expect(readWatermark(given, 12)).toBe(expected)
})

test.each<[unknown]>([
  ['-1'],
  ['1.5'],
  ['1e3'],
  ['x'],
  [' 1'],
  ['0x1'],
  ['NaN'],
  [['1', '2']],
  [{ a: '1' }],
  ['9'.repeat(100)],
])('%j is no watermark', (given) => {
  expect(() => readWatermark(given, 12)).toThrowError(
    expect.objectContaining({ code: 'BadArgument' }),
  )
})
