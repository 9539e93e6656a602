import { describe, expect, test } from 'vitest'
import { differenceOf, effectOf } from '../../src/insights/difference.ts'
import { wilson } from '../../src/insights/wilson.ts'

describe('Wilson’s interval', () => {
  // Newcombe's "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d lies from %f to %f', (count, of, low, high) => {
    const found = wilson(count, of)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  test('of all reaches up to 1, of nothing says nothing', () => {
    expect(wilson(20, 20)).toMatchObject({ share: 1, high: 1 })
    expect(wilson(0, 0)).toEqual({ count: 0, of: 0, share: null, low: 0, high: 1 })
  })
})

describe('the difference of two shares', () => {
  // Newcombe's "Interval estimation for the difference" (1998), table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
  ])('%d of %d against %d of %d', (a, m, b, n, difference, low, high) => {
    const found = differenceOf(wilson(a, m), wilson(b, n))
    expect(found.difference).toBeCloseTo(difference, 4)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })
})

describe('what a campaign did', () => {
  test.each([
    [[40, 400], [2, 100], 'more'],
    [[2, 400], [10, 100], 'fewer'],
    [[11, 100], [9, 100], 'unclear'],
    [[12, 29], [0, 100], 'too-few'],
    [[12, 100], [0, 29], 'too-few'],
    [[12, 100], [0, 0], 'no-control'],
  ] as const)('%j against %j is %s', ([a, m], [b, n], verdict) => {
    expect(effectOf({ count: a, of: m }, { count: b, of: n }).verdict).toBe(verdict)
  })
})
