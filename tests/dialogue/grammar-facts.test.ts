import { expect, test } from 'vitest'
import { converse, type Scene } from '../../src/converse.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { grammar } from '../../src/nlp/grammar/grammar.ts'
import { botOf, understood } from './bot-of.ts'

const bot = botOf(`
intents: [help, greet]
responses:
  utter_help: [{text: Ask me}]
  utter_greet: [{text: Hi}]
  utter_return: [{text: Send it back}]
  utter_several: [{text: One after the other}]
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: help
  steps: [{intent: help}, {action: utter_help}]
- rule: somebody returns something
  condition: [{grammar: {verb: [return, 退货]}}]
  steps: [{intent: help}, {action: utter_return}]
- rule: somebody has much to say
  condition: [{grammar: {noun_phrases: {min: 3}}}]
  steps: [{intent: help}, {action: utter_several}]
`)

async function said(text: string, intent = 'help', language = 'en') {
  let parsed = 0
  const parse: Scene['parse'] = (...message) => {
    parsed++
    return grammar(...message)
  }
  const scene = { actions: {}, report: () => {}, now: new Date(), parse } as unknown as Scene
  const understanding = { ...understood({ intent }), language }
  const heard = hear(startTracker('c', bot), { text, understanding }, bot)
  const { says, steps } = await converse(heard.tracker, bot, scene)
  return { said: says.map(({ response }) => response), steps, parsed }
}

test.each([
  ['I returned the lamp', 'en', 'utter_return'],
  ['a return label', 'en', 'utter_help'],
  ['我要退货', 'zh', 'utter_return'],
  ['我的订单在哪里', 'zh', 'utter_help'],
  ['the lamp, the kettle and my chair', 'en', 'utter_several'],
])('%s (%s): %s', async (text, language, expected) => {
  expect((await said(text, 'help', language)).said).toEqual([expected])
})

test('what was found is in the log, with the decision', async () => {
  const { steps } = await said('I returned the lamp')
  expect(steps).toContainEqual({
    facts: { grammar: ['verb return|退货'], noun_phrases: 2, verb_phrases: 1 },
  })
})

test('a message that no such rule answers is not parsed', async () => {
  expect((await said('I returned the lamp', 'greet')).parsed).toBe(0)
  expect((await said('I returned the lamp')).parsed).toBe(1)
})
