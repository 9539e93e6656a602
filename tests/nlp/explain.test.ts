import { beforeAll, expect, test } from 'vitest'
import { attribute } from '../../src/nlp/attribution.ts'
import { explain } from '../../src/nlp/explain.ts'
import { hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { hiddenOf, logitsOf, sumsOf } from '../../src/nlp/net.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { toyExamples, toyModel } from './toy-bot.ts'

let model: NluModel
beforeAll(async () => {
  model = await toyModel()
})

/** Log-probability of ranking[0] among the ranked, the slow and plain way. */
function score(tokens: ReturnType<typeof tokenise>, ranking: readonly number[]): number {
  const { net, space } = model.intent
  const logits = logitsOf(net, hiddenOf(weighFeatures(hashFeatures(tokens, space), space), net))
  const ranked = ranking.map((k) => logits[k]!)
  return ranked[0]! - Math.log(ranked.reduce((sum, value) => sum + Math.exp(value), 0))
}

const texts = [
  'where is my order',
  'cancel cancel my order my order',
  '我的订单到哪了',
  'hello',
  'mixed 订单 please',
]
const ranking = [2, 0, 1, 3]

function pushesOf(text: string): number[] {
  const { net, space } = model.intent
  const hashed = hashFeatures(tokenise(text), model.intent.space)
  const features = weighFeatures(hashed, space)
  return attribute(hashed, features, sumsOf(features, net), net, ranking)
}

test.each(texts)('the pushes of "%s" are all the difference it makes', (text) => {
  const difference = score(tokenise(text), ranking) - score([], ranking)
  const sum = pushesOf(text).reduce((total, push) => total + push, 0)
  expect(Math.abs(sum - difference)).toBeLessThan(0.05 + 0.01 * Math.abs(difference))
})

test.each(texts)('the strongest word of "%s" pushes as its absence tells', (text) => {
  const tokens = tokenise(text)
  const pushes = pushesOf(text)
  const strongest = pushes.reduce(
    (so, push, t) => (Math.abs(push) > Math.abs(pushes[so]!) ? t : so),
    0,
  )
  const without = tokens.filter((_, t) => t !== strongest)
  const missed = score(tokens, ranking) - score(without, ranking)
  expect(Math.sign(pushes[strongest]!)).toBe(Math.sign(missed))
})

test('one message leaves nothing behind for the next', () => {
  const before = pushesOf('hello')
  pushesOf('cancel my order, hello')
  expect(pushesOf('hello')).toEqual(before)
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
