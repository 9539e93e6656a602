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
    'hi there, where is my order, and what are your opening hours, thank you very much',
    [
      ['where is my order', 'order_status'],
      ['what are your opening hours', 'faq/opening_hours'],
    ],
  ],
  [
    '取消订单 你们几点开门',
    [
      ['取消订单', 'cancel_order'],
      ['你们几点开门', 'faq/opening_hours'],
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
  'good morning, where is my order? thank you so much!',
  '您好，我的订单到哪了？谢谢啦',
])('%s says one thing', (text) => {
  expect(clauses(text)).toBeUndefined()
})

describe('a part that is between two intents', () => {
  const text = 'where is my package now and when are you open'
  /** The same bot, to which orders and cancelling look almost alike. */
  const torn = (limits: Partial<NluModel['intent']['limits']>): NluModel => {
    const { intents, net } = model.intent
    const [near, far] = ['order_status', 'cancel_order'].map((name) => intents.indexOf(name))
    const out = net.out.slice()
    const outBias = net.outBias.slice()
    for (let h = 0; h < net.hidden; h++) {
      out[far! * net.hidden + h] = net.out[near! * net.hidden + h]!
    }
    outBias[far!] = net.outBias[near!]! - 0.02
    const own = { ...model.intent.limits, ambiguity: 0.1, ...limits }
    return { ...model, intent: { ...model.intent, net: { ...net, out, outBias }, limits: own } }
  }

  test('is a clause in doubt, with both in its ranking', () => {
    const [first, second] = understand({ text }, torn({ threshold: 0.6 })).clauses ?? []
    expect(first).toMatchObject({ doubt: 'ambiguous', intent: { name: 'order_status' } })
    expect(first!.ranking.slice(0, 2).map(({ name }) => name)).toEqual([
      'order_status',
      'cancel_order',
    ])
    expect(first!.intent.confidence).toBeLessThan(0.6)
    expect(second).toMatchObject({ intent: { name: 'faq/opening_hours' } })
    expect(second).not.toHaveProperty('doubt')
  })

  test('is in no doubt beyond the margin', () => {
    const [first] = understand({ text }, torn({ ambiguity: 0 })).clauses ?? []
    expect(first).not.toHaveProperty('doubt')
  })
})

test('of three wishes that are each sure enough, none is joined to the next', () => {
  const text = 'cancel it, where is my order, and what are your opening hours'
  const ways = findParts(text, tokenise(text), model.intent)
  expect(ways.map(({ parts }) => parts.length)).toEqual([3, 2])
  expect(ways[0]!.apart).toBeLessThan(ways[1]!.apart)
  expect(clauses(text)).toHaveLength(3)
})

test('the surer the whole says one thing, the less it says several', () => {
  const text = 'cancel my order and where is my package'
  const [way] = findParts(text, tokenise(text), model.intent)
  const whole = (confidence: number) => [{ name: 'cancel_order', confidence }]
  expect(certaintyOf(way!, whole(1))).toBeLessThan(certaintyOf(way!, whole(0.5)))
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
