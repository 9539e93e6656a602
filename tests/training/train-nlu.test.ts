import { describe, expect, test } from 'vitest'
import { rankIntents } from '../../src/nlp/intent.ts'
import { decodeNlu, encodeNlu } from '../../src/nlp/model.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { understand } from '../../src/nlp/understand.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import type { Example, NluData } from '../../src/training/project.ts'
import { type Progress, trainAndJudge, trainNlu } from '../../src/training/train-nlu.ts'
import { toyData, toyExamples } from '../nlp/toy-bot.ts'

const none: NluData = { examples: [], synonyms: [], regexes: [], lookups: [], pipeline: null }
const options = { seed: 1, makeHead: plainHead }

function example(text: string, intent: string, entities: Example['entities'] = []): Example {
  return { text, intent, entities, language: 'en', source: { file: 'nlu.yml', line: 1 } }
}

test('the same data and seed give the same bytes, another seed gives others', async () => {
  const train = async (seed: number) => encodeNlu(await trainNlu(toyData, { seed }))
  const once = await train(1)
  expect(Buffer.compare(await train(1), once)).toBe(0)
  expect(Buffer.compare(await train(2), once)).not.toBe(0)
})

describe('at its best', () => {
  const polite = [
    'please',
    'now',
    'today',
    'thanks',
    '谢谢',
    'for me',
    'quickly',
    'if you can',
    '?',
    '!',
  ]
  const unlabelled = toyExamples.flatMap(({ text }) => polite.map((word) => `${text} ${word}`))
  const train = (seed: number, pool?: readonly string[]) =>
    trainNlu(toyData, {
      ...options,
      seed,
      profile: 'best',
      heldOut: toyExamples,
      ...(pool && { unlabelled: pool }),
    })

  test('a model is several nets, and its file no larger than need be', async () => {
    const model = await train(1)
    expect(model.intent.net.hidden).toBe(3 * 128)
    const bytes = encodeNlu(model)
    expect(bytes.length).toBeLessThan(1_000_000)
    expect(Buffer.compare(encodeNlu(decodeNlu(bytes)), bytes)).toBe(0)
  })

  test('it learns from messages without labels, but not from those it is judged by', async () => {
    const judged = toyExamples.map(({ text }) => text.toUpperCase())
    const [once, again] = [await train(1, unlabelled), await train(1, [...judged, ...unlabelled])]
    expect(Buffer.compare(encodeNlu(once), encodeNlu(again))).toBe(0)
    expect(once.intent.net.hidden).toBe(2 * 112 + 64)
    const right = toyExamples.filter(
      ({ text, intent }) =>
        rankIntents(tokenise(`${text} quickly`), once.intent).ranking[0]!.name === intent,
    )
    expect(right.length / toyExamples.length).toBeGreaterThan(0.9)
  })
})

test('the order of the examples hardly matters', async () => {
  const model = await trainNlu({ ...toyData, examples: toyExamples.toReversed() }, options)
  const right = toyExamples.filter(
    ({ text, intent }) => understand({ text }, model).intent.name === intent,
  )
  expect(right.length / toyExamples.length).toBeGreaterThan(0.9)
})

test('is judged on examples it has not seen, and says how far it is', async () => {
  const seen: Progress[] = []
  const { evaluation, model } = await trainAndJudge(toyData, {
    ...options,
    onProgress: (progress) => seen.push(progress),
  })
  expect(evaluation.accuracy).toBeGreaterThan(0.3)
  expect(evaluation.accuracy).toBeLessThan(1)
  const support = evaluation.perIntent.reduce((sum, intent) => sum + intent.support, 0)
  expect(support).toBe(toyExamples.length)
  expect(evaluation.confusions[0]?.example).toMatchObject({ file: 'en/nlu.yml' })
  expect(model.intent.temperature).toBeGreaterThan(0)
  expect(seen.filter(({ stage }) => stage === 'training').at(-1)).toMatchObject({
    done: 50,
    total: 50,
  })
  expect(seen.filter(({ stage }) => stage === 'judging').at(-1)).toMatchObject({
    done: 175,
    total: 175,
  })
})

test('thresholds are those of the FallbackClassifier, else Rasa has the defaults', async () => {
  const { limits } = (await trainNlu(toyData, options)).intent
  expect(limits).toMatchObject({ threshold: 0.35, ambiguity: 0.05 })
  const told = { name: 'FallbackClassifier', clause_threshold: 0.9 }
  const few = { ...none, examples: toyExamples.slice(0, 9), pipeline: [told] }
  const strict = await trainNlu(few, options)
  expect(strict.intent.limits).toMatchObject({ threshold: 0.3, ambiguity: 0.1, clauses: 0.9 })
  const plain = await trainNlu({ ...none, examples: toyExamples.slice(0, 9) }, options)
  expect(plain.intent.limits).toMatchObject({ threshold: 0.3, ambiguity: 0.1 })
})

describe('poor data', () => {
  test.each<[string, readonly Example[]]>([
    ['no example', []],
    ['one intent', [example('hello', 'greet'), example('hi', 'greet')]],
    ['one example an intent', [example('hello', 'greet'), example('bye', 'goodbye')]],
    [
      'empty texts',
      [
        example('', 'greet'),
        example('…', 'greet'),
        example('bye', 'goodbye'),
        example('', 'goodbye'),
      ],
    ],
    [
      'the same text in two intents',
      [
        example('yes', 'affirm'),
        example('yes', 'greet'),
        example('yes', 'affirm'),
        example('yes', 'greet'),
      ],
    ],
  ])('%s gives a model that answers with numbers', async (_, examples) => {
    const model = decodeNlu(encodeNlu(await trainNlu({ ...none, examples }, options)))
    for (const text of ['hello', '', 'something else']) {
      const { intent, ranking } = understand({ text }, model)
      expect(Number.isFinite(intent.confidence)).toBe(true)
      expect(ranking.length).toBeLessThanOrEqual(2)
    }
  })
})

describe('entities', () => {
  const at = (text: string, value: string, entity = 'city') => {
    const start = text.indexOf(value)
    return example(text, 'travel', [{ entity, value, start, end: start + value.length }])
  }
  const examples = [
    at('a flight to Rome', 'Rome'),
    at('is there one to New York', 'New York'),
    at('to may', 'may', 'month'),
    example('may I ask', 'travel'),
    example('yes you may', 'travel'),
    at('booking 12345', '12345', 'booking'),
  ]
  const find = async (
    text: string,
    data: Partial<NluData>,
    names?: { all: string[]; wanted: string[] },
  ) => {
    const model = await trainNlu(
      { ...none, examples, ...data },
      { ...options, ...(names && { entities: names }) },
    )
    return understand({ text }, model).entities.map(({ entity, value }) => [entity, value])
  }

  test('annotated values are found again unless the words usually mean something else', async () => {
    expect(await find('rome or new york, may I', {})).toEqual([
      ['city', 'Rome'],
      ['city', 'New York'],
    ])
  })

  test('synonyms of known values are found and stand for them', async () => {
    const synonyms = [{ value: 'New York', text: 'the big apple' }]
    expect(await find('to the Big Apple', { synonyms })).toEqual([['city', 'New York']])
  })

  test("regexes and lookups count when their name is one of the domain's entities", async () => {
    const source = { file: 'nlu.yml', line: 1 }
    const regexes = [{ name: 'code', pattern: 'x\\d', source }]
    const lookups = [{ name: 'colour', values: ['red'], source }]
    const all = ['code', 'city']
    expect(await find('x1 red', { regexes, lookups })).toEqual([
      ['code', 'x1'],
      ['colour', 'red'],
    ])
    expect(await find('x1 red', { regexes, lookups }, { all, wanted: [] })).toEqual([
      ['code', 'x1'],
    ])
  })

  test("system entities go by the domain's names for them", async () => {
    const names = { all: ['phone-number'], wanted: [] }
    expect(await find('+44 20 7946 0958', {}, names)).toEqual([['phone-number', '+442079460958']])
  })
})
