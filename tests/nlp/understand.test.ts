import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NluModel } from '../../src/nlp/model.ts'
import { understand } from '../../src/nlp/understand.ts'
import { toyExamples, toyModel } from './toy-bot.ts'

let model: NluModel
beforeAll(async () => {
  model = await toyModel()
})

test.each<[text: string, language: string, intent: string]>([
  ['where is my package?', 'en', 'order_status'],
  ['please cancel the order', 'en', 'cancel_order'],
  ['When do you open', 'en', 'faq/opening_hours'],
  ['hello!', 'en', 'greet'],
  ['我的包裹到哪了', 'zh', 'order_status'],
  ['帮我取消订单', 'zh', 'cancel_order'],
  ['幫我取消訂單', 'zh', 'cancel_order'],
  ['help me 取消訂單', 'zh', 'cancel_order'],
])('%s', (text, language, intent) => {
  const understanding = understand({ text }, model)
  expect(understanding).toMatchObject({ language, intent: { name: intent } })
  expect(understanding.ranking[0]).toEqual(understanding.intent)
})

test('the ranking falls, holds each intent once and sums to at most 1', () => {
  const { ranking } = understand({ text: 'cancel or track my order' }, model)
  const sorted = [...ranking].sort((a, b) => b.confidence - a.confidence)
  expect(ranking).toEqual(sorted)
  expect(new Set(ranking.map(({ name }) => name)).size).toBe(ranking.length)
  expect(ranking.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.0001)
})

test('a training line itself is understood for certain, whatever the net makes of it', () => {
  const unsure = {
    ...model,
    intent: { ...model.intent, limits: { outOfScope: 0, threshold: 1, ambiguity: 1, clauses: 1 } },
  }
  for (const { text, intent } of toyExamples) {
    const understanding = understand({ text: ` ${text.toUpperCase()} ` }, unsure)
    expect(understanding.intent).toEqual({ name: intent, confidence: 1 })
    expect(understanding.doubt).toBe(intent === 'out_of_scope' ? 'out-of-scope' : undefined)
  }
})

describe('a greeting before and thanks after one wish', () => {
  const plain = (): NluModel => ({
    ...model,
    intent: {
      ...model.intent,
      temperature: model.intent.temperature / 3,
      limits: { outOfScope: 99, threshold: 0.5, ambiguity: 0, clauses: 1 },
    },
  })

  test.each([
    ['Hello, where is my parcel? Thank you very much!', 'where is my parcel?'],
    ['您好，包裹在哪里，谢谢', '包裹在哪里'],
  ])('leave it as it is: %s', (text, wish) => {
    const { intent, ranking } = understand({ text }, plain())
    expect(intent.name).toBe('order_status')
    expect(ranking).toEqual(understand({ text: wish }, plain()).ranking)
  })

  test('are all that a message says when the rest is not plain', () => {
    const strict = plain()
    const unsure = {
      ...strict,
      intent: { ...strict.intent, limits: { ...strict.intent.limits, threshold: 1.1 } },
    }
    const text = 'good morning, this and that again'
    expect(understand({ text }, unsure).ranking).toEqual(
      understand({ text: 'good morning this and that again' }, unsure).ranking,
    )
  })
})

describe('doubt', () => {
  const strict = (limits: Partial<NluModel['intent']['limits']>): NluModel => ({
    ...model,
    intent: { ...model.intent, limits: { ...model.intent.limits, outOfScope: 99, ...limits } },
  })

  test("the team's out-of-scope examples count as such", () => {
    expect(understand({ text: 'tell me a joke' }, strict({}))).toMatchObject({
      intent: { name: 'out_of_scope' },
      doubt: 'out-of-scope',
    })
  })

  test('text without a single known feature is out of scope', () => {
    for (const text of ['', '…', '\u0000', '\ud800']) {
      expect(understand({ text }, model).doubt).toBe('out-of-scope')
    }
  })

  test('above the entropy limit a message is out of scope', () => {
    expect(understand({ text: 'hello you' }, strict({ outOfScope: 0 })).doubt).toBe('out-of-scope')
  })

  test('below the threshold it is unsure, within the margin ambiguous', () => {
    expect(understand({ text: 'can i get a refund' }, strict({ threshold: 1 })).doubt).toBe(
      'unsure',
    )
    expect(understand({ text: 'can i get a refund' }, strict({ ambiguity: 1 })).doubt).toBe(
      'ambiguous',
    )
    expect(
      understand({ text: 'can i get a refund' }, strict({ threshold: 0, ambiguity: 0 })).doubt,
    ).toBeUndefined()
  })

  test('two that tie are ambiguous though neither reaches the threshold, if together they do', () => {
    const { ranking } = understand({ text: 'can i get a refund' }, strict({}))
    const [first, second] = ranking.map(({ confidence }) => confidence) as [number, number]
    const margin = first - second + 0.001
    const doubt = (threshold: number, ambiguity: number) =>
      understand({ text: 'can i get a refund' }, strict({ threshold, ambiguity })).doubt
    expect(doubt(first + second - 0.001, margin)).toBe('ambiguous')
    expect(doubt(first + second + 0.001, margin)).toBe('unsure')
    expect(doubt(first + 0.001, margin - 0.002)).toBe('unsure')
    expect(doubt(first - 0.001, margin - 0.002)).toBeUndefined()
  })
})

describe('a command', () => {
  test('says itself what it means', () => {
    expect(understand({ text: '/inform{"order_number":"HP-10023"}' }, model)).toMatchObject({
      intent: { name: 'inform', confidence: 1 },
      entities: [{ entity: 'order_number', value: 'HP-10023', from: 'payload', start: 0, end: 0 }],
      isUpset: false,
    })
  })

  test('of a button goes before its title, whose language it has', () => {
    const understood = understand({ text: '是的，没错', payload: '/affirm' }, model)
    expect(understood).toMatchObject({ language: 'zh', intent: { name: 'affirm' } })
    expect(understood.doubt).toBeUndefined()
  })

  test('that is none is understood as text', () => {
    const understood = understand({ text: 'Order', payload: 'where is my order HP-10023' }, model)
    expect(understood.intent.name).toBe('order_status')
    expect(understood.entities).toMatchObject([{ value: 'HP-10023', start: 0, end: 0 }])
  })
})

test('the same message is understood the same whatever came before', () => {
  const once = understand({ text: 'where is my order HP-10023' }, model)
  understand({ text: '你好' }, model)
  expect(understand({ text: 'where is my order HP-10023' }, model)).toEqual(once)
})

describe('any text', () => {
  test('is understood without an error', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom(
          '\ud800',
          '\udc00',
          '\u0000',
          '\u202e',
          '\u200d',
          'ﬃ',
          'İ',
          '/',
          '{',
          '"',
          'a',
          '1',
          '中',
        ),
      }),
    )
    fc.assert(
      fc.property(texts, fc.option(texts, { nil: undefined }), (text, payload) => {
        const message = { text, ...(payload !== undefined && { payload }), now: new Date(0) }
        const { intent, sentiment, entities } = understand(message, model)
        expect(Number.isFinite(intent.confidence)).toBe(true)
        expect(Math.abs(sentiment)).toBeLessThanOrEqual(1)
        for (const { start, end } of entities)
          expect(end).toBeLessThanOrEqual(Math.max(start, text.length))
      }),
    )
  })

  test.each(['a', '中', '😡', '1', ' ', 'a ', '\ud800', '不', '/', '{"a":'])(
    'of 64 KB of %s too',
    (unit) => {
      const { intent } = understand({ text: unit.repeat(65_536 / unit.length) }, model)
      expect(Number.isFinite(intent.confidence)).toBe(true)
    },
  )
})
