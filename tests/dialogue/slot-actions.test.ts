import { expect, test } from 'vitest'
import type { Action } from '../../src/actions/action.ts'
import { converse, type Scene } from '../../src/converse.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { botOf, understood } from './bot-of.ts'

const bot = botOf(`
intents: [order, greet, dine, inform]
entities: [people]
slots:
  people: {type: text, mappings: [{type: from_entity, entity: people}]}
  total: {type: any, mappings: [{type: custom, action: action_total, not_intent: greet}]}
  mood: {type: text, mappings: [{type: custom, action: action_total}, {type: custom, action: action_mood, conditions: [{active_loop: dine_form}]}]}
  dish: {type: text, mappings: [{type: from_text, conditions: [{active_loop: dine_form, requested_slot: dish}]}]}
  sauce: {type: text, mappings: [{type: from_text, conditions: [{active_loop: dine_form, requested_slot: sauce}]}]}
  drink: {type: text, mappings: [{type: from_text, conditions: [{active_loop: dine_form, requested_slot: drink}]}]}
forms: {dine_form: {required_slots: [dish, drink]}}
responses:
  utter_hi: [{text: Hi}]
  utter_total: [{text: "{total}"}]
  utter_ask_dish: [{text: Dish?}]
  utter_ask_sauce: [{text: Sauce?}]
  utter_ask_drink: [{text: Drink?}]
  utter_done: [{text: Done}]
actions: [action_total, action_mood, action_validate_slot_mappings, validate_dine_form]
rules:
- rule: hi
  steps: [{intent: greet}, {action: utter_hi}]
- rule: order
  steps: [{intent: order}, {slot_was_set: [{total: null}]}, {action: utter_hi}]
- rule: order with a total
  condition: [{slot_was_set: [{total: 84}]}]
  steps: [{intent: order}, {action: utter_total}]
- rule: dine
  steps: [{intent: dine}, {action: dine_form}, {active_loop: dine_form}]
- rule: dined
  condition: [{active_loop: dine_form}]
  steps: [{action: dine_form}, {active_loop: null}, {action: utter_done}]
`)

const calls: string[] = []
const actions: Readonly<Record<string, Action>> = {
  action_total: async ({ tracker }) => {
    calls.push('total')
    const people = Number(tracker.slots['people'] ?? 0)
    return { slots: { total: people ? people * 42 : null }, followUp: 'utter_hi' }
  },
  action_mood: async () => {
    calls.push('mood')
    return { slots: { mood: 'good' } }
  },
  action_validate_slot_mappings: async ({ filled }) => {
    calls.push(`check ${Object.keys(filled ?? {}).join(' ')}`)
    return filled?.['people'] === '0' ? { slots: { people: null } } : {}
  },
  // As the SDK's `required_slots`: a pasta needs a sauce.
  validate_dine_form: async ({ filled, tracker }) => {
    const slots: Record<string, unknown> = { ...tracker.slots, ...filled }
    const wanted = slots['dish'] === 'pasta' ? ['dish', 'sauce', 'drink'] : ['dish', 'drink']
    const next = wanted.find((slot) => (slots[slot] ?? null) === null) ?? null
    return { slots: { requested_slot: next } }
  },
}
const scene = { actions, report: () => {} } as unknown as Scene

async function say(
  tracker: ReturnType<typeof startTracker>,
  intent: string,
  text: string,
  people?: string,
) {
  calls.length = 0
  const understanding = understood({ intent, ...(people && { entities: { people } }) })
  const heard = hear(tracker, { text, understanding }, bot)
  const course = await converse(heard.tracker, bot, scene)
  return { ...course, said: course.says.map(({ response }) => response), calls: [...calls] }
}

const start = startTracker('c', bot)

test('a custom mapping has its action fill the slot before anything is decided', async () => {
  const { said, tracker, steps } = await say(start, 'order', 'for two', '2')
  expect(said).toEqual(['utter_total'])
  expect(tracker.slots['total']).toBe(84)
  expect(steps[0]).toEqual({ slot: 'total', value: 84 })
})

test('each action once, where its conditions and intents let it hear', async () => {
  expect((await say(start, 'order', 'for two', '2')).calls).toEqual(['total', 'check people total'])
  expect((await say(start, 'greet', 'hi')).calls).toEqual(['total'])
  const dining = await say(start, 'dine', 'hungry')
  expect((await say(dining.tracker, 'inform', 'rice')).calls).toContain('mood')
})

test('what was filled is checked', async () => {
  expect((await say(start, 'greet', 'hi', '0')).tracker.slots['people']).toBeNull()
})

test('a correction goes back to a slot that only a validation had asked for', async () => {
  const one = await say(start, 'dine', 'hungry')
  const two = await say(one.tracker, 'inform', 'pasta')
  expect(two.said).toEqual(['utter_ask_sauce'])
  const three = await say(two.tracker, 'inform', 'pesto')
  expect(three.said).toEqual(['utter_ask_drink'])
  const four = await say(three.tracker, 'inform', 'no, I meant tomato')
  expect(four.said).toEqual(['utter_ask_drink'])
  expect(four.tracker.slots).toMatchObject({ dish: 'pasta', sauce: 'tomato', drink: null })
  const five = await say(four.tracker, 'inform', 'water')
  expect(five.said).toEqual(['utter_done'])
})
