import { expect, test } from 'vitest'
import type { Bot } from '../../src/dialogue/bot.ts'
import { foresee } from '../../src/dialogue/policy.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { learnPolicy } from '../../src/training/learn-policy.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import { decodePolicy, encodePolicy } from '../../src/training/policy-file.ts'
import { botOf, talk, turn } from '../dialogue/bot-of.ts'

/** What "yes" and "no" mean hangs on what was offered, whatever came after the offer. */
const bot = botOf(`
intents: [tea, coffee, affirm, deny, hours, weather, thanks, insult]
responses:
  utter_offer_tea: [{text: Tea?}]
  utter_offer_coffee: [{text: Coffee?}]
  utter_tea: [{text: Tea}]
  utter_coffee: [{text: Coffee}]
  utter_no: [{text: OK}]
  utter_hours: [{text: 9 to 5}]
  utter_weather: [{text: Rain}]
  utter_thanks: [{text: Welcome}]
stories:
- story: tea
  steps: [{intent: tea}, {action: utter_offer_tea}, {intent: affirm}, {action: utter_tea}]
- story: coffee
  steps: [{intent: coffee}, {action: utter_offer_coffee}, {intent: affirm}, {action: utter_coffee}]
- story: no tea
  steps: [{intent: tea}, {action: utter_offer_tea}, {intent: deny}, {action: utter_no}]
- story: no coffee
  steps: [{intent: coffee}, {action: utter_offer_coffee}, {intent: deny}, {action: utter_no}]
- story: tea, hours
  steps: [{intent: tea}, {action: utter_offer_tea}, {intent: hours}, {action: utter_hours}, {intent: affirm}, {action: utter_tea}]
- story: coffee, hours
  steps: [{intent: coffee}, {action: utter_offer_coffee}, {intent: hours}, {action: utter_hours}, {intent: affirm}, {action: utter_coffee}]
- story: tea, weather
  steps: [{intent: tea}, {action: utter_offer_tea}, {intent: weather}, {action: utter_weather}, {intent: affirm}, {action: utter_tea}]
- story: coffee, weather
  steps: [{intent: coffee}, {action: utter_offer_coffee}, {intent: weather}, {action: utter_weather}, {intent: affirm}, {action: utter_coffee}]
- story: thanks
  steps: [{intent: thanks}, {action: utter_thanks}]
- story: hours
  steps: [{intent: hours}, {action: utter_hours}]
- story: weather
  steps: [{intent: weather}, {action: utter_weather}]
`)

const options = { seed: 1, makeHead: plainHead }
const policy = (await learnPolicy(bot, options))!
const learned: Bot = { ...bot, policy }
const start = startTracker('c', learned)

test.each([
  [['tea', 'thanks', 'weather', 'hours', 'affirm'], 'utter_tea'],
  [['coffee', 'thanks', 'weather', 'hours', 'affirm'], 'utter_coffee'],
])('after %j it foresees %s, which no story has', (messages, expected) => {
  expect(talk(start, messages, bot).did.at(-1)).not.toContain(expected)
  const { did, decisions } = turn(
    talk(start, messages.slice(0, -1), learned).tracker,
    messages.at(-1)!,
    learned,
  )
  expect(did).toEqual([expected])
  expect(decisions[0]).toMatchObject({ by: 'policy' })
  expect(decisions[0]!.confidence).toBeGreaterThanOrEqual(policy.threshold)
})

test('what it was never told of is beyond it', () => {
  const { decisions } = turn(talk(start, ['tea'], learned).tracker, 'insult', learned)
  expect(decisions[0]).toMatchObject({ by: 'fallback' })
})

test('what is not understood is beyond it', () => {
  const { decisions } = turn(talk(start, ['tea'], learned).tracker, 'affirm?', learned)
  expect(decisions[0]).toMatchObject({ by: 'fallback' })
})

test('below its threshold it has no say', () => {
  const { tracker } = talk(start, ['tea', 'thanks'], learned)
  expect(foresee(tracker, learned)).not.toBeNull()
  expect(foresee(tracker, { ...bot, policy: { ...policy, threshold: 1 } })).toBeNull()
})

test('the same stories and seed give the same policy, byte for byte', async () => {
  const again = await learnPolicy(bot, options)
  expect(Buffer.compare(encodePolicy(again!), encodePolicy(policy))).toBe(0)
  expect(decodePolicy(encodePolicy(policy))).toEqual(policy)
})

test('no policy is learned where config.yml lists others, or there are no stories', async () => {
  const { learns: _, ...without } = bot
  expect(await learnPolicy(without, options)).toBeNull()
  expect(await learnPolicy({ ...bot, stories: [] }, options)).toBeNull()
})
