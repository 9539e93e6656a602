import { describe, expect, test } from 'vitest'
import { weighWords } from '../../src/commands/weigh-words.ts'
import { explain } from '../../src/nlp/explain.ts'
import { loadCurrent } from '../../src/training/publish.ts'
import { models } from '../parley-process.ts'

const { nlu } = loadCurrent(models)!
const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

test('Chinese characters stand together as words, and push as one', () => {
  const words = weighWords('帮我取消订单 HP-10042 吧', 'zh', nlu)
  expect(words.map(({ word }) => word)).toEqual(['帮', '我', '取消', '订单', 'HP', '10042', '吧'])
  for (const { word, start, end } of words) {
    expect('帮我取消订单 HP-10042 吧'.slice(start, end)).toBe(word)
  }
  const all = (pushes: readonly number[]) => pushes.reduce((sum, push) => sum + push, 0)
  const tokens = explain('帮我取消订单 HP-10042 吧', nlu).words.map(([, push]) => push)
  expect(all(words.map(({ push }) => push))).toBeCloseTo(all(tokens), 2)
})

test('a text too long to compare is refused, with what to do', () => {
  expect(() => weighWords('word '.repeat(101), 'en', nlu, { compare: true })).toThrow(
    /at most 100 words.*Leave out --compare/,
  )
})

test('silence has no words', () => {
  expect(weighWords('…', 'en', nlu, { compare: true })).toEqual([])
})

describe('on the sample bot’s own examples', () => {
  /** Of the three strongest words of every 25th example: how often all methods push the same way. */
  function agreement(language: string, leastShare: number) {
    const texts = nlu.examples.texts.filter((text) => isChinese(text) === (language === 'zh'))
    let [words, byLime, byShap] = [0, 0, 0]
    for (let n = 0; n < texts.length; n += 25) {
      const weighed = weighWords(texts[n]!, language, nlu, { compare: true })
      const strongest = weighed.sort((a, b) => Math.abs(b.push) - Math.abs(a.push)).slice(0, 3)
      const least = leastShare * Math.abs(strongest[0]?.push ?? 0)
      for (const { push, lime = 0, shap = 0 } of strongest) {
        if (Math.abs(push) < least) continue
        words++
        if (Math.sign(lime) === Math.sign(push)) byLime++
        if (Math.sign(shap) === Math.sign(push)) byShap++
      }
    }
    return Math.min(byLime, byShap) / words
  }

  // A message of up to ten words is compared exactly, so that what differs is no noise: leaving a
  // word out, saying it alone and the way there ask different things, and answer a weak word
  // differently. LIME and SHAP differ from each other as often.
  test.each([
    ['en', 0.93],
    ['zh', 0.88],
  ])('%s: the three strongest words push the same way by LIME and by SHAP', (language, least) => {
    expect(agreement(language, 0)).toBeGreaterThan(least)
  })

  test.each(['en', 'zh'])(
    '%s: nearly all that push half as much as the strongest do',
    (language) => {
      expect(agreement(language, 0.5)).toBeGreaterThan(0.97)
    },
  )
})
