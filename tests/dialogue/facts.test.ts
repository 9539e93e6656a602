import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/conversation.ts'
import type { FactTest } from '../../src/dialogue/bot.ts'
import { gatherFacts } from '../../src/gather-facts.ts'
import type { Database } from '../../src/crm/database.ts'
import { isOpen } from '../../src/dialogue/business-hours.ts'
import { factsAsked, holds } from '../../src/dialogue/facts.ts'
import { follow } from '../../src/dialogue/follow.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { botOf, turn } from './bot-of.ts'

test.each<[FactTest, Facts, boolean]>([
  [{ fact: 'open_tickets', min: 2 }, { open_tickets: 2 }, true],
  [{ fact: 'open_tickets', min: 2 }, { open_tickets: 1 }, false],
  [{ fact: 'open_tickets', max: 0 }, {}, false],
  [{ fact: 'sentiment', below: -0.5 }, { sentiment: -0.5 }, false],
  [{ fact: 'sentiment', below: -0.5 }, { sentiment: -0.6 }, true],
  [{ fact: 'queue', over: 5, max: 10 }, { queue: 6 }, true],
  [{ fact: 'queue', over: 5, max: 10 }, { queue: 11 }, false],
  [{ fact: 'hours', is: 'open' }, { hours: 'closed' }, false],
  [{ fact: 'known', is: false }, { known: false }, true],
])('%j of %j holds: %s', (asked, facts, expected) => {
  expect(holds(asked, facts)).toBe(expected)
})

describe('business hours', () => {
  const hours = {
    timeZone: 'Asia/Shanghai',
    days: {
      mon: [
        [540, 720],
        [780, 1080],
      ],
    },
  } as const
  test.each([
    ['2026-11-23T01:00:00Z', true],
    ['2026-11-23T00:59:00Z', false],
    ['2026-11-23T04:00:00Z', false],
    ['2026-11-23T09:59:59Z', true],
    ['2026-11-23T10:00:00Z', false],
    ['2026-11-22T17:00:00Z', false],
    ['2026-11-24T01:00:00Z', false],
  ])('at %s: %s', (at, expected) => {
    expect(isOpen(hours, new Date(at))).toBe(expected)
  })

  test('summer time moves them', () => {
    const berlin = { timeZone: 'Europe/Berlin', days: { mon: [[540, 600]] } } as const
    expect(isOpen(berlin, new Date('2026-07-06T07:30:00Z'))).toBe(true)
    expect(isOpen(berlin, new Date('2026-12-07T07:30:00Z'))).toBe(false)
  })
})

const bot = botOf(`
intents: [help]
responses:
  utter_help: [{text: Ask me}]
  utter_sorry: [{text: Sorry}]
  utter_closed: [{text: Later}]
rules:
- rule: help
  steps: [{intent: help}, {action: utter_help}]
- rule: help somebody annoyed
  condition: [{customer: {open_tickets: {min: 2}}}, {sentiment: {below: -0.5}}]
  steps: [{intent: help}, {action: utter_sorry}, {action: action_hand_off}]
- rule: help at night
  condition: [{hours: closed}]
  steps: [{intent: help}, {action: utter_closed}]
`)

const doneWith = (facts: Facts) =>
  turn(follow(startTracker('c', bot), [{ facts }], bot), 'help', bot).did

test('the rule whose conditions all hold goes before the one that asks less', () => {
  expect(doneWith({ open_tickets: 2, sentiment: -0.6 })[0]).toBe('utter_sorry')
  expect(doneWith({ open_tickets: 2, sentiment: 0 })).toEqual(['utter_help'])
  expect(doneWith({ hours: 'closed' })).toEqual(['utter_closed'])
  expect(doneWith({})).toEqual(['utter_help'])
})

test('only what rules ask for is looked up', () => {
  expect([...factsAsked(bot)].sort()).toEqual(['hours', 'open_tickets', 'sentiment'])
})

describe('churn risk', () => {
  const asking = botOf(`
intents: [help]
rules:
- rule: help
  condition: [{customer: {churn_risk: {over: 0.8}}}]
  steps: [{intent: help}, {action: action_hand_off}]
`)
  // What is at hand costs the turn no look at the store: it is given none.
  const scene = {
    db: {} as Database,
    now: new Date(),
    parse: () => ({ words: [], phrases: [] }),
    churnRisk: (customer: string) => (customer === 'C-1' ? 0.9 : undefined),
  }
  const of = (customer: string | null, which = asking) =>
    gatherFacts({ ...startTracker('c', which), customer }, which, scene)

  test('is known of whom it was found for, once it is proven who they are', async () => {
    expect(await of('C-1')).toEqual({ churn_risk: 0.9 })
    expect(await of('C-2')).toEqual({})
    expect(await of(null)).toEqual({})
  })
})
