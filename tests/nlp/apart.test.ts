import { describe, expect, test } from 'vitest'
import { type Said, apart } from '../../src/nlp/apart.ts'

/** Two parts of a text with `|` around what stands between them. */
function split(marked: string, before: Partial<Said> = {}, after: Partial<Said> = {}) {
  const [left = '', joint = '', right = ''] = marked.split('|')
  const start = left.length + joint.length
  const usual = { uncertainty: 0.5, words: 4 }
  const ranked = (name: string) => [{ name, confidence: 0.9 }]
  return apart(
    left + joint + right,
    { ...usual, start: 0, end: left.length, ranking: ranked('cancel_order'), ...before },
    { ...usual, start, end: start + right.length, ranking: ranked('opening_hours'), ...after },
  )
}

describe('words announce something else', () => {
  const plain = split('cancel my order|, |track my parcel')

  test.each([
    'cancel my order|, also |track my parcel',
    'cancel my order| and also |track my parcel',
    'cancel my order| plus |track my parcel',
    'cancel my order|, then |track my parcel',
    'cancel my order. |Also, |track my parcel',
    'cancel my order|. By the way, |track my parcel',
    'cancel my order| and |when are you open',
    'cancel my order| as well as |could you track my parcel',
    '取消订单|，还有|周末开门吗',
    '取消订单|还有|怎么退货',
    '取消订单|。另外，|周末开门吗',
    '取消订单|，再|查一下快递',
    '取消订单|，顺便|查一下快递',
    '取消订单| 同时|查一下快递',
  ])('%s', (text) => {
    expect(split(text)).toBeGreaterThan(plain)
  })

  test.each([
    'cancel my order| and |track my parcel',
    'cancel my order|, |when are you open',
    'cancel my order|. |when are you open',
    'a black| and |white shirt',
    'a kettle| as well as |a lamp',
    '取消订单|，|周末开门吗',
    '你们|还有|现货吗',
    '登录|以及|付款的问题',
  ])('not in %s', (text) => {
    expect(split(text)).toBe(plain)
  })
})

describe('two parts are the further apart', () => {
  const text = 'cancel my order|, |track my parcel'
  const hours = (confidence: number) => ({ name: 'opening_hours', confidence })

  test('the surer either is', () => {
    expect(split(text, {}, { ranking: [hours(0.99)] })).toBeGreaterThan(split(text))
    expect(split(text, {}, { ranking: [hours(0.6)] })).toBeLessThan(split(text))
  })

  test('the less the one wavers that wavers the most', () => {
    expect(split(text, { uncertainty: 0.9 })).toBeLessThan(split(text))
    expect(split(text, { uncertainty: 0.1 })).toBe(split(text))
  })

  test('the less one says what the other means', () => {
    const near = [hours(0.6), { name: 'cancel_order', confidence: 0.3 }]
    const far = [hours(0.6), { name: 'greet', confidence: 0.3 }]
    expect(split(text, {}, { ranking: near })).toBeLessThan(split(text, {}, { ranking: far }))
  })

  test('the more words the shorter one has, up to five', () => {
    expect(split(text, { words: 2 })).toBeLessThan(split(text))
    expect(split(text, { words: 9 }, { words: 5 })).toBeGreaterThan(split(text))
    expect(split(text, { words: 9 }, { words: 6 })).toBe(split(text, { words: 9 }, { words: 5 }))
  })
})
