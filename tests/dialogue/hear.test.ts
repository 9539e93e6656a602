import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/conversation.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { botOf, type Said, said, understood } from './bot-of.ts'

const bot = botOf(`
language: en
intents: [inform, affirm, greet]
entities: [city, tag, count, flag]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city, not_intent: greet}]}
  origin: {type: text, mappings: [{type: from_entity, entity: city, role: from}]}
  second: {type: text, mappings: [{type: from_entity, entity: city, group: '2'}]}
  tags: {type: list, mappings: [{type: from_entity, entity: tag}]}
  count: {type: float, mappings: [{type: from_entity, entity: count}]}
  flag: {type: bool, mappings: [{type: from_entity, entity: flag}]}
  agreed: {type: bool, mappings: [{type: from_intent, intent: affirm, value: true}]}
  faq: {type: bool, mappings: [{type: from_intent, intent: faq, value: true}]}
  idle: {type: text, mappings: [{type: from_text, intent: inform, conditions: [{active_loop: null}]}]}
  in_form: {type: text, mappings: [{type: from_text, conditions: [{active_loop: some_form}]}]}
  order: {type: text, mappings: [{type: from_entity, entity: count, value: counted}, {type: from_entity, entity: city}]}
  own: {type: text, mappings: [{type: custom}]}
forms: {some_form: {required_slots: []}}
`)
const start = startTracker('c', bot)

const rows: [string, Said, Record<string, Json>][] = [
  [
    'an entity fills its slot',
    { intent: 'inform', entities: { city: 'Rome' } },
    { city: 'Rome', order: 'Rome' },
  ],
  [
    'not under an intent that is excluded',
    { intent: 'greet', entities: { city: 'Rome' } },
    { order: 'Rome' },
  ],
  [
    'a role fills the slot of that role',
    { intent: 'greet', entities: { 'city.from': 'Rome' } },
    { origin: 'Rome', order: 'Rome' },
  ],
  ['a list takes all of them', { intent: 'greet', entities: { tag: 'a' } }, { tags: ['a'] }],
  [
    'a number is a number',
    { intent: 'greet', entities: { count: '2.5' } },
    { count: 2.5, order: 'counted' },
  ],
  [
    'a word stays a word in a float slot',
    { intent: 'greet', entities: { count: 'two' } },
    { count: 'two', order: 'counted' },
  ],
  ['a yes is true', { intent: 'greet', entities: { flag: 'yes' } }, { flag: true }],
  ['an intent gives its value', { intent: 'affirm' }, { agreed: true }],
  ['an intent in doubt does not', { intent: 'affirm', doubt: 'unsure' }, {}],
  ['a retrieval intent counts for its base', { intent: 'faq/hours' }, { faq: true }],
  [
    'the text, when no form is in progress',
    { intent: 'inform', text: ' hello ' },
    { idle: 'hello' },
  ],
]

describe('hear', () => {
  test.each(rows)('%s', (_, message, expected) => {
    const { steps, tracker } = hear(
      start,
      { text: message.text ?? 'x', understanding: understood(message) },
      bot,
    )
    const filled = steps.map((step) => ('slot' in step ? [step.slot, step.value] : []))
    const { idle, ...rest } = Object.fromEntries(filled) as Record<string, Json>
    expect(message.text ? { idle, ...rest } : rest).toEqual(expected)
    expect(tracker.past[0]).toMatchObject({ intent: message.intent })
  })

  test('a condition on the form in progress', () => {
    const { tracker } = hear(
      { ...start, loop: 'some_form' },
      { text: 'here', understanding: understood(said('greet')) },
      bot,
    )
    expect(tracker.slots).toMatchObject({ in_form: 'here', idle: null })
  })

  describe('keeps to a language', () => {
    const chinese = botOf(`
language: en
intents: [a]
responses: {utter_a: [{text: 你好, metadata: {language: zh}}]}
`)
    const first = hear(
      startTracker('c', chinese),
      { text: '你好', understanding: understood({ intent: 'a', language: 'zh' }) },
      chinese,
    ).tracker
    const languageAfter = (text: string, message: Said) =>
      hear(first, { text, understanding: understood(message) }, chinese).tracker.language
    test.each([
      ['of the customer’s words', 'hello', { intent: 'a', language: 'en' }, 'en'],
      ['not that of a number', '12345', { intent: 'a', language: 'en' }, 'zh'],
      ['not that of a button', '/a', { intent: 'a', language: 'en' }, 'zh'],
      ['not one that the bot does not speak', 'bonjour', { intent: 'a', language: 'fr' }, 'zh'],
    ])('%s', (_, text, message, expected) => {
      expect(first.language).toBe('zh')
      expect(languageAfter(text, message)).toBe(expected)
    })
  })
})
