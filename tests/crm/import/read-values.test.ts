import { describe, expect, test } from 'vitest'
import { readBoolean } from '../../../src/crm/import/read-boolean.ts'
import { readCountry } from '../../../src/crm/read-country.ts'
import { readCurrency } from '../../../src/crm/import/read-currency.ts'
import { readDate } from '../../../src/crm/import/read-date.ts'
import { readEmail } from '../../../src/crm/import/read-email.ts'
import { readNumber } from '../../../src/crm/import/read-number.ts'
import { readPhone } from '../../../src/crm/read-phone.ts'

describe('numbers', () => {
  test.each([
    ['12', 12, null],
    ['1234567', 1234567, null],
    ['12.50', 12.5, '.'],
    ['12,5', 12.5, ','],
    ['1,234.50', 1234.5, '.'],
    ['1.234,50', 1234.5, ','],
    ['1 234,50 €', 1234.5, ','],
    ["CHF 1'234.50", 1234.5, '.'],
    ['1,234,567', 1234567, null],
    ['1.234.567', 1234567, null],
    ['12,34,567.89', 1234567.89, '.'],
    ['-3', -3, null],
    ['(3.50)', -3.5, '.'],
    ['3,50-', -3.5, ','],
    ['0.123', 0.123, '.'],
    ['¥88', 88, null],
    ['８８．５元', 88.5, '.'],
    ['-0', 0, null],
  ])('%s is %d', (text, value, sign) => {
    const read = readNumber(text)
    expect(read).toEqual({ kind: 'clear', value, sign })
  })
  test.each(['1,234', '1.234', '-12,345 EUR'])(
    '%s is a thousand here and one and a bit there',
    (text) => {
      expect(readNumber(text)).toMatchObject({ kind: 'unclear' })
    },
  )
  test.each(['', 'abc', '1,23,4', '1.2.3', '--1', '12a', '1-2', '(3', '#REF!', '.', ','])(
    '%j is none',
    (text) => expect(readNumber(text)).toBeNull(),
  )
})

describe('dates', () => {
  test.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z', null],
    ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00.000Z', null],
    ['2026-11-20 09:30', '2026-11-20T09:30:00.000Z', null],
    ['2026-11-20T09:30:00.250+08:00', '2026-11-20T01:30:00.250Z', null],
    ['2026/1/5', '2026-01-05T00:00:00.000Z', null],
    ['2026.01.05', '2026-01-05T00:00:00.000Z', null],
    ['20261120', '2026-11-20T00:00:00.000Z', null],
    ['2026年11月20日', '2026-11-20T00:00:00.000Z', null],
    ['2026年1月5日 下午 3:05', '2026-01-05T15:05:00.000Z', null],
    ['20.11.2026', '2026-11-20T00:00:00.000Z', null],
    ['3.4.2026', '2026-04-03T00:00:00.000Z', null],
    ['20/11/2026', '2026-11-20T00:00:00.000Z', 'day-first'],
    ['11/20/2026 3:05 PM', '2026-11-20T15:05:00.000Z', 'month-first'],
    ['4/4/2026', '2026-04-04T00:00:00.000Z', null],
    ['20-11-26', '2026-11-20T00:00:00.000Z', 'day-first'],
    ['20 Nov 2026', '2026-11-20T00:00:00.000Z', null],
    ['November 20, 2026', '2026-11-20T00:00:00.000Z', null],
    ['5th March 1999', '1999-03-05T00:00:00.000Z', null],
    ['２０２６－１１－２０', '2026-11-20T00:00:00.000Z', null],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', null],
  ])('%s', (text, iso, order) => expect(readDate(text)).toEqual({ kind: 'clear', iso, order }))
  test('3/4/2026 is in April or in March', () => {
    expect(readDate('3/4/2026')).toEqual({
      kind: 'unclear',
      as: { 'day-first': '2026-04-03T00:00:00.000Z', 'month-first': '2026-03-04T00:00:00.000Z' },
    })
  })
  test.each(['2026-02-30', '31.04.2026', '2025-02-29', '2026-13-01', '40/40/2026'])(
    '%s cannot be',
    (text) => expect(readDate(text)).toEqual({ kind: 'impossible' }),
  )
  test.each([
    '',
    'soon',
    '12',
    '2026',
    '12.50',
    '2026-11-20 25:00',
    '+49 30 5550101',
    '13812345678',
  ])('%j is none', (text) => expect(readDate(text)).toBeNull())
})

test.each([
  ['a.b@example.com', { value: 'a.b@example.com', isAsItWas: true }],
  [' A@Example.com. ', { value: 'A@Example.com', isAsItWas: false }],
  ['Anna <a@example.com>', { value: 'a@example.com', isAsItWas: false }],
  ['mailto:a@example.com', { value: 'a@example.com', isAsItWas: false }],
  ['ａ＠example．com', { value: 'a@example.com', isAsItWas: false }],
  ['a@b', null],
  ['a@@example.com', null],
  ['none', null],
])('e-mail %j', (text, read) => expect(readEmail(text)).toEqual(read))

test.each([
  ['+49 30 55501234', null, '+493055501234'],
  ['0049 (30) 5550-1234', null, '+493055501234'],
  ['030 55501234', 'DE', '+493055501234'],
  ['138 0000 1492', 'CN', '+8613800001492'],
  ['＋８６ 13800001492', null, '+8613800001492'],
  ['(212) 555-0123', 'US', '+12125550123'],
  ['13800001492', null, null],
  ['123', 'DE', null],
  ['+49 30 555 x', null, null],
  ['call me', 'DE', null],
])('phone %j of %s', (text, country, e164) => {
  expect(readPhone(text, country)?.e164 ?? null).toBe(e164)
})

test.each([
  ['Germany', 'DE'],
  ['deutschland', 'DE'],
  ['德国', 'DE'],
  ['de', 'DE'],
  ['CHN', 'CN'],
  ['中国', 'CN'],
  ['UK', 'GB'],
  ['Österreich', 'AT'],
  ['Atlantis', null],
])('country %s', (text, code) => expect(readCountry(text)).toBe(code))

test.each([
  ['yes', true],
  ['否', false],
  ['TRUE', true],
  ['0', false],
  ['maybe', null],
])('yes or no: %s', (text, value) => expect(readBoolean(text)).toBe(value))

test.each([
  ['eur', 'EUR'],
  ['€', 'EUR'],
  ['￥', 'CNY'],
  ['人民币', 'CNY'],
  ['XQZ', null],
])('currency %s', (text, code) => expect(readCurrency(text)).toBe(code))
