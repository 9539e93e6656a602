import { describe, expect, test } from 'vitest'
import type { Bot } from '../../src/dialogue/bot.ts'
import { decide } from '../../src/dialogue/decide.ts'
import { runDefaultAction } from '../../src/dialogue/default-actions.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { botOf, type Said, said, talk, turn, understood } from './bot-of.ts'

const page = `
intents: [greet, goodbye, affirm, deny, ask, offer, book, out_of_scope, restart, inform, vip_only]
entities: [city, size]
slots:
  vip: {type: bool, mappings: [{type: custom}]}
  name: {type: text, mappings: [{type: custom}]}
  tier: {type: categorical, values: [gold, silver], mappings: [{type: custom}]}
  hidden: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_greet: [{text: Hi}]
  utter_welcome_back: [{text: Welcome back}]
  utter_first: [{text: First time}]
  utter_goodbye: [{text: Bye}]
  utter_faq/hours: [{text: 9 to 5}]
  utter_faq/parking: [{text: Behind the house}]
  utter_parking: [{text: Own answer}]
  utter_offer: [{text: Want it?}]
  utter_yes: [{text: Good}]
  utter_no: [{text: Pity}]
  utter_gold: [{text: Gold}]
  utter_named: [{text: Named}]
  utter_city: [{text: City}]
  utter_from: [{text: From}]
  utter_nowhere: [{text: Where?}]
  utter_one: [{text: 1}]
  utter_two: [{text: 2}]
  utter_oos: [{text: Beyond me}]
  utter_late: [{text: Later}]
actions: [action_book]
nlu:
- intent: faq/hours
  examples: |
    - when are you open
    - hours
- intent: faq/parking
  examples: |
    - where to park
    - parking
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: greet first
  conversation_start: true
  steps: [{intent: greet}, {action: utter_first}]
- rule: greet vip
  condition: [{slot_was_set: [{vip: true}]}]
  steps: [{intent: greet}, {action: utter_welcome_back}]
- rule: faq
  steps: [{intent: faq}, {action: utter_faq}]
- rule: parking
  steps: [{intent: faq/parking}, {action: utter_parking}]
- rule: two steps
  steps: [{intent: ask}, {action: utter_one}, {action: utter_two}]
- rule: goes on
  wait_for_user_input: false
  steps: [{intent: goodbye}, {action: utter_goodbye}]
- rule: out of scope
  steps: [{intent: out_of_scope}, {action: utter_oos}]
stories:
- story: offered and taken
  steps: [{intent: offer}, {action: utter_offer}, {intent: affirm}, {action: utter_yes}]
- story: offered and not taken
  steps: [{intent: offer}, {action: utter_offer}, {intent: deny}, {action: utter_no}]
- story: after goodbye
  steps: [{intent: goodbye}, {action: utter_goodbye}, {action: utter_late}]
- story: gold
  steps: [{intent: book}, {slot_was_set: [{tier: gold}]}, {action: utter_gold}]
- story: named
  steps: [{intent: book}, {slot_was_set: [{name: any}]}, {action: utter_named}]
- story: anybody
  steps: [{intent: book}, {action: action_book}]
- story: a city
  steps: [{intent: inform, entities: [city]}, {action: utter_city}]
- story: from a city
  steps: [{intent: inform, entities: [{city: Rome, role: from}]}, {action: utter_from}]
- story: no city
  steps: [{intent: inform}, {action: utter_nowhere}]
- story: a hidden slot says nothing
  steps: [{intent: vip_only}, {slot_was_set: [{hidden: x}]}, {action: utter_yes}]
`
const shop = botOf(page)

const start = startTracker('c', shop)
const rows: [
  string,
  { slots?: Record<string, boolean | string>; before?: (string | Said)[] },
  string | Said,
  string[],
][] = [
  ['a rule answers its intent', { before: ['ask'] }, 'greet', ['utter_greet']],
  ['conversation_start holds for the first message only', {}, 'greet', ['utter_first']],
  [
    'a condition on a slot outdoes none',
    { before: ['ask'], slots: { vip: true } },
    'greet',
    ['utter_welcome_back'],
  ],
  [
    'and does not hold for another value',
    { before: ['ask'], slots: { vip: false } },
    'greet',
    ['utter_greet'],
  ],
  ['a rule of several steps is followed to its end', {}, 'ask', ['utter_one', 'utter_two']],
  ['a retrieval intent is answered by its base', {}, 'faq/hours', ['utter_faq']],
  ['unless a rule has its key', {}, 'faq/parking', ['utter_parking']],
  ['a rule that does not wait lets a story go on', {}, 'goodbye', ['utter_goodbye', 'utter_late']],
  ['a story remembers what was offered', { before: ['offer'] }, 'affirm', ['utter_yes']],
  ['and the other way it may go', { before: ['offer'] }, 'deny', ['utter_no']],
  ['whatever went before the story', { before: ['greet', 'ask', 'offer'] }, 'deny', ['utter_no']],
  [
    'without it the same word is not known',
    {},
    'affirm',
    ['action_default_fallback: utter_ask_rephrase'],
  ],
  ['a categorical slot has its value', { slots: { tier: 'GOLD' } }, 'book', ['utter_gold']],
  ['of a text slot only whether it is set', { slots: { name: 'Anna' } }, 'book', ['utter_named']],
  [
    'the story without slots is for all others',
    { slots: { tier: 'silver' } },
    'book',
    ['action_book'],
  ],
  [
    'an entity chooses the story',
    {},
    { intent: 'inform', entities: { city: 'Rome' } },
    ['utter_city'],
  ],
  ['with its role', {}, { intent: 'inform', entities: { 'city.from': 'Rome' } }, ['utter_from']],
  ['another entity does not', {}, { intent: 'inform', entities: { size: 'L' } }, ['utter_nowhere']],
  ['a slot without influence is not asked for', {}, 'vip_only', ['utter_yes']],
  ['doubt is not understood', {}, 'greet?', ['action_default_fallback: utter_ask_rephrase']],
  ['but out of scope is out of scope', {}, 'out_of_scope?', ['utter_oos']],
  ['restart needs no rule', { before: ['ask'] }, 'restart', ['action_restart']],
]

describe('decide', () => {
  test.each(rows)('%s', (_, { before = [], slots = {} }, message, expected) => {
    const { tracker } = talk({ ...start, slots: { ...start.slots, ...slots } }, before, shop)
    expect(turn(tracker, message, shop).did).toEqual(expected)
  })

  test('says who decided, and by which line', () => {
    const [decision] = turn(start, 'ask', shop).decisions
    expect(decision).toMatchObject({
      by: 'rule',
      source: { name: 'two steps', file: 'domain.yml' },
    })
    expect(decision!.source!.line).toBe(page.split('\n').indexOf('- rule: two steps') + 1)
  })

  test('is silent while a person holds the conversation', () => {
    const { tracker } = hear(start, { text: 'x', understanding: understood(said('greet')) }, shop)
    expect(decide({ ...tracker, heldBy: 'agent' }, shop).action).toBe('action_listen')
    expect(decide({ ...tracker, heldBy: 'queue' }, shop).action).toBe('action_listen')
  })
})

describe('the learned policy', () => {
  /** Answers "affirm" with one, and holds two to be so probable after it, else listening. */
  const learned = (probability: number): Bot => ({
    ...shop,
    policy: {
      actions: ['utter_one', 'utter_two', 'action_listen'],
      features: ['any I:affirm', 'any A:utter_one'],
      history: 5,
      hidden: 1,
      rows: Int8Array.of(0, 100),
      scales: Float32Array.of(0, 0.1),
      bias: Float32Array.of(0),
      out: Float32Array.of(-2, Math.log(probability / (1 - probability)) / 10, 0),
      outBias: Float32Array.of(5, 0, 0),
      temperature: 1,
      threshold: 0.3,
    },
  })

  test.each([
    [0.65, ['utter_one', 'utter_two']],
    [0.55, ['utter_one']],
    [0.4, ['utter_one']],
  ])('adds to an answer only what is clearly likelier: at %d', (probability, expected) => {
    const { did, decisions } = turn(start, 'affirm', learned(probability))
    expect(did).toEqual(expected)
    expect(decisions[0]).toMatchObject({ by: 'policy' })
  })
})

describe('the fallback', () => {
  const lost: Said = {
    intent: 'greet',
    doubt: 'unsure',
    ranking: [
      { name: 'out_of_scope', confidence: 0.3 },
      { name: 'greet', confidence: 0.2 },
      { name: 'unknown_to_all', confidence: 0.15 },
      { name: 'book', confidence: 0.1 },
    ],
  }

  test('asks for other words, then offers the likeliest intents, then calls a person', () => {
    const { did, tracker } = talk(start, [lost, lost, lost], shop)
    expect(did).toEqual([
      ['action_default_fallback: utter_ask_rephrase'],
      ['action_default_fallback: utter_offer_intents'],
      ['action_hand_off'],
    ])
    expect(tracker.misunderstood).toBe(3)
  })

  test('asks at once which of two it is when they tie', () => {
    const ranking = ['book', 'greet', 'ask'].map((name) => ({ name, confidence: 0.4 }))
    const tie: Said = { intent: 'book', doubt: 'ambiguous', ranking }
    const { did, tracker } = talk(start, [tie], shop)
    expect(did).toEqual([['action_default_fallback: utter_which_intent']])
    expect(tracker.misunderstood).toBe(1)
    const { buttons } = runDefaultAction('action_default_fallback', tracker, shop)!.says[0]!
    expect(buttons?.map(({ payload }) => payload)).toEqual(['/book', '/greet'])
  })

  test('says why a person is called', () => {
    const { tracker } = talk(start, [lost, lost], shop)
    expect(turn(tracker, lost, shop).decisions).toEqual([
      { action: 'action_hand_off', by: 'fallback', reason: 'not-understood' },
    ])
  })

  test('begins anew once something was understood', () => {
    const { did, tracker } = talk(start, [lost, 'ask', lost], shop)
    expect(did[2]).toEqual(['action_default_fallback: utter_ask_rephrase'])
    expect(tracker.misunderstood).toBe(1)
  })

  test('of the team is a rule for nlu_fallback, and counts all the same', () => {
    const own = botOf(`
intents: [greet]
responses: {utter_sorry: [{text: Sorry}]}
rules: [{rule: sorry, steps: [{intent: nlu_fallback}, {action: utter_sorry}]}]
`)
    const { did, tracker } = talk(startTracker('c', own), [lost, lost], own)
    expect(did).toEqual([['utter_sorry'], ['utter_sorry']])
    expect(tracker.misunderstood).toBe(2)
  })
})

describe('the two-stage fallback', () => {
  const bot = botOf(`
intents: [greet, out_of_scope]
responses: {utter_greet: [{text: Hi}]}
rules:
- rule: two stages
  steps: [{intent: nlu_fallback}, {action: action_two_stage_fallback}, {active_loop: action_two_stage_fallback}]
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
`)
  const round = 'action_two_stage_fallback'

  test('is over once the customer affirms', () => {
    const { did, tracker } = talk(startTracker('c', bot), ['greet?', 'greet'], bot)
    expect(did).toEqual([[`${round}: utter_ask_affirmation`], ['utter_greet']])
    expect(tracker.loop).toBeNull()
  })

  test('asks for other words when denied', () => {
    const { did } = talk(startTracker('c', bot), ['greet?', 'out_of_scope?', 'greet'], bot)
    expect(did).toEqual([
      [`${round}: utter_ask_affirmation`],
      [`${round}: utter_ask_rephrase`],
      ['utter_greet'],
    ])
  })
})

describe('stories', () => {
  test('go on after a checkpoint, whichever way it was reached', () => {
    const bot = botOf(`
intents: [a, b, more]
responses: {utter_a: [{text: A}], utter_b: [{text: B}], utter_more: [{text: M}]}
stories:
- story: a
  steps: [{intent: a}, {action: utter_a}, {checkpoint: said}]
- story: b
  steps: [{intent: b}, {action: utter_b}, {checkpoint: said}]
- story: more
  steps: [{checkpoint: said}, {intent: more}, {action: utter_more}]
`)
    const fresh = startTracker('c', bot)
    expect(talk(fresh, ['a', 'more'], bot).did).toEqual([['utter_a'], ['utter_more']])
    expect(talk(fresh, ['b', 'more'], bot).did).toEqual([['utter_b'], ['utter_more']])
    expect(turn(fresh, 'more', bot).did).not.toEqual(['utter_more'])
  })

  test('that lead to themselves end', () => {
    const bot = botOf(`
intents: [a]
responses: {utter_a: [{text: A}]}
stories:
- story: round
  steps: [{checkpoint: here}, {intent: a}, {action: utter_a}, {checkpoint: here}]
`)
    expect(talk(startTracker('c', bot), ['a', 'a', 'a'], bot).did).toEqual([
      ['utter_a'],
      ['utter_a'],
      ['utter_a'],
    ])
  })

  test('quote both sides word for word', () => {
    const bot = botOf(`
intents: [a]
stories:
- story: verbatim
  steps: [{user: Ping}, {bot: Pong}]
`)
    const message: Said = { intent: 'a', text: 'ping' }
    expect(turn(startTracker('c', bot), message, bot).did).toEqual(['utter_verbatim: Pong'])
    expect(bot.responses['utter_verbatim: Pong']![0]!.text).toBe('Pong')
  })

  test('that differ only long ago are told apart, and recent ones need no more', () => {
    const middle = Array.from({ length: 5 }, () => '{intent: same}, {action: utter_same}').join(
      ', ',
    )
    const bot = botOf(`
intents: [a, b, same, end]
responses: {utter_same: [{text: S}], utter_a: [{text: A}], utter_b: [{text: B}]}
stories:
- story: a
  steps: [{intent: a}, {action: utter_a}, ${middle}, {intent: end}, {action: utter_a}]
- story: b
  steps: [{intent: b}, {action: utter_b}, ${middle}, {intent: end}, {action: utter_b}]
`)
    const fresh = startTracker('c', bot)
    const same = Array.from({ length: 5 }, () => 'same')
    expect(talk(fresh, ['a', ...same, 'end'], bot).did.at(-1)).toEqual(['utter_a'])
    expect(talk(fresh, ['b', ...same, 'end'], bot).did.at(-1)).toEqual(['utter_b'])
  })

  test('or: either intent leads on', () => {
    const bot = botOf(`
intents: [a, b]
responses: {utter_ok: [{text: OK}]}
stories:
- story: either
  steps: [{or: [{intent: a}, {intent: b}]}, {action: utter_ok}]
`)
    expect(turn(startTracker('c', bot), 'b', bot).did).toEqual(['utter_ok'])
  })
})
