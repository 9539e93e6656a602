import { expect, test } from 'vitest'
import { segmentFields } from '../../../src/crm/segments/fields.ts'
import { readFilter } from '../../../src/crm/segments/read-filter.ts'

const nested = (depth: number): unknown => (depth === 0 ? { all: [] } : { not: nested(depth - 1) })
const one = { field: 'orders', is: 'over', value: 1 }

test.each([
  ['everybody', { all: [] }],
  ['a condition', one],
  ['a tree', { any: [{ not: one }, { all: [one, { field: 'email', is: 'is-empty' }] }] }],
  ['a window', { ...one, withinDays: 365 }],
  ['a currency', { field: 'spent', of: 'EUR', is: 'between', value: [0, 19.99] }],
  ['a relative day', { field: 'last-order', is: 'before', value: { daysAgo: 90 } }],
  ['a list', { field: 'tier', is: 'is-one-of', value: ['gold', 'silver'] }],
])('%s is a filter', (_what, filter) => {
  expect(readFilter(filter, segmentFields)).toEqual(filter)
})

const spent = { field: 'spent', of: 'EUR', is: 'over', value: 1 }
const since = { field: 'since', is: 'before' }

test.each([
  [null, /^The filter is no condition\. Write \{"all"/],
  [[one], /^The filter is no condition/],
  [{}, /^The filter is no condition/],
  [{ all: [], any: [one] }, /^The filter is no condition/],
  [{ all: {} }, /, all is not a list/],
  [{ any: [] }, /, any is empty/],
  [
    { all: [one, { not: { ...one, field: 'ordrs' } }] },
    /, all\[1\]\.not\.field "ordrs" is no field\. Use one of name, email/,
  ],
  [{ ...one, field: 'constructor' }, /field "constructor" is no field/],
  [{ ...one, field: 'password_hash' }, /is no field/],
  [{ ...one, is: 'contains' }, /, is "contains" cannot be asked of orders\. Use one of is, /],
  [{ ...one, is: 'or 1=1' }, /, is cannot be read/],
  [{ ...one, extra: 1 }, /cannot be read/],
  [{ ...one, value: '1' }, /, value is "1"\. orders over needs a whole number/],
  [{ ...one, value: 1.5 }, /value is 1\.5/],
  [{ ...one, value: -1 }, /value is -1/],
  [{ field: 'orders', is: 'over' }, /, value is missing\. orders over needs/],
  [{ ...one, of: 'EUR' }, /, of has no meaning for orders\. Leave it out/],
  [
    { field: 'spent', is: 'over', value: 1 },
    /, of is missing\. spent needs a currency, such as "EUR"/,
  ],
  [{ ...spent, of: 'euro' }, /, of cannot be "euro"/],
  [{ ...spent, value: 1.999 }, /at most two decimals/],
  [{ ...spent, is: 'is' }, /cannot be asked of spent/],
  [{ field: 'tier', is: 'is', value: 'platinum' }, /one of standard, silver, gold/],
  [{ field: 'tier', is: 'is-one-of', value: 'gold' }, /a list, each one of/],
  [{ field: 'city', is: 'is', value: 'x', withinDays: 3 }, /withinDays has no meaning for city/],
  [{ field: 'email', is: 'is-empty', value: 'x' }, /needs no value/],
  [{ ...since, value: '2026-02-30' }, /a day such as/],
  [{ ...since, value: 'yesterday' }, /a day such as/],
  [{ ...since, value: { daysAgo: -1 } }, /value\.daysAgo cannot be read/],
  [{ ...one, is: 'between', value: [3, 1] }, /the lower first/],
])('%j is refused', (filter, message) => {
  expectRefused(filter, message)
})

test('what nobody would write is refused before it is computed', () => {
  expectRefused({ all: Array.from({ length: 51 }, () => one) }, /more than 50 conditions/)
  expectRefused(nested(9), /nested deeper than 8/)
})

function expectRefused(filter: unknown, message: RegExp): void {
  expect(() => readFilter(filter, segmentFields)).toThrow(
    expect.objectContaining({
      kind: 'invalid',
      code: 'BadFilter',
      message: expect.stringMatching(message),
    }),
  )
}
