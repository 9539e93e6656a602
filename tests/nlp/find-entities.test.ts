import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EntityData, noEntities, readyEntities } from '../../src/nlp/entities/entity-model.ts'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { detectLanguage } from '../../src/nlp/language.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { Problem } from '../../src/problem.ts'

const now = new Date('2026-03-18T10:00:00Z') // a Wednesday

function find(text: string, data: Partial<EntityData> = {}, clock: Date | undefined = now) {
  const tokens = tokenise(text)
  const language = detectLanguage(text, tokens, ['en', 'zh'])
  const model = readyEntities({ ...noEntities, ...data })
  return findEntities({ text, language, ...(clock && { now: clock }) }, tokens, model)
}

/** What was found, as [entity, written, value]. */
function found(text: string, data: Partial<EntityData> = {}) {
  return find(text, data).map((e) => [e.entity, text.slice(e.start, e.end), e.value])
}

const shop: Partial<EntityData> = {
  patterns: [{ name: 'order_number', pattern: '(?:HP[- ]?|#)\\d{5}' }],
  phrases: [
    { entity: 'product', text: 'lamp', value: 'lamp' },
    { entity: 'product', text: 'Desk Lamp', value: 'Desk Lamp' },
    { entity: 'product', text: 'vase', value: 'vase' },
    { entity: 'product', text: 'shelf', value: 'shelf' },
    { entity: 'product', text: '台灯', value: '台灯' },
    { entity: 'product', text: 'C++ mug', value: 'C++ mug' },
    { entity: 'product', text: '.NET mug', value: '.NET mug' },
    { entity: 'city', text: 'Rome', value: 'Rome', role: 'to' },
  ],
  synonyms: [
    { text: '台灯', value: 'Desk Lamp' },
    { text: 'hp10023', value: 'the famous one' },
  ],
}

describe("the team's own", () => {
  test.each<[text: string, entities: unknown[]]>([
    ['where is hp-10023', [['order_number', 'hp-10023', 'hp-10023']]],
    ['我的订单HP-10023，谢谢', [['order_number', 'HP-10023', 'HP-10023']]],
    ['订单ＨＰ－１００２３呢', [['order_number', 'ＨＰ－１００２３', 'ＨＰ－１００２３']]],
    [
      '#10023 and HP 10024',
      [
        ['order_number', '#10023', '#10023'],
        ['order_number', 'HP 10024', 'HP 10024'],
      ],
    ],
    ['the longest: a desk  lamp', [['product', 'desk  lamp', 'Desk Lamp']]],
    ['the lamps', [['product', 'lamps', 'lamp']]],
    ['the vases', [['product', 'vases', 'vase']]],
    ['the shelves', [['product', 'shelves', 'shelf']]],
    ['clamp and lampshade', []],
    ['我想买台灯和别的', [['product', '台灯', 'Desk Lamp']]],
    ['𠮷野家的台灯', [['product', '台灯', 'Desk Lamp']]],
    ['a c++ mug, no c mug', [['product', 'c++ mug', 'C++ mug']]],
    ['the .net mug', [['product', '.net mug', '.NET mug']]],
    ['HP10023', [['order_number', 'HP10023', 'the famous one']]],
  ])('%s', (text, entities) => {
    expect(found(text, shop)).toEqual(entities)
  })

  test('a phrase keeps its role', () => {
    expect(find('fly to rome', shop)).toMatchObject([
      { entity: 'city', role: 'to', from: 'lookup' },
    ])
  })

  test('replaces the system entity of the same name', () => {
    expect(found('order PO-99887', shop)).toEqual([])
    expect(found('order PO-99887')).toEqual([['order_number', 'PO-99887', 'PO-99887']])
  })

  test('wins over what everybody has', () => {
    const data = { ...noEntities, patterns: [{ name: 'code', pattern: '\\d{4}' }] }
    expect(found('7 Mill Lane, call +44 20 7946 0958', data)).toContainEqual([
      'code',
      '7946',
      '7946',
    ])
  })

  test('a pattern that is not linear-time is refused with its reason', () => {
    for (const pattern of ['(?=a)b', '(a)\\1', '(']) {
      const refuse = () => readyEntities({ ...noEntities, patterns: [{ name: 'x', pattern }] })
      expect(refuse).toThrow(Problem)
      expect(refuse).toThrow(/Regex x: The pattern .* cannot be used/)
    }
  })

  test('an evil pattern costs nothing', () => {
    const data = { ...noEntities, patterns: [{ name: 'x', pattern: '(a+)+$' }] }
    expect(find(`${'a'.repeat(4000)}b`, data)).toEqual([])
  })
})

describe('system entities', () => {
  test.each<[text: string, entities: unknown[]]>([
    [
      'write to Jane.Doe+shop@mail.example.com.',
      [['email', 'Jane.Doe+shop@mail.example.com', 'Jane.Doe+shop@mail.example.com']],
    ],
    ['我的邮箱是li@example.cn谢谢', [['email', 'li@example.cn', 'li@example.cn']]],
    ['not@mail', []],
    [
      'see https://example.com/a?b=1, ok',
      [['url', 'https://example.com/a?b=1,', 'https://example.com/a?b=1']],
    ],
    ['请看www.example.com。', [['url', 'www.example.com', 'www.example.com']]],
    ['call +44 20 7946 0958 now', [['phone', '+44 20 7946 0958', '+442079460958']]],
    ['我的电话13812345678', [['phone', '13812345678', '13812345678']]],
    ['(020) 7946-0958', [['phone', '(020) 7946-0958', '02079460958']]],
    ['it was €12.50', [['money', '€12.50', { amount: 12.5, currency: 'EUR' }]]],
    ['EUR 1,250.00 please', [['money', 'EUR 1,250.00', { amount: 1250, currency: 'EUR' }]]],
    [
      '12,50 € und 3 pounds',
      [
        ['money', '12,50 €', { amount: 12.5, currency: 'EUR' }],
        ['money', '3 pounds', { amount: 3, currency: 'GBP' }],
      ],
    ],
    ['退我100元', [['money', '100元', { amount: 100, currency: 'CNY' }]]],
    ['￥99.9', [['money', '￥99.9', { amount: 99.9, currency: 'CNY' }]]],
    ['20% off', [['percentage', '20%', 20]]],
    ['I want 3 of them', [['number', '3', 3]]],
    ['我要３个', [['number', '３', 3]]],
    [
      '1,250 or 1.250,5',
      [
        ['number', '1,250', 1250],
        ['number', '1.250,5', 1250.5],
      ],
    ],
    ['order AB-123456', [['order_number', 'AB-123456', 'AB-123456']]],
    ['#10023?', [['order_number', '#10023', '10023']]],
    [
      'parcel 1Z999AA10123456784',
      [['tracking_number', '1Z999AA10123456784', '1Z999AA10123456784']],
    ],
    ['RR123456785GB', [['tracking_number', 'RR123456785GB', 'RR123456785GB']]],
    ['the abc123 thing', []],
    ['nothing here at all', []],
  ])('%s', (text, entities) => {
    expect(found(text)).toEqual(entities)
  })

  test("go by the domain's names", () => {
    const names = { phone: 'phone-number', date: 'time' }
    expect(find('today, +44 20 7946 0958', { names })).toMatchObject([
      { entity: 'time' },
      { entity: 'phone-number' },
    ])
  })
})

describe('dates, counted from Wednesday 2026-03-18', () => {
  test.each<[text: string, written: string, value: string]>([
    ['delivered today?', 'today', '2026-03-18'],
    ['the day after tomorrow', 'the day after tomorrow', '2026-03-20'],
    ['ordered yesterday', 'yesterday', '2026-03-17'],
    ['it came 3 days ago', '3 days ago', '2026-03-15'],
    ['a week ago', 'a week ago', '2026-03-11'],
    ['in two weeks', 'in two weeks', '2026-04-01'],
    ['last month', 'last month', '2026-02-18'],
    ['next year', 'next year', '2027-03-18'],
    ['on Friday', 'Friday', '2026-03-20'],
    ['last friday', 'last friday', '2026-03-13'],
    ['next Wednesday', 'next Wednesday', '2026-03-25'],
    ['on October 3rd', 'October 3rd', '2025-10-03'],
    ['on 3 October 2026', '3 October 2026', '2026-10-03'],
    ['by Apr 2', 'Apr 2', '2026-04-02'],
    ['2026-10-03', '2026-10-03', '2026-10-03'],
    ['am 03.10.2026', '03.10.2026', '2026-10-03'],
    ['今天能到吗', '今天', '2026-03-18'],
    ['大后天', '大后天', '2026-03-21'],
    ['我昨天下的单', '昨天', '2026-03-17'],
    ['三天前', '三天前', '2026-03-15'],
    ['两周之后', '两周之后', '2026-04-01'],
    ['十二天后', '十二天后', '2026-03-30'],
    ['上周五买的', '上周五', '2026-03-13'],
    ['下个星期一', '下个星期一', '2026-03-23'],
    ['周日', '周日', '2026-03-22'],
    ['上个月', '上个月', '2026-02-18'],
    ['3月20号到', '3月20号', '2026-03-20'],
    ['2025年12月1日', '2025年12月1日', '2025-12-01'],
  ])('%s', (text, written, value) => {
    expect(found(text)).toEqual([['date', written, value]])
  })

  test.each(['the cat sat in the sun', 'I may order', '2026-13-40', 'wed them', '周到的服务'])(
    '%s holds none',
    (text) => {
      expect(found(text).filter(([entity]) => entity === 'date')).toEqual([])
    },
  )

  test('without a clock the words are the value', () => {
    expect(findEntitiesWithoutClock('tomorrow or 2026-10-03')).toEqual(['tomorrow', '2026-10-03'])
  })
})

function findEntitiesWithoutClock(text: string) {
  const model = readyEntities(noEntities)
  return findEntities({ text, language: 'en' }, tokenise(text), model).map(({ value }) => value)
}

describe('any text', () => {
  test('has entities in order, apart from each other, where they say', () => {
    const pieces = fc.constantFrom(
      'HP-10023',
      'a@b.com',
      '台灯',
      'lamp',
      '€5',
      '+44 20 7946 0958',
      '明天',
      ' ',
      '-',
      '1',
      '😡',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        let last = 0
        for (const { start, end } of find(text, shop)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
      }),
    )
  })

  test.each(['a@b.com\n', '1', 'HP-1002', 'www.', '1-', '€1,', '一', 'in 1 ', '#'])(
    'of 64 KB of %s costs no more than its length',
    (unit) => {
      // Anything worse than linear would not be back before the test's time is up.
      const text = unit.repeat(Math.ceil(65_536 / unit.length))
      expect(find(text, shop).every(({ end }) => end <= text.length)).toBe(true)
    },
  )
})
