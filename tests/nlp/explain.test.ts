import { beforeAll, expect, test } from 'vitest'
import { explain } from '../../src/nlp/explain.ts'
import { hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { hiddenOf, logitsOf } from '../../src/nlp/net.ts'
import { occlude } from '../../src/nlp/occlusion.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { toyExamples, toyModel } from './toy-bot.ts'

let model: NluModel
beforeAll(async () => {
  model = await toyModel()
})

/** Log-probability of ranking[0] among the ranked, the slow and plain way. */
function score(tokens: ReturnType<typeof tokenise>, ranking: readonly number[]): number {
  const { net, space } = model.intent
  const logits = logitsOf(net, hiddenOf(weighFeatures(hashFeatures(tokens), space), net))
  const ranked = ranking.map((k) => logits[k]!)
  return ranked[0]! - Math.log(ranked.reduce((sum, value) => sum + Math.exp(value), 0))
}

test.each([
  'where is my order',
  'cancel cancel my order my order',
  '我的订单到哪了',
  'hello',
  'mixed 订单 please',
])('the push of each word of "%s" is what taking it away costs', (text) => {
  const tokens = tokenise(text)
  const ranking = [2, 0, 1, 3]
  const pushes = occlude(
    tokens,
    hashFeatures(tokens),
    model.intent.space,
    model.intent.net,
    ranking,
  )
  tokens.forEach((_, t) => {
    const without = tokens.filter((__, other) => other !== t)
    expect(pushes[t]).toBeCloseTo(score(tokens, ranking) - score(without, ranking), 3)
  })
})

test('the words that say it push hardest', () => {
  const { words } = explain('could you perhaps cancel that', model)
  expect(words[0]?.[0]).toBe('cancel')
  expect(words[0]?.[1]).toBeGreaterThan(0)
})

test('a training line is its own nearest line, with its place', () => {
  const example = toyExamples.find(({ text }) => text === '我要取消这个订单')!
  const { nearest } = explain(example.text, model)
  expect(nearest[0]).toEqual({ ...example.source, name: 'cancel_order', text: example.text })
  expect(nearest).toHaveLength(3)
})

test.each(['', '…', '\ud800', 'a '.repeat(30_000)])('any text can be explained', (text) => {
  expect(explain(text, model).words.length).toBeLessThanOrEqual(12)
})
