import { describe, expect, test } from 'vitest'
import { grammar } from '../../src/nlp/grammar/grammar.ts'

const parsed = (text: string, language: string) => {
  const { words, phrases } = grammar(text, language)
  return {
    words: words.map(({ text: word, pos }) => `${word}/${pos}`).join(' '),
    phrases: phrases.map(({ kind, text: phrase }) => `${kind}: ${phrase}`),
  }
}

describe('English', () => {
  test.each<[text: string, words: string, phrases: string[]]>([
    [
      "I bought three blue lamps and they haven't arrived",
      "I/pronoun bought/verb three/number blue/adjective lamps/noun and/conjunction they/pronoun haven't/verb arrived/verb",
      ['noun: I', 'verb: bought', 'noun: three blue lamps', 'noun: they', "verb: haven't arrived"],
    ],
    [
      'two   chairs\nare broken 😀 again',
      'two/number chairs/noun are/verb broken/adjective again/adverb',
      ['noun: two   chairs', 'verb: are'],
    ],
    ['Cancel my order', 'Cancel/verb my/determiner order/noun', ['verb: Cancel', 'noun: my order']],
    ['', '', []],
  ])('%s', (text, words, phrases) => {
    expect(parsed(text, 'en')).toEqual({ words, phrases })
  })

  test.each([
    ['arrived', 'arriv'],
    ['Chairs', 'chair'],
    ['refunds', 'refund'],
  ])('the stem of %s is %s', (word, stem) => {
    expect(grammar(word, 'en').words[0]).toMatchObject({ text: word, stem })
  })
})

describe('Chinese', () => {
  test.each<[text: string, words: string, phrases: string[]]>([
    [
      '我买的蓝色毛毯还没有发货',
      '我/pronoun 买/verb 的/particle 蓝色/noun 毛毯/noun 还/adverb 没有/verb 发货/noun',
      ['noun: 我', 'verb: 买', 'noun: 蓝色毛毯', 'verb: 还没有', 'noun: 发货'],
    ],
    [
      '请帮我查一下三张椅子的订单，谢谢',
      '请/verb 帮/verb 我/pronoun 查/verb 一下/number 三张/number 椅子/noun 的/particle 订单/noun 谢谢/noun',
      ['verb: 请帮', 'noun: 我', 'verb: 查一下', 'noun: 三张椅子的订单', 'noun: 谢谢'],
    ],
    [
      '我已经收到了两个坏的杯子',
      '我/pronoun 已经/adverb 收到/verb 了/particle 两个/number 坏/adjective 的/particle 杯子/noun',
      ['noun: 我', 'verb: 已经收到了', 'noun: 两个坏的杯子'],
    ],
    ['', '', []],
  ])('%s', (text, words, phrases) => {
    expect(parsed(text, 'zh')).toEqual({ words, phrases })
  })
})

test.each([
  ['It’s late — HP-10023 hasn’t arrived… 😀😀 at my house', 'en'],
  ['the the the lamp the lamp', 'en'],
  ['\ud800 broken\u0000 lamp', 'en'],
  ['😀我想退货 HP-10023，谢谢！\n再见', 'zh'],
  ['\ud800 坏了的 lamp', 'zh'],
  ['wo ist meine Bestellung?', 'de'],
])('offsets are those of the text: %j', (text, language) => {
  const { words, phrases } = grammar(text, language)
  expect(words.length).toBeGreaterThan(0)
  for (const found of [...words, ...phrases]) {
    expect(text.slice(found.start, found.end)).toBe(found.text)
  }
  const starts = words.map(({ start }) => start)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  expect(new Set(starts).size).toBe(starts.length)
})

test('asked for twice, it is found once', () => {
  expect(grammar('where is my order', 'en')).toBe(grammar('where is my order', 'en'))
  expect(grammar('where is my order', 'de')).not.toBe(grammar('where is my order', 'en'))
})
