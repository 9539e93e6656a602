import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { readyEntities } from '../../src/nlp/entities/entity-model.ts'
import { packTagger, unpackTagger } from '../../src/nlp/entities/tagger-sections.ts'
import { readSections, writeSections } from '../../src/nlp/sections.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { joined } from '../../src/training/joined.ts'
import { learnEntityModel } from '../../src/training/learn-entity-model.ts'
import type { Example, NluData } from '../../src/training/project.ts'
import { readAnnotations } from '../../src/training/read-annotations.ts'
import { wantsTagger } from '../../src/training/tagger-labels.ts'

function data(lines: readonly string[], more: Partial<NluData> = {}): NluData {
  const examples = lines.map((line, n): Example => {
    const { text, entities } = readAnnotations(line)
    const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
    return { text, entities, language, intent: 'inform', source: { file: 'nlu.yml', line: n + 1 } }
  })
  return { examples, synonyms: [], regexes: [], lookups: [], pipeline: null, ...more }
}

const cities =
  'Berlin Rome Paris Oslo Madrid Dublin Vienna Prague Lisbon Athens Zurich Geneva'.split(' ')
const from = (city: string) => `[${city}]{"entity":"city","role":"from"}`
const to = (city: string) => `[${city}]{"entity":"city","role":"to"}`

const travel = cities.flatMap((city, n) => {
  const other = cities[(n + 5) % cities.length]!
  return [
    `send it from ${from(city)} to ${to(other)}`,
    `I move to ${to(city)} soon`,
    `it comes from ${from(city)}`,
    `a van to ${to(other)} from ${from(city)} please`,
    'where is my parcel',
    'I have a question about my bill',
  ]
})

const zhCities = ['北京', '上海', '广州', '深圳', '杭州', '南京', '成都', '武汉', '西安', '苏州']
const zhTravel = zhCities.flatMap((city, n) => {
  const other = zhCities[(n + 3) % zhCities.length]!
  return [
    `从${from(city)}寄到${to(other)}`,
    `我要搬到${to(city)}`,
    `请从${from(other)}寄到${to(city)}`,
    `包裹从${from(other)}发出`,
    '我的订单在哪里',
  ]
})

const options = { seed: 1 }

function find(text: string, model: ReturnType<typeof learnEntityModel>) {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
  return findEntities({ text, language }, tokenise(text), model)
}

const ofTeam = (found: ReturnType<typeof find>) => found.filter(({ from }) => from !== 'system')

const brief = (text: string, model: ReturnType<typeof learnEntityModel>) =>
  // "first" is an ordinal too.
  ofTeam(find(text, model)).map(({ start, end, role, group }) => [
    text.slice(start, end),
    ...(role === undefined ? [] : [role]),
    ...(group === undefined ? [] : [group]),
  ])

describe('learned from annotations', () => {
  const model = learnEntityModel(data([...travel, ...zhTravel]), undefined, options)

  test.each([
    [
      'send it from Hamburg to Krakow',
      [
        ['Hamburg', 'from'],
        ['Krakow', 'to'],
      ],
    ],
    [
      'a van to Krakow from Hamburg please',
      [
        ['Krakow', 'to'],
        ['Hamburg', 'from'],
      ],
    ],
    [
      'send it from Berlin to Rome',
      [
        ['Berlin', 'from'],
        ['Rome', 'to'],
      ],
    ],
    ['where is my parcel', []],
    [
      '从长沙寄到天津',
      [
        ['长沙', 'from'],
        ['天津', 'to'],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(brief(text, model)).toEqual(expected)
  })

  test('entities say where they are from and how sure that is', () => {
    const [entity] = find('it comes from Hamburg', model)
    expect(entity).toMatchObject({ entity: 'city', value: 'Hamburg', role: 'from', from: 'tagger' })
    expect(entity!.confidence).toBeGreaterThan(0.3)
    expect(entity!.confidence).toBeLessThanOrEqual(1)
  })

  test('offsets are exact and nothing throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      'Berlin',
      ' from ',
      'to',
      '北京',
      '从',
      '😡',
      '\ud800',
      '…',
      "'",
      'İ',
      '\n',
      '１',
      '-',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          let last = 0
          for (const { start, end, value, from } of find(text, model)) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            if (from === 'tagger') expect(text.slice(start, end)).toBe(value)
            last = end
          }
          expect(last).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })

  test('a message of 64 KB is tagged too', () => {
    expect(find('from Berlin to Rome '.repeat(3300), model).length).toBeGreaterThan(100)
  })
})

test('groups are learned', () => {
  const things = ['tea', 'coffee', 'juice', 'cake', 'soup', 'bread', 'salad', 'pie']
  const item = (thing: string, group: number) => `[${thing}]{"entity":"item","group":"${group}"}`
  const lines = things.flatMap((thing, n) => [
    `first a ${item(thing, 1)} and then a ${item(things[(n + 3) % 8]!, 2)}`,
    `first some ${item(thing, 1)}`,
    `and then some ${item(thing, 2)}`,
  ])
  const model = learnEntityModel(data(lines), undefined, options)
  expect(brief('first a muffin and then a bagel', model)).toEqual([
    ['muffin', '1'],
    ['bagel', '2'],
  ])
})

test('the same data and seed give the same bytes, another seed gives others', () => {
  const bytes = (seed: number) => {
    const { tagger } = learnEntityModel(data(travel), undefined, { seed })
    const { meta, arrays } = packTagger(tagger!.data)
    return Buffer.from(writeSections('nlu', meta, arrays))
  }
  const once = bytes(1)
  expect(bytes(1).equals(once)).toBe(true)
  expect(bytes(2).equals(once)).toBe(false)
})

test('with the profile best two nets answer as one, from a file as from memory', () => {
  const model = learnEntityModel(data(travel), undefined, { seed: 1, profile: 'best' })
  const { meta, arrays } = packTagger(model.tagger!.data)
  expect(meta.nets).toBe(2)
  expect(learnEntityModel(data(travel), undefined, options).tagger!.data.nets).toBe(1)
  const read = readSections<typeof meta>('nlu', writeSections('nlu', meta, arrays))
  const take = { floats: (name: string) => read.arrays[name] as Float32Array, sized: asIs }
  const again = readyEntities(model.data, unpackTagger(read.meta, read.arrays, take))
  for (const text of ['send it from Hamburg to Krakow', 'a van to Krakow from Bonn please']) {
    expect(brief(text, model)).toHaveLength(2)
    expect(find(text, again)).toEqual(find(text, model))
  }
})

const asIs = <T>(array: unknown): T => array as T

test('of two nets the second reads by its own weights', () => {
  const model = learnEntityModel(data(travel), undefined, options)
  const { data: one } = model.tagger!
  // Before it one that says nothing of its own.
  const after = (values: Float32Array) => joined([new Float32Array(values.length), values])
  const own = new Int8Array(2 * one.own.length)
  for (let row = 0; row < one.ownScales.length; row++) {
    const from = row * one.depth
    own.set(one.own.subarray(from, from + one.depth), 2 * from + one.depth)
  }
  const two = readyEntities(model.data, {
    ...one,
    nets: 2,
    own,
    ahead: after(one.ahead),
    aheadBias: after(one.aheadBias),
    back: after(one.back),
    backBias: after(one.backBias),
    out: after(one.out),
    whole: after(one.whole),
  })
  for (const text of ['send it from Hamburg to Krakow', 'a van to Krakow from Bonn please']) {
    expect(find(text, two)).toEqual(find(text, model))
  }
})

describe('is not made', () => {
  const orders = cities.map((_, n) => `where is [HP-1002${n % 10}](order_number)`)
  const regexes = [
    { name: 'order_number', pattern: 'HP-\\d{5}', source: { file: 'nlu.yml', line: 1 } },
  ]

  test('where patterns or lists find all that was annotated', () => {
    expect(learnEntityModel(data(orders, { regexes }), undefined, options).tagger).toBeUndefined()
    expect(learnEntityModel(data(orders), undefined, options).tagger).toBeDefined()
  })

  test('of a handful of annotations: these are known by their words', () => {
    const model = learnEntityModel(data(travel.slice(0, 1)), undefined, options)
    expect(model.tagger).toBeUndefined()
    expect(brief('to Berlin', model)).toEqual([['Berlin', 'from']])
  })

  test('without any annotation', () => {
    expect(learnEntityModel(data(['hello']), undefined, options).tagger).toBeUndefined()
    expect(learnEntityModel(data([]), undefined, options).tagger).toBeUndefined()
  })

  test.each([
    [null, true],
    [[{ name: 'DIETClassifier' }], true],
    [[{ name: 'CRFEntityExtractor' }], true],
    [[{ name: 'DIETClassifier', entity_recognition: false }], false],
    [[{ name: 'RegexEntityExtractor' }], false],
    [[], false],
  ])('where the pipeline is %j: %s', (pipeline, isWanted) => {
    expect(wantsTagger(pipeline)).toBe(isWanted)
  })
})

test('a listed value keeps its meaning and takes the role that was learned', () => {
  const lookups = [{ name: 'city', values: cities, source: { file: 'nlu.yml', line: 1 } }]
  const synonyms = [{ text: 'Berlin', value: 'BER' }]
  const model = learnEntityModel(data(travel, { lookups, synonyms }), undefined, options)
  expect(find('send it from Berlin to Rome', model)).toMatchObject([
    { entity: 'city', value: 'BER', role: 'from', from: 'lookup' },
    { entity: 'city', value: 'Rome', role: 'to', from: 'lookup' },
  ])
})
