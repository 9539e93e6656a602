import { describe, expect, test } from 'vitest'
import { readQuery } from '../../../src/crm/search/read-query.ts'
import { termsOf } from '../../../src/crm/search/terms.ts'

test.each<[text: string, words: string]>([
  ['Café HP-10023!', 'cafe hp 10023'],
  ['我要退货', '我要 要退 退货 货'],
  ['iPhone 手机壳', 'iphone 手机 机壳 壳'],
  ['ＨＰ－１００２３', 'hp 10023'],
  ["Anna's 𠮷野家", 'anna s 𠮷野 野家 家'],
  ['Привет, 안녕 👍 ไทย', 'привет 안녕 ไทย'],
  ['\' OR 1=1 -- "; <b>', 'or 1 1 b'],
])('"%s" is found by: %s', (text, words) => {
  const terms = termsOf(text)
  expect(terms.map(({ word }) => word).join(' ')).toBe(words)
  for (const { start, end } of terms)
    expect(text.slice(start, end)).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
})

describe('a query', () => {
  test.each<[text: string, phrases: string[]]>([
    ['refund lamp', ['refund', 'lamp*']],
    ['refund lamp ', ['refund', 'lamp']],
    ['ref* lamp ', ['ref*', 'lamp']],
    ['"oak desk lamp"', ['"oak desk lamp"']],
    ['“橡木台灯”', ['"橡木 木台 台灯"']],
    ['退货', ['退货*']],
    ['订单退款了吗', ['订单', '退款*']],
    ['灯', ['灯*']],
    ['的', ['的*']],
    ['HP-10023', ['hp 10023*']],
    ['anna@example.com ', ['anna example com']],
    ['http://x re:order ', ['http x', 're order']],
    ['"unfinished busi', ['"unfinished busi"']],
    ['!!! … ""', []],
  ])('%s', (text, phrases) => {
    const shown = readQuery(text).phrases.map(({ words, isPrefix, isExact }) => {
      const typed = words.join(' ') + (isPrefix ? '*' : '')
      return isExact ? `"${typed}"` : typed
    })
    expect(shown).toEqual(phrases)
  })

  test('has fields in both languages', () => {
    const english = readQuery(
      'kind:tickets status:Open from:2026-11-01 to:2026-11-30 email:Anna@example.com order:hp-1',
    )
    expect(english).toMatchObject({
      phrases: [],
      kinds: ['ticket'],
      statuses: ['open'],
      from: '2026-11-01',
      to: '2026-11-30',
      email: 'Anna@example.com',
      order: 'HP-1',
    })
    const chinese = readQuery(
      '类型：工单 状态：进行中 从：2026年11月1日 到:2026/11/30 订单:HP-1 灯',
    )
    expect(chinese).toMatchObject({
      phrases: [{ words: ['灯'] }],
      kinds: ['ticket'],
      statuses: ['open'],
      from: '2026-11-01',
      to: '2026-11-30',
      order: 'HP-1',
    })
  })

  test.each(['from:yesterday', 'to:2026-02-30', 'kind:invoice', '类型:发票', 'status:banana'])(
    '%s is refused with what could stand there',
    (text) => {
      expect(() => readQuery(text)).toThrow(
        expect.objectContaining({ kind: 'invalid', code: 'BadSearch' }),
      )
    },
  )
})
