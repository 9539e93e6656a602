import { beforeAll, describe, expect, test } from 'vitest'
import { certaintyOf, findParts } from '../../src/nlp/clauses.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { understand, understandAndExplain } from '../../src/nlp/understand.ts'
import { toyModel } from './toy-bot.ts'

let model: NluModel
beforeAll(async () => {
  const toy = await toyModel()
  // So small a bot is too unsure of anything: what is tried here is where messages are taken apart.
  const limits = { ...toy.intent.limits, outOfScope: 99, threshold: 0, clauses: 0.3 }
  model = { ...toy, intent: { ...toy.intent, limits, temperature: toy.intent.temperature / 3 } }
})

const clauses = (text: string) =>
  understand({ text }, model).clauses?.map(({ start, end, intent }) => [
    text.slice(start, end),
    intent.name,
  ])

test.each<[string, [string, string][]]>([
  [
    'cancel my order and where is my package',
    [
      ['cancel my order', 'cancel_order'],
      ['where is my package', 'order_status'],
    ],
  ],
  [
    'please cancel the order! When are you open?',
    [
      ['please cancel the order!', 'cancel_order'],
      ['When are you open?', 'faq/opening_hours'],
    ],
  ],
  [
    '取消订单，还有你们几点开门',
    [
      ['取消订单', 'cancel_order'],
      ['你们几点开门', 'faq/opening_hours'],
    ],
  ],
  [
    'hi there, where is my order, and what are your opening hours',
    [
      ['hi there', 'greet'],
      ['where is my order', 'order_status'],
      ['what are your opening hours', 'faq/opening_hours'],
    ],
  ],
])('%s', (text, expected) => {
  expect(clauses(text)).toEqual(expected)
})

test.each([
  'where is my order',
  'cancel my order and cancel the order',
  'track my parcel, track my package',
  'cancel',
  '',
  'and, and. and!',
  '我的订单到哪了',
])('%s says one thing', (text) => {
  expect(clauses(text)).toBeUndefined()
})

describe('the plainer it is said that something else follows, the surer it is', () => {
  const joint = (text: string) => findParts(text, tokenise(text), model.intent)?.joint

  test.each([
    ['where is my order? when are you open', 'announced'],
    ['cancel my order. when are you open', 'announced'],
    ['cancel my order, also when are you open', 'announced'],
    ['cancel my order and also when are you open', 'announced'],
    ['cancel my order plus track my parcel', 'announced'],
    ['cancel my order and where is my package', 'announced'],
    ['取消订单，还有你们几点开门', 'announced'],
    ['取消订单另外你们几点开门', 'announced'],
    ['取消订单？另外周末开门吗', 'announced'],
    ['cancel my order and track my parcel', 'and'],
    ['cancel my order, when are you open', 'and'],
    ['cancel my order, track my parcel', 'pause'],
    ['取消订单，周末开门吗', 'pause'],
    ['取消订单还有周末开门吗', 'pause'],
    // Of several the weakest.
    ['hi there, cancel my order and where is my package', 'pause'],
  ])('%s: %s', (text, expected) => {
    expect(joint(text)).toBe(expected)
  })

  test('what the whole message says counts less and less', () => {
    const text = 'cancel my order and where is my package'
    const found = findParts(text, tokenise(text), model.intent)!
    const certainty = (['announced', 'and', 'pause'] as const).map((one) =>
      certaintyOf({ ...found, joint: one }, []),
    )
    expect(certainty).toEqual([...new Set(certainty)].sort((a, b) => b - a))
  })
})

test('entities are those of their clause, with offsets into the message', () => {
  const text = 'cancel my order HP-10023 and where is my order HP-10042'
  const found = understand({ text }, model).clauses
  expect(
    found?.map(({ entities }) => entities.map(({ start, end }) => text.slice(start, end))),
  ).toEqual([['HP-10023'], ['HP-10042']])
})

test('below the limit a message stays whole', () => {
  const limits = { ...model.intent.limits, clauses: 1 }
  const strict = { ...model, intent: { ...model.intent, limits } }
  const { clauses: found } = understand({ text: 'cancel my order and where is my package' }, strict)
  expect(found).toBeUndefined()
})

describe('the message as a whole', () => {
  test('is explained as such, though its parts were understood before', () => {
    const text = 'cancel my order and where is my package'
    const words = understandAndExplain({ text }, model)
      .explain()
      .words.map(([word]) => word)
    expect(words).toEqual(expect.arrayContaining(['cancel', 'where', 'package']))
  })

  test('of 64 KB of seams is read in one go', () => {
    for (const unit of [' and ', ', ', '. ', '，', '还有', ' \n']) {
      expect(clauses(unit.repeat(65_536 / unit.length))).toBeUndefined()
    }
  })
})
