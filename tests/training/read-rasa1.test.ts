import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFiles } from '../../src/training/read-project.ts'

type Files = Readonly<Record<string, string>>

const read = (files: Files) =>
  readFiles(
    Object.entries(files).map(([path, content]) => ({
      path,
      bytes: new TextEncoder().encode(content),
    })),
  )

const told = (files: Files) =>
  read(files).findings.flatMap(({ severity, file, line, message }) =>
    severity === 'note' ? [] : [`${severity} ${file}:${line} ${message}`],
  )

const domain = `intents: [greet, inform, faq]
entities: [city]
slots: {city: {type: unfeaturized}}
forms: [trip_form]
templates: {utter_greet: ["Hi!", "Hello!"]}
actions: [bot.ActionBookTrip, utter_greet]
`

describe('examples of Rasa 1', () => {
  const markdown = `<!-- said by
many -->
## intent:inform
- to [Rome](city)
- to [roma](city:Rome)
## synonym:Rome
+ Roma
## regex:number
- \\d{5}
## lookup:city
data/cities.txt
## intent:greet
* hi
- hello
`
  const { project } = read({
    'data/nlu.md': markdown,
    'data/cities.txt': 'Rome\nPrag\n\n',
    'domain.yml': domain,
  })

  test('in Markdown are read with their lines', () => {
    expect(project.nlu.examples).toMatchObject([
      { text: 'to Rome', intent: 'inform', entities: [{ entity: 'city', start: 3, end: 7 }] },
      { text: 'to roma', entities: [{ value: 'Rome' }] },
      { text: 'hi', intent: 'greet', source: { file: 'data/nlu.md', line: 13 } },
      { text: 'hello' },
    ])
    expect(project.nlu.synonyms).toEqual([{ value: 'Rome', text: 'Roma' }])
    expect(project.nlu.regexes).toMatchObject([{ name: 'number', pattern: '\\d{5}' }])
    expect(project.nlu.lookups).toMatchObject([{ name: 'city', values: ['Rome', 'Prag'] }])
  })

  test('in JSON count letters as Python does, and forgive what can be mended', () => {
    const example = (text: string, entities: readonly object[]) => ({
      text,
      intent: 'inform',
      entities,
    })
    const json = JSON.stringify({
      rasa_nlu_data: {
        common_examples: [
          example('😀 to Rome', [{ start: 5, end: 9, value: 'Rome', entity: 'city' }]),
          example('to Rome', [{ start: 40, end: 44, value: 'Rome', entity: 'city' }]),
          example('to Rome', [{ start: 40, end: 44, value: 'Paris', entity: 'city' }]),
        ],
        entity_synonyms: [{ value: 'Rome', synonyms: ['Roma'] }],
        lookup_tables: [{ name: 'city', elements: ['Rome'] }],
      },
    })
    const files = { 'data/nlu.json': json, 'domain.yml': domain }
    const { examples, synonyms, lookups } = read(files).project.nlu
    expect(
      examples.map(({ text, entities }) => entities.map((one) => text.slice(one.start, one.end))),
    ).toEqual([['Rome'], ['Rome'], []])
    expect(synonyms).toHaveLength(1)
    expect(lookups).toMatchObject([{ values: ['Rome'] }])
    expect(told(files)).toContain(
      'warning data/nlu.json:1 An entity of "to Rome" does not lie in it and is left out.',
    )
  })
})

describe('stories of Rasa 1', () => {
  const stories = `## one way
> start{"city": "Rome"}
* greet OR inform{"city": "\\u7f57\\u9a6c"}
    - utter_greet
    - slot{"city": "Rome"}
    - trip_form
    - form{"name": "trip_form"}
* form: inform
    - form{"name": null}
    - slot{"city": null}
    - action_book_trip
    - export
`
  test('have their steps, and their actions by the names of classes', () => {
    const { project, findings } = read({ 'data/stories.md': stories, 'domain.yml': domain })
    expect(project.bot.stories).toEqual([
      {
        name: 'one way',
        source: { file: 'data/stories.md', line: 1, name: 'one way' },
        steps: [
          { checkpoint: 'start', slots: [{ slot: 'city', is: 'Rome' }] },
          {
            or: [
              { intent: 'greet' },
              { intent: 'inform', entities: [{ entity: 'city', value: '罗马' }] },
            ],
          },
          { action: 'utter_greet' },
          { slots: [{ slot: 'city', is: 'Rome' }] },
          { action: 'trip_form' },
          { loop: 'trip_form' },
          { intent: 'inform' },
          { loop: null },
          { slots: [{ slot: 'city', set: false }] },
          { action: 'action_book_trip' },
        ],
      },
    ])
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('with the words of the customer are tests', () => {
    const page = '## t\n* inform: to [Rome](city) <!-- predicted: greet -->\n  - utter_greet\n'
    const { tests, bot } = read({
      'tests/conversation_tests.md': page,
      'domain.yml': domain,
    }).project
    expect(tests).toMatchObject([
      {
        kind: 'story',
        steps: [
          { intent: 'inform', text: 'to Rome', entities: [{ entity: 'city', value: 'Rome' }] },
          { action: 'utter_greet', source: { line: 3 } },
        ],
      },
    ])
    expect(bot.stories).toEqual([])
  })

  test('stand beside answers to retrieval intents', () => {
    const page = '## hours\n* faq/hours\n  - Nine to five.\n  - From nine.\n'
    const { responses } = read({ 'data/responses.md': page, 'domain.yml': domain }).project.bot
    expect(responses['utter_faq/hours']).toMatchObject([
      { text: 'Nine to five.' },
      { text: 'From nine.', source: { line: 4 } },
    ])
  })

  test('may be triggered by an intent of its own', () => {
    const { bot } = read({
      'domain.yml':
        'intents: [{greet: {triggers: utter_greet}}]\nresponses: {utter_greet: [{text: Hi}]}\n',
    }).project
    expect(bot.rules).toMatchObject([{ steps: [{ intent: 'greet' }, { action: 'utter_greet' }] }])
  })
})

test('examples of test files are not learned', () => {
  const page = 'nlu: [{intent: greet, examples: "- hi"}]'
  const both = read({ 'data/nlu.yml': page.replace('hi', 'hello'), 'tests/nlu.yml': page })
  expect(both.project.nlu.examples).toMatchObject([{ text: 'hello' }])
  expect(read({ 'tests/nlu.yml': page }).project.nlu.examples).toMatchObject([{ text: 'hi' }])
})

describe('whatever stands in a file of Rasa 1', () => {
  const good: Readonly<Record<string, string>> = {
    'nlu.md': '## intent:a\n- to [Rome](city:R)\n## lookup:c\ndata/x.txt\n## synonym:R\n+ r\n',
    'stories.md':
      '## s\n> c{"x": 1}\n* a{"b": "c"} OR d\n - slot{"x": null}\n - form{"name": "f"}\n',
    'responses.md': '## x\n* faq/a\n - Yes.\n',
    'tests/conversation_tests.md': '## s\n* a: to [Rome](city)\n - utter_a\n',
    'nlu.json':
      '{"rasa_nlu_data": {"common_examples": [{"text": "to Rome", "intent": "a", "entities": [{"start": 3, "end": 7, "value": "Rome", "entity": "city"}]}], "entity_synonyms": [{"value": "R", "synonyms": ["r"]}], "lookup_tables": [{"name": "c", "elements": ["x"]}]}}',
  }
  const pieces = [
    '{',
    '}',
    '"',
    '[',
    ']',
    '(',
    '* ',
    '- ',
    '## ',
    '> ',
    'null',
    '\n',
    '<!--',
    '-->',
  ]

  test('the reader does not throw', () => {
    const path = fc.constantFrom(...Object.keys(good))
    const change = fc.record({
      at: fc.nat(200),
      cut: fc.nat(20),
      put: fc.oneof(fc.constantFrom(...pieces), fc.string()),
    })
    fc.assert(
      fc.property(path, fc.array(change, { maxLength: 5 }), (one, changes) => {
        const content = changes.reduce(
          (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
          good[one]!,
        )
        for (const finding of read({ ...good, [one]: content }).findings) {
          expect(finding.line).toBeGreaterThan(0)
          expect(finding.message).not.toMatch(/undefined|\[object/)
        }
      }),
      { numRuns: 500 },
    )
  })
})
