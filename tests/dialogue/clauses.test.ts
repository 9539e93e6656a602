import { describe, expect, test } from 'vitest'
import type { Clause, Logged, Understanding } from '../../src/conversation.ts'
import { converse, type Scene } from '../../src/converse.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { startTracker, track } from '../../src/dialogue/track.ts'
import { botOf, understood } from './bot-of.ts'

const bot = botOf(`
intents: [hours, price, buy, inform, stop, faq]
entities: [item]
slots:
  item: {type: text, mappings: [{type: from_entity, entity: item}]}
  colour: {type: text, mappings: [{type: from_text, not_intent: stop, conditions: [{active_loop: buy_form, requested_slot: colour}]}]}
forms: {buy_form: {required_slots: [colour]}}
responses:
  utter_hours: [{text: 9 to 5}]
  utter_price: [{text: "{item}: 40"}]
  utter_ask_colour: [{text: Which colour?}]
  utter_bought: [{text: Thanks}]
  utter_stopped: [{text: OK}]
  utter_faq/parking: [{text: Behind the shop}]
rules:
- rule: faq
  steps: [{intent: faq}, {action: utter_faq}]
- rule: hours
  steps: [{intent: hours}, {action: utter_hours}]
- rule: price
  steps: [{intent: price}, {action: utter_price}]
- rule: buy
  steps: [{intent: buy}, {action: buy_form}, {active_loop: buy_form}]
- rule: bought
  condition: [{active_loop: buy_form}]
  steps: [{action: buy_form}, {active_loop: null}, {action: utter_bought}]
- rule: stop
  condition: [{active_loop: buy_form}]
  steps: [{intent: stop}, {action: action_deactivate_loop}, {active_loop: null}, {action: utter_stopped}]
`)

/** Neither actions nor the store are needed by a bot that only speaks. */
const scene = { actions: {}, report: () => {} } as unknown as Scene

const text = 'buy the kettle, what is the lamp, and when are you open'

const clause = (words: string, name: string, item?: string): Clause => {
  const start = text.indexOf(words)
  const at = item ? text.indexOf(item) : 0
  return {
    start,
    end: start + words.length,
    intent: { name, confidence: 0.9 },
    ranking: [{ name, confidence: 0.9 }],
    entities: item
      ? [{ entity: 'item', value: item, start: at, end: at + item.length, from: 'lookup' }]
      : [],
  }
}

const said = (...clauses: Clause[]): Understanding => ({
  ...understood({ intent: 'hours', doubt: 'ambiguous' }),
  clauses,
})

const price = clause('what is the lamp', 'price', 'lamp')
const hours = clause('when are you open', 'hours')
const faq = clause('when are you open', 'faq/parking')
const buy = clause('buy the kettle', 'buy', 'kettle')

async function say(
  tracker: ReturnType<typeof startTracker>,
  understanding: Understanding,
  words = text,
) {
  const heard = hear(tracker, { text: words, understanding }, bot)
  const course = await converse(heard.tracker, bot, scene)
  return {
    ...course,
    steps: [...heard.steps, ...course.steps],
    said: course.says.map(({ response }) => response),
  }
}

const start = startTracker('c', bot)

test('what a message says is answered in its order, within one turn', async () => {
  const course = await say(start, said(price, hours))
  expect(course.said).toEqual(['utter_price', 'utter_hours'])
  expect(course.tracker.slots['item']).toBe('lamp')
  expect(course.tracker.pending).toBeUndefined()
  expect(course.tracker.misunderstood).toBe(0)
})

test('a form opened by the first is finished before the second is taken up', async () => {
  const one = await say(start, said(buy, hours))
  expect(one.said).toEqual(['utter_ask_colour'])
  const two = await say(one.tracker, understood({ intent: 'inform' }), 'green')
  expect(two.said).toEqual(['utter_bought', 'utter_hours'])
  const three = await say(two.tracker, understood({ intent: 'inform' }), 'green')
  expect(three.said).not.toContain('utter_hours')
})

test('a form that is stopped gives way to the second', async () => {
  const one = await say(start, said(buy, price))
  const two = await say(one.tracker, understood({ intent: 'stop' }), 'stop')
  expect(two.said).toEqual(['utter_stopped', 'utter_price'])
})

describe('a part that is between two intents', () => {
  const torn = (words: string, name: string, other: string): Clause => ({
    ...clause(words, name),
    ranking: [
      { name, confidence: 0.5 },
      { name: other, confidence: 0.47 },
    ],
    doubt: 'ambiguous',
  })

  test('is asked about once what is plain is answered', async () => {
    const course = await say(start, said(torn('buy the kettle', 'buy', 'price'), hours))
    expect(course.says).toEqual([
      expect.objectContaining({ response: 'utter_hours' }),
      {
        response: 'utter_which_intent',
        buttons: [
          { title: 'buy', payload: '/buy' },
          { title: 'price', payload: '/price' },
        ],
      },
    ])
    const pressed = await say(course.tracker, understood({ intent: 'buy' }), '/buy')
    expect(pressed.said).toEqual(['utter_ask_colour'])
  })

  test('holds another such part until it is settled', async () => {
    const one = await say(
      start,
      said(
        torn('buy the kettle', 'buy', 'price'),
        torn('when are you open', 'hours', 'faq/parking'),
      ),
    )
    expect(one.said).toEqual(['utter_which_intent'])
    const two = await say(one.tracker, understood({ intent: 'price' }), '/price')
    expect(two.said).toEqual(['utter_price', 'utter_which_intent'])
    expect(two.says[1]!.buttons?.map(({ payload }) => payload)).toEqual(['/hours', '/faq/parking'])
    expect(two.tracker.misunderstood).toBe(1)
  })

  test('is not understood where the bot has no answer to one of the two', async () => {
    const course = await say(start, said(hours, torn('buy the kettle', 'buy', 'inform')))
    expect(course.said).toEqual(['utter_hours', 'utter_ask_rephrase'])
  })
})

test('entities stand where they stand in their own part', async () => {
  const { tracker } = await say(start, said(price, hours))
  const heard = tracker.past.flatMap((one) => ('intent' in one ? [one] : []))
  expect(heard.map((one) => one.text)).toEqual(['what is the lamp', 'when are you open'])
  const [lamp] = heard[0]!.entities
  expect(heard[0]!.text.slice(lamp!.start, lamp!.end)).toBe('lamp')
})

test('each part is answered with the facts of its own', async () => {
  const course = await say(start, said(price, faq, clause('buy the kettle', 'price', 'kettle')))
  expect(course.says.map(({ response, facts }) => [response, facts?.['item']])).toEqual([
    ['utter_price', 'lamp'],
    ['utter_faq/parking', 'lamp'],
    ['utter_price', undefined],
  ])
  expect(course.tracker.slots['item']).toBe('kettle')
})

test('a correction is one thing, in however many parts it was understood', async () => {
  const before = await say(
    start,
    understood({ intent: 'price', entities: { item: 'kettle' } }),
    'x',
  )
  const words = 'no, I meant the lamp'
  const at = words.indexOf('lamp')
  const lamp = { entity: 'item', value: 'lamp', start: at, end: at + 4, from: 'lookup' } as const
  const part = (start: number, end: number, name: string): Clause => {
    const intent = { name, confidence: 0.9 }
    return { start, end, intent, ranking: [intent], entities: start > 0 ? [lamp] : [] }
  }
  const understanding = {
    ...understood({ intent: 'buy', doubt: 'unsure' }),
    entities: [lamp],
    clauses: [part(0, 2, 'stop'), part(4, words.length, 'buy')],
  }
  const course = await say(before.tracker, understanding, words)
  expect(course.said).toEqual(['utter_price'])
  expect(course.tracker.slots['item']).toBe('lamp')
})

test('the log folds into the same tracker', async () => {
  const understanding = said(buy, price, hours)
  const { tracker, steps } = await say(start, understanding)
  const logged = (event: object, seq: number) =>
    ({ ...event, conversation: 'c', seq, position: seq, at: '' }) as Logged
  const folded = track(
    [
      logged({ kind: 'customer-said', clientId: '1', text, understanding }, 1),
      logged({ kind: 'decided', steps, trace: { model: 'm' } }, 2),
    ],
    bot,
    start,
  )
  expect(folded).toEqual({ ...tracker, seq: 2 })
})
