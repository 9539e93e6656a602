import { describe, expect, test } from 'vitest'
import { activitiesFrom } from '../../src/channels/activities-from.ts'
import type { Event, Logged } from '../../src/conversation.ts'

const sides = { visitor: 'dl_1', bot: { id: 'bot', name: 'Parley', role: 'bot' } }
const agent = { id: 'a1', name: 'Nadia' }

function log(...events: Event[]): Logged[] {
  const at = '2026-01-01T00:00:00.000Z'
  return events.map((event, index) => ({
    ...event,
    conversation: 'c',
    seq: index + 1,
    position: index + 1,
    at,
  }))
}

const shown = (...events: Event[]) => activitiesFrom(log(...events), sides)

describe('what a customer sees of the log', () => {
  test.each<[string, Event, object]>([
    ['the bot', { kind: 'bot-said', text: 'Hi' }, { type: 'message', text: 'Hi', from: sides.bot }],
    [
      'an agent, by name',
      { kind: 'agent-said', clientId: 'x', text: 'Hi', agent },
      { type: 'message', text: 'Hi', from: { id: 'agent-a1', name: 'Nadia', role: 'bot' } },
    ],
    [
      'a picture',
      { kind: 'bot-said', image: 'https://shop.test/a.jpg?x=1' },
      {
        attachments: [{ contentType: 'image/jpeg', contentUrl: 'https://shop.test/a.jpg?x=1' }],
      },
    ],
    [
      'a card',
      { kind: 'bot-said', custom: { type: 'AdaptiveCard', version: '1.5', body: [] } },
      {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: { type: 'AdaptiveCard', version: '1.5', body: [] },
          },
        ],
      },
    ],
    [
      'anything else custom',
      { kind: 'bot-said', custom: { map: 1 } },
      { channelData: { custom: { map: 1 } } },
    ],
    [
      'waiting for a person',
      { kind: 'handed-over', reason: 'upset' },
      { type: 'event', name: 'handoff.status', value: { state: 'waiting' } },
    ],
    [
      'waiting for a person behind others',
      { kind: 'handed-over', reason: 'upset', place: 3 },
      { type: 'event', name: 'handoff.status', value: { state: 'waiting', place: 3 } },
    ],
    [
      'a person took it',
      { kind: 'claimed', agent },
      { name: 'handoff.status', value: { state: 'accepted', agent: 'Nadia' } },
    ],
    ['back to the bot', { kind: 'given-back', agent }, { value: { state: 'returned' } }],
    ['done', { kind: 'resolved', agent }, { value: { state: 'completed' } }],
  ])('%s', (_name, event, expected) => {
    expect(shown(event)).toEqual([expect.objectContaining({ id: 'c|0000001' })])
    expect(shown(event)[0]).toMatchObject(expected)
  })

  test.each<[string, Event]>([
    ['a note of an agent', { kind: 'noted', text: 'canary', agent }],
    ['what was decided', { kind: 'decided', steps: [], trace: { model: 'canary' } }],
    ['who they are', { kind: 'identified', customer: 'canary', how: 'signed' }],
    ['a record changed', { kind: 'changed', what: 'canary', record: 'canary' }],
    ['the start of a session', { kind: 'session-started' }],
  ])('nothing of %s', (_name, event) => {
    expect(shown(event)).toEqual([])
  })

  test('neither the reason of a hand-over nor what was understood', () => {
    const events = shown(
      {
        kind: 'customer-said',
        clientId: 'x',
        text: 'hello',
        understanding: {
          language: 'en',
          intent: { name: 'canary', confidence: 1 },
          ranking: [],
          entities: [],
          sentiment: 0,
          isUpset: false,
        },
      },
      { kind: 'handed-over', reason: 'upset', detail: 'canary' },
    )
    expect(JSON.stringify(events)).not.toMatch(/canary|upset/)
  })

  test('buttons show their title and send their payload', () => {
    const buttons = [
      { title: 'Track', payload: '/track' },
      { title: 'Yes', payload: 'yes please' },
    ]
    expect(shown({ kind: 'bot-said', text: 'So?', buttons })[0]?.suggestedActions?.actions).toEqual(
      [
        {
          type: 'messageBack',
          title: 'Track',
          displayText: 'Track',
          text: 'Track',
          value: '/track',
        },
        { type: 'messageBack', title: 'Yes', displayText: 'Yes', text: 'yes please' },
      ],
    )
  })

  test('an answer names the message it answers', () => {
    const [, answer] = shown(
      { kind: 'customer-said', clientId: 'x', text: 'hello' },
      { kind: 'bot-said', text: 'Hi' },
    )
    expect(answer?.replyToId).toBe('c|0000001')
  })
})
