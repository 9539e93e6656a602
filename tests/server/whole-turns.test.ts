import { expect, test } from 'vitest'
import type { Event, Logged } from '../../src/conversation.ts'
import { wholeTurns } from '../../src/server/whole-turns.ts'

const events = (...kinds: ('said' | 'decided' | 'bot')[]): Logged[] =>
  kinds.map((kind, i) => {
    const event: Event =
      kind === 'said'
        ? { kind: 'customer-said', clientId: String(i), text: 'hello' }
        : kind === 'bot'
          ? { kind: 'bot-said', text: 'Hello!' }
          : { kind: 'decided', steps: [], trace: { model: 'm' } }
    return { ...event, conversation: 'c', seq: i + 1, position: i + 1, at: '2026-11-20T10:00:00Z' }
  })

test.each<[name: string, kinds: Parameters<typeof events>, kept: number]>([
  ['a page that is not full is the end of the log', ['said', 'decided'], 2],
  ['a full page ends before the turn that may go on', ['said', 'decided', 'bot', 'said'], 3],
  ['a turn longer than a page is told in parts', ['said', 'bot', 'bot', 'bot'], 4],
  ['the rest of a turn is told at once', ['bot', 'bot', 'said', 'decided'], 2],
])('%s', (_name, kinds, kept) => {
  expect(wholeTurns(events(...kinds), 4)).toHaveLength(kept)
})
