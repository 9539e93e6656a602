import { expect, test } from 'vitest'
import type { Tracker } from '../../src/conversation.ts'
import { whyHandOver } from '../../src/handoff/why-hand-over.ts'

const calm: Tracker = {
  conversation: 'c',
  seq: 4,
  heldBy: 'bot',
  agent: null,
  customer: null,
  language: 'en',
  slots: {},
  loop: null,
  latest: null,
  past: [],
  misunderstood: 0,
  upset: 0,
}
const said = { intent: 'greet', entities: [], text: 'hello' }
const handOff = { action: 'action_hand_off' }

test.each<[string, Partial<Tracker>, ReturnType<typeof whyHandOver>]>([
  ['nothing is wrong', {}, null],
  ['a person was asked for', { past: [said, handOff] }, 'asked'],
  ['a person was asked for, and given back since', { past: [said, handOff, said] }, null],
  ['the first misunderstanding', { misunderstood: 1 }, null],
  ['the second', { misunderstood: 2 }, null],
  ['the third', { misunderstood: 3 }, 'not-understood'],
  ['upset once', { upset: 1 }, null],
  ['upset twice', { upset: 2 }, 'upset'],
  ['waiting already', { heldBy: 'queue', upset: 5, misunderstood: 5, past: [handOff] }, null],
  ['held by an agent', { heldBy: 'agent', upset: 5, past: [handOff] }, null],
])('%s', (_name, how, why) => {
  expect(whyHandOver({ ...calm, ...how })).toBe(why)
})

test('a team may be called sooner or later', () => {
  const tracker = { ...calm, misunderstood: 2, upset: 2 }
  expect(whyHandOver(tracker, { misunderstood: 2, upset: 3 })).toBe('not-understood')
  expect(whyHandOver(tracker, { misunderstood: 4, upset: 3 })).toBe(null)
})
