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
  read(files).findings.map(({ severity, message }) => `${severity} ${message}`)

/** Enough of a bot around a part of one. */
const around = (part: string, rest: Files = {}): Files => ({
  'domain.yml': `intents: [greet, inform]
entities: [city]
responses: {utter_greet: [{text: Hi}], utter_done: [{text: "{city}"}], utter_ask_city: [{text: City?}]}
${part}`,
  'data/rules.yml': `rules:
- {rule: greet, steps: [{intent: greet}, {action: utter_greet}]}
- {rule: inform, steps: [{intent: inform}, {action: utter_done}]}
`,
  ...rest,
})

describe('shapes of earlier versions', () => {
  test('a slot without mappings is filled by the entity of its name, with a note', () => {
    const files = around('slots: {city: {type: text}}')
    expect(read(files).project.bot.slots['city']!.mappings).toEqual([
      { type: 'from_entity', entity: 'city' },
    ])
    expect(told(files)).toEqual([
      'note The slot city has no mappings: it is filled from the entity of its name, as in Rasa 2.',
    ])
  })

  test('thresholds stood in the policies', () => {
    const config = `language: en
pipeline: supervised_embeddings
policies: [{name: TwoStageFallbackPolicy, nlu_threshold: 0.4, ambiguity_threshold: 0.2}]
`
    const { project, findings } = read(around('', { 'config.yml': config }))
    expect(project.bot.fallback).toMatchObject({
      threshold: 0.4,
      ambiguityThreshold: 0.2,
      action: 'action_two_stage_fallback',
    })
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  test('rules began and ended with dots, and retrieval intents were responded to', () => {
    const page = `rules:
- rule: any
  steps: ["...", {intent: faq}, {action: respond_faq}, {action: "..."}]
`
    const { bot } = read({ 'data/r.yml': page }).project
    expect(bot.rules[0]!.steps).toEqual([{ intent: 'faq' }, { action: 'utter_faq' }])
  })

  test('forms had their mappings inside, with or without required_slots, in a map or a list', () => {
    const mappings = '{city: [{type: from_entity, entity: city}]}'
    const shapes = [
      `{trip: ${mappings}}`,
      `{trip: {required_slots: ${mappings}}}`,
      `[{trip: ${mappings}}]`,
    ]
    for (const shape of shapes) {
      const files = around(`slots: {city: {type: text}}\nforms: ${shape}\n`)
      expect(read(files).project.bot).toMatchObject({
        forms: { trip: { required: ['city'] } },
        slots: { city: { mappings: [{ conditions: [{ loop: 'trip' }] }, { entity: 'city' }] } },
      })
      expect(told(files).join()).toContain('note The form trip is written as in Rasa 2')
    }
  })
})

describe('shapes of later versions', () => {
  test('what only a language model can do is a note', () => {
    const files = around('slots: {city: {type: text, mappings: [{type: from_llm}]}}', {
      'data/flows.yml': 'flows: {trip: {description: A trip., steps: [{collect: city}]}}',
    })
    expect(told(files).filter((one) => one.startsWith('error'))).toEqual([])
    expect(told(files)).toContain(
      'note A mapping of the slot city is from_llm, which only a language model can do; actions may fill it.',
    )
  })

  test('fixtures and metadata of test cases may stand in another file', () => {
    const files = around(
      'slots: {city: {type: text, mappings: [{type: from_entity, entity: city}]}}',
      {
        'e2e_tests/a.yml': `test_cases:
- test_case: a
  fixtures: [rich]
  metadata: phone
  assertion_order_enabled: true
  steps:
  - user: hi
    metadata: german
    assertions:
    - slot_was_set: [{name: city, value: Rome}]
    - bot_uttered: {utter_name: utter_greet, text_matches: ^Hi, buttons: [{title: More}]}
    - generative_response_is_relevant: {threshold: 0.9}
`,
        'e2e_tests/conftest.yml': `fixtures: [{rich: [{city: Rome}]}]
metadata: [{phone: {channel: sms}}, {german: {locale: de}}]
`,
      },
    )
    const { project, findings } = read(files)
    expect(project.tests).toMatchObject([
      {
        slots: { city: 'Rome' },
        metadata: { channel: 'sms' },
        turns: [
          {
            metadata: { locale: 'de' },
            expect: [
              { expect: 'slot' },
              { expect: 'response' },
              { expect: 'text-matches' },
              { expect: 'buttons' },
            ],
          },
        ],
      },
    ])
    expect(findings.map(({ message }) => message)).toEqual([
      'The assertion generative_response_is_relevant of the test case "a" has no counterpart here and is left out.',
    ])
  })

  test('a fixture that is not there comes with the likeliest name', () => {
    const page =
      'fixtures: [{rich: []}]\ntest_cases: [{test_case: a, fixtures: [rick], steps: [{user: hi}]}]\n'
    expect(read(around('', { 'tests/a.yml': page })).findings).toMatchObject([
      { message: 'There is no fixture named rick.', remedy: 'Did you mean rich?' },
    ])
  })
})
