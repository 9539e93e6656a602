import { describe, expect, test } from 'vitest'
import type { Event, Logged } from '../../src/conversation.ts'
import { beginsSession } from '../../src/dialogue/session.ts'
import { startTracker, track } from '../../src/dialogue/track.ts'
import { botOf, understood } from './bot-of.ts'

const page = `
intents: [greet, ask]
slots: {name: {type: text, mappings: [{type: custom}]}, mood: {type: text, initial_value: calm, mappings: [{type: custom}]}}
forms: {a_form: {required_slots: [name]}}
responses: {utter_greet: [{text: Hi}], utter_ask_name: [{text: Name?}]}
`
const bot = botOf(page)
const agent = { id: 'a', name: 'Mei' }

const log = (...events: Event[]): Logged[] =>
  events.map((event, at) => ({
    ...event,
    conversation: 'c',
    seq: at + 1,
    position: at + 1,
    at: '2026-01-01T00:00:00.000Z',
  }))

const says = (intent: string, more: object = {}): Event => ({
  kind: 'customer-said',
  clientId: intent,
  text: intent,
  understanding: understood({ intent, ...more }),
})
const decided = (...steps: Extract<Event, { kind: 'decided' }>['steps']): Event => ({
  kind: 'decided',
  steps,
  trace: { model: 'm' },
})

describe('track', () => {
  test('folds what was said and decided', () => {
    const tracker = track(
      log(
        says('greet'),
        decided(
          { action: 'a_form', by: 'rule' },
          { loop: 'a_form' },
          { slot: 'name', value: 'Anna' },
        ),
      ),
      bot,
    )
    expect(tracker).toMatchObject({ seq: 2, loop: 'a_form', slots: { name: 'Anna', mood: 'calm' } })
    expect(tracker.past).toHaveLength(4)
  })

  test('is the same from the beginning and from half way', () => {
    const events = log(says('greet'), decided({ slot: 'name', value: 'A' }), says('ask'), {
      kind: 'handed-over',
      reason: 'asked',
    })
    const half = track(events.slice(0, 2), bot)
    expect(track(events, bot, half)).toEqual(track(events, bot))
  })

  const held = log(
    says('greet'),
    decided({ loop: 'a_form' }),
    { kind: 'handed-over', reason: 'upset' },
    says('ask'),
    { kind: 'claimed', agent },
    says('ask'),
  )

  test('does not hear what is said to a person', () => {
    const tracker = track(held, bot)
    expect(tracker).toMatchObject({ heldBy: 'agent', agent, latest: { text: 'greet' } })
  })

  test('begins afresh when a person gives the conversation back', () => {
    const tracker = track(
      [...held, ...log({ kind: 'given-back', agent }).map((event) => ({ ...event, seq: 7 }))],
      bot,
    )
    expect(tracker).toMatchObject({
      heldBy: 'bot',
      agent: null,
      loop: null,
      misunderstood: 0,
      upset: 0,
    })
  })

  test('counts upset messages of the session', () => {
    const upset = { isUpset: true }
    expect(track(log(says('ask', upset), says('ask'), says('ask', upset)), bot).upset).toBe(2)
    expect(track(log(says('ask', upset), { kind: 'session-started' }), bot).upset).toBe(0)
  })

  test('a new session keeps the slots when the domain says so', () => {
    const events = log(says('greet'), decided({ slot: 'name', value: 'Anna' }), {
      kind: 'session-started',
    })
    expect(track(events, bot)).toMatchObject({ past: [], slots: { name: 'Anna' } })
    const forgetful = botOf(`${page}\nsession_config: {carry_over_slots_to_new_session: false}`)
    expect(track(events, forgetful).slots['name']).toBeNull()
  })

  test('restart forgets everything, back the latest two messages', () => {
    const before = [says('greet'), decided({ action: 'utter_greet', by: 'rule' })]
    const restarted = track(
      log(
        ...before,
        decided({ slot: 'name', value: 'x' }, { action: 'action_restart', by: 'rule' }),
      ),
      bot,
    )
    expect(restarted).toMatchObject({ past: [], slots: { name: null } })
    const back = track(
      log(
        ...before,
        says('ask'),
        decided({ slot: 'name', value: 'x' }),
        says('ask'),
        decided({ action: 'action_back', by: 'rule' }),
      ),
      bot,
    )
    expect(back.past.map((one) => Object.values(one)[0] as unknown)).toEqual([
      'greet',
      'utter_greet',
    ])
    expect(back.slots['name']).toBeNull()
  })

  test('does not grow without end', () => {
    let tracker = startTracker('c', bot)
    for (let at = 0; at < 3000; at++) {
      tracker = track([{ ...log(says('ask'))[0]!, seq: at + 1 }], bot, tracker)
    }
    expect(tracker.past.length).toBeLessThanOrEqual(1001)
  })
})

test.each([
  ['the first message', null, '2026-01-01T00:00:00.000Z', 60, true],
  ['a message in time', '2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00.000Z', 60, false],
  ['a message too late', '2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00.001Z', 60, true],
  [
    'a message at any time, when sessions never expire',
    '2020-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    0,
    false,
  ],
  ['a message before the last', '2026-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z', 60, false],
])('%s: a session begins', (_, lastAt, at, minutes, expected) => {
  const session = { expiresAfterMinutes: minutes, carriesSlots: true }
  expect(beginsSession(lastAt, at, { session })).toBe(expected)
})
