import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/conversation.ts'
import { follow } from '../../src/dialogue/follow.ts'
import { advanceForm, formCandidates } from '../../src/dialogue/forms.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { botOf, type Said, said, talk, turn, understood } from './bot-of.ts'

const bot = botOf(`
intents: [book, inform, stop, hours, affirm, deny, greet, chat, rebook]
entities: [city, people, size]
slots:
  from_city:
    type: text
    mappings: [{type: from_entity, entity: city, role: from}]
  to_city:
    type: text
    mappings: [{type: from_entity, entity: city, role: to}]
  people:
    type: float
    mappings: [{type: from_entity, entity: people}]
  window_seat:
    type: bool
    mappings:
    - {type: from_intent, intent: affirm, value: true, conditions: [{active_loop: trip_form, requested_slot: window_seat}]}
    - {type: from_intent, intent: deny, value: false, conditions: [{active_loop: trip_form, requested_slot: window_seat}]}
  reason:
    type: text
    mappings: [{type: from_text, not_intent: [stop, hours], conditions: [{active_loop: note_form, requested_slot: reason}]}]
  kind:
    type: text
    mappings: [{type: from_trigger_intent, intent: rebook, value: again}, {type: from_entity, entity: size}]
forms:
  trip_form:
    required_slots: [from_city, to_city, people, window_seat]
    ignored_intents: [chat]
  note_form:
    required_slots: [reason]
  kind_form:
    required_slots: [kind]
responses:
  utter_ask_trip_form_from_city: [{text: From?}]
  utter_ask_to_city: [{text: To?}]
  utter_ask_from_city: [{text: Unused}]
  utter_ask_people: [{text: How many?}]
  utter_ask_window_seat: [{text: Window?}]
  utter_ask_reason: [{text: Why?}]
  utter_ask_kind: [{text: Kind?}]
  utter_hours: [{text: 9 to 5}]
  utter_stopped: [{text: OK}]
  utter_greet: [{text: Hi}]
actions: [action_book, action_note]
rules:
- rule: book
  steps: [{intent: book}, {action: trip_form}, {active_loop: trip_form}]
- rule: rebook
  steps: [{intent: rebook}, {action: kind_form}, {active_loop: kind_form}]
- rule: note
  steps: [{intent: greet}, {action: note_form}, {active_loop: note_form}]
- rule: booked
  condition: [{active_loop: trip_form}]
  steps: [{action: trip_form}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: action_book}]
- rule: hours
  steps: [{intent: hours}, {action: utter_hours}]
- rule: stop
  condition: [{active_loop: trip_form}]
  steps: [{intent: stop}, {action: action_deactivate_loop}, {active_loop: null}, {action: utter_stopped}]
stories:
- story: note with hours in between
  steps:
  - intent: greet
  - action: note_form
  - active_loop: note_form
  - active_loop: null
  - action: action_note
`)

const start = startTracker('c', bot)
const from: Said = { intent: 'inform', entities: { 'city.from': 'Rome' } }
const to: Said = { intent: 'inform', entities: { 'city.to': 'Oslo' } }
const two: Said = { intent: 'inform', entities: { people: '2' } }
const asksFrom = 'trip_form: utter_ask_trip_form_from_city'
const asksTo = 'trip_form: utter_ask_to_city'
const asksPeople = 'trip_form: utter_ask_people'
const asksWindow = 'trip_form: utter_ask_window_seat'

describe('a form', () => {
  const conversations: [string, (string | Said)[], string[][]][] = [
    [
      'asks for one slot after another, and is followed by its rule',
      ['book', from, to, two, 'affirm'],
      [[asksFrom], [asksTo], [asksPeople], [asksWindow], ['trip_form', 'action_book']],
    ],
    [
      'takes several answers at once, and those given before it began',
      [{ intent: 'book', entities: { 'city.to': 'Oslo', people: '3' } }, from],
      [[asksFrom], [asksWindow]],
    ],
    [
      'ends at once when nothing is missing, and is followed all the same',
      [
        'book',
        { intent: 'inform', entities: { 'city.from': 'Rome', 'city.to': 'Oslo', people: '2' } },
        'deny',
        'greet',
        'x',
      ],
      [
        [asksFrom],
        [asksWindow],
        ['trip_form', 'action_book'],
        ['note_form: utter_ask_reason'],
        ['note_form', 'action_note'],
      ],
    ],
    [
      'answers a question in between and asks its own again',
      ['book', 'hours', from],
      [[asksFrom], ['utter_hours', asksFrom], [asksTo]],
    ],
    [
      'is followed by its story although there was a question in between',
      ['greet', 'hours', 'inform'],
      [
        ['note_form: utter_ask_reason'],
        ['utter_hours', 'note_form: utter_ask_reason'],
        ['note_form', 'action_note'],
      ],
    ],
    [
      'can be stopped',
      ['book', 'stop', 'hours'],
      [[asksFrom], ['action_deactivate_loop', 'utter_stopped'], ['utter_hours']],
    ],
    [
      'gives way to another form and goes on when that is complete',
      ['book', 'greet', 'inform', from],
      [
        [asksFrom],
        ['note_form: utter_ask_reason'],
        ['note_form', 'action_note', asksFrom],
        [asksTo],
      ],
    ],
    [
      'takes a correction that corrects nothing else as the answer',
      ['greet', { intent: 'inform', text: 'no, I meant the noise' }],
      [['note_form: utter_ask_reason'], ['note_form', 'action_note']],
    ],
    [
      'asks again when a message fills nothing, and calls a person at the third',
      ['book', 'inform', 'inform', 'inform'],
      [[asksFrom], [asksFrom], [asksFrom], ['action_hand_off']],
    ],
    [
      'asks for other words before it asks again when it did not understand',
      ['book', 'inform?'],
      [[asksFrom], ['action_default_fallback: utter_ask_rephrase', asksFrom]],
    ],
    [
      'counts only misunderstandings in a row',
      ['book', 'inform', 'inform', from, 'inform'],
      [[asksFrom], [asksFrom], [asksFrom], [asksTo], [asksTo]],
    ],
    [
      'takes a hesitant yes to its own question',
      [
        'book',
        { intent: 'inform', entities: { 'city.from': 'A', 'city.to': 'B', people: '1' } },
        'affirm?',
      ],
      [[asksFrom], [asksWindow], ['trip_form', 'action_book']],
    ],
    [
      'takes nothing from an intent that it ignores',
      ['book', { intent: 'chat', entities: { 'city.from': 'Rome' } }],
      [[asksFrom], [asksFrom]],
    ],
    ['is filled by the intent that began it', ['rebook'], [['kind_form']]],
  ]
  test.each(conversations)('%s', (_, messages, expected) => {
    expect(talk(start, messages, bot).did).toEqual(expected)
  })

  test('keeps what it was told, in the type of the slot', () => {
    const { tracker } = talk(start, ['book', from, to, two, 'affirm'], bot)
    expect(tracker.slots).toMatchObject({
      from_city: 'Rome',
      to_city: 'Oslo',
      people: 2,
      window_seat: true,
      requested_slot: null,
    })
    expect(tracker.loop).toBeNull()
  })

  test('takes a correction of what it knows already', () => {
    const { tracker, did } = talk(
      start,
      ['book', from, { intent: 'inform', entities: { 'city.from': 'Milan' } }],
      bot,
    )
    expect(did[2]).toEqual([asksTo])
    expect(tracker.slots['from_city']).toBe('Milan')
  })

  test('does not take a pressed button for the customer’s own words', () => {
    const { did } = talk(start, ['greet', { intent: 'inform', text: '/inform' }], bot)
    expect(did[1]).toEqual(['note_form: utter_ask_reason'])
  })

  test('that the files no longer have is left quietly', () => {
    const { tracker } = talk(start, ['book'], bot)
    const other = { ...bot, forms: {} }
    const { tracker: after, did } = turn(tracker, 'hours', other)
    expect(did).toEqual(['utter_hours'])
    expect(after).toMatchObject({ loop: null, slots: { requested_slot: null } })
  })

  test('has what is known already checked when it begins', () => {
    const { tracker } = talk(start, [to], bot)
    const entered = follow(turn(tracker, 'chat', bot).tracker, [{ loop: 'trip_form' }], bot)
    expect(formCandidates(entered, bot)).toEqual({ to_city: 'Oslo' })
    const later = turn(turn(tracker, 'book', bot).tracker, 'inform', bot).tracker
    expect(formCandidates(later, bot)).toEqual({})
  })

  test('may be spelt out in a story with any number of answers', () => {
    const spelt = botOf(`
intents: [book, inform]
entities: [city, size]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
  size: {type: text, mappings: [{type: from_entity, entity: size}]}
forms: {a_form: {required_slots: [city, size]}}
responses: {utter_ask_city: [{text: City?}], utter_ask_size: [{text: Size?}]}
actions: [action_done]
stories:
- story: answer after answer
  steps: [{intent: book}, {action: a_form}, {active_loop: a_form}, {intent: inform}, {action: a_form}, {active_loop: null}, {action: action_done}]
`)
    const city: Said = { intent: 'inform', entities: { city: 'Rome' } }
    const size: Said = { intent: 'inform', entities: { size: 'L' } }
    const fresh = startTracker('c', spelt)
    const done = ['a_form', 'action_done']
    expect(talk(fresh, ['book', city, size], spelt).did.at(-1)).toEqual(done)
    const { intent } = size
    const both = { intent, entities: { ...city.entities, ...size.entities } }
    expect(talk(fresh, ['book', both], spelt).did.at(-1)).toEqual(done)
  })

  test('begun again in the same turn does not hear the same message twice', () => {
    const asked = talk(start, ['book'], bot).tracker
    const again = turn(asked, from, bot).tracker
    // An action found the answer wrong, emptied the slot and started the form once more.
    const emptied = {
      ...again,
      loop: 'trip_form',
      slots: { ...again.slots, from_city: null, requested_slot: null },
      past: [...again.past, { loop: null }, { action: 'action_check' }, { loop: 'trip_form' }],
    }
    expect(formCandidates(emptied, bot)).toEqual({})
  })
})

test('a story that waits for an answer of its own keeps the form waiting', () => {
  const switching = botOf(`
intents: [book, greet, affirm, deny]
slots: {city: {type: text, mappings: [{type: custom}]}, size: {type: text, mappings: [{type: from_text, not_intent: [greet, affirm, deny], conditions: [{active_loop: a_form, requested_slot: size}]}]}}
forms: {a_form: {required_slots: [size]}}
responses: {utter_ask_size: [{text: Size?}], utter_really: [{text: Really?}], utter_ok: [{text: OK}]}
rules:
- rule: book
  steps: [{intent: book}, {action: a_form}, {active_loop: a_form}]
stories:
- story: asked back
  steps: [{intent: book}, {action: a_form}, {active_loop: a_form}, {intent: greet}, {action: utter_really}, {intent: deny}, {action: utter_ok}, {action: a_form}, {active_loop: null}]
`)
  const { did } = talk(startTracker('c', switching), ['book', 'greet', 'deny'], switching)
  expect(did).toEqual([
    ['a_form: utter_ask_size'],
    ['utter_really'],
    ['utter_ok', 'a_form: utter_ask_size'],
  ])
})

describe('advanceForm', () => {
  const asked = talk(start, ['book'], bot).tracker
  const { tracker } = hear(asked, { text: 'x', understanding: understood(said(from)) }, bot)
  const rows: [string, Record<string, Json>, unknown][] = [
    [
      'fills and asks for the next',
      { from_city: 'Rome' },
      {
        steps: [
          { slot: 'from_city', value: 'Rome' },
          { slot: 'requested_slot', value: 'to_city' },
        ],
        ask: { response: 'utter_ask_to_city' },
      },
    ],
    [
      'asks again for what a validation refused',
      { from_city: null },
      { steps: [], ask: { response: 'utter_ask_trip_form_from_city' } },
    ],
    [
      'asks for what a validation wants asked',
      { from_city: 'Rome', requested_slot: 'people' },
      {
        steps: [
          { slot: 'from_city', value: 'Rome' },
          { slot: 'requested_slot', value: 'people' },
        ],
        ask: { response: 'utter_ask_people' },
      },
    ],
    [
      'ends when a validation wants nothing asked',
      { requested_slot: null },
      { steps: [{ slot: 'requested_slot', value: null }, { loop: null }] },
    ],
  ]
  test.each(rows)('%s', (_, filled, expected) => {
    expect(advanceForm(tracker, bot, filled)).toEqual(expected)
  })
})
