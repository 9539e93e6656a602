import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item, readActivity, readTyping } from '../../src/web/widget/activity.ts'
import { holder, tell } from '../../src/web/widget/transcript.ts'

const message = (id: string, fields: object = {}) => ({
  type: 'message',
  id,
  timestamp: '2026-01-01T10:00:00.000Z',
  from: { id: 'bot', name: 'Pine', role: 'bot' },
  text: 'Hello',
  ...fields,
})

const status = (id: string, value: object) =>
  message(id, { type: 'event', name: 'handoff.status', value, text: undefined })

test('a message of the bot, an agent and the customer', () => {
  expect(readActivity(message('1'))).toMatchObject({ from: 'bot', name: 'Pine', text: 'Hello' })
  const agent = { id: 'agent-7', name: 'Anna', role: 'bot' }
  expect(readActivity(message('2', { from: agent }))).toMatchObject({ from: 'agent', name: 'Anna' })
  const own = { from: { id: 'dl_1', role: 'user' }, channelData: { clientActivityID: 'c1' } }
  expect(readActivity(message('3', own))).toMatchObject({ from: 'customer', clientId: 'c1' })
})

test('quick replies: the payload goes as the value, words without one as the text', () => {
  const actions = [
    { type: 'messageBack', title: 'Track', text: 'Track', value: '/track' },
    { type: 'messageBack', title: 'Else', text: 'something else' },
  ]
  expect(readActivity(message('1', { suggestedActions: { actions } }))?.actions).toEqual([
    { title: 'Track', text: 'Track', value: '/track' },
    { title: 'Else', text: 'something else', value: undefined },
  ])
})

test.each([
  [{ state: 'waiting' }, 'soon', ''],
  [{ state: 'waiting', place: 2 }, 'queued', '2'],
  [{ state: 'accepted', agent: 'Anna' }, 'joined', 'Anna'],
  [{ state: 'returned' }, 'back', ''],
  [{ state: 'completed' }, 'resolved', ''],
])('the hand-off %j is told as %s', (value, text, name) => {
  expect(readActivity(status('1', value))).toMatchObject({ from: 'note', text, name })
})

test.each([null, 1, 'x', [], {}, { type: 'trace' }, status('1', { state: 'constructor' })])(
  '%j is not shown',
  (given) => {
    expect(readActivity(given)).toBeNull()
  },
)

test('typing is the other side’s only', () => {
  expect(readTyping({ type: 'typing', from: { role: 'bot', name: 'Anna' } })).toBe('Anna')
  expect(readTyping({ type: 'typing', from: { role: 'user' } })).toBeNull()
  expect(readTyping({ type: 'message' })).toBeNull()
})

test('no shape of activity throws', () => {
  const fields = [
    'type',
    'id',
    'from',
    'text',
    'name',
    'value',
    'channelData',
    'attachments',
  ] as const
  const activity = fc.record(
    Object.fromEntries([...fields, 'suggestedActions'].map((name) => [name, fc.jsonValue()])),
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), activity), (given) => {
      const item = readActivity(given)
      if (item)
        for (const field of [item.key, item.name, item.text]) expect(field).toBeTypeOf('string')
      readTyping(given)
    }),
    { numRuns: 2_000 },
  )
})

test('however often activities come, each is told once, in the order of the first time', () => {
  const items = Array.from({ length: 12 }, (_, i) => readActivity(message(`c|${i}`))!)
  fc.assert(
    fc.property(fc.array(fc.nat(11), { maxLength: 60 }), (numbers) => {
      let told: readonly Item[] = []
      for (const number of numbers) told = tell(told, items[number]!)
      expect(told.map(({ key }) => key)).toEqual([...new Set(numbers)].map((n) => `c|${n}`))
    }),
  )
})

test('places in the queue replace each other, and the latest note tells who has it', () => {
  let items: readonly Item[] = []
  const hear = (activity: unknown) => (items = tell(items, readActivity(activity)!))
  hear(status('1', { state: 'waiting', place: 2 }))
  hear(status('2', { state: 'waiting', place: 1 }))
  expect(items.map(({ text, name }) => [text, name])).toEqual([['queued', '1']])
  expect(holder(items)).toBe('')
  hear(message('3'))
  hear(status('4', { state: 'accepted', agent: 'Anna' }))
  expect(holder(items)).toBe('Anna')
  hear(status('5', { state: 'returned' }))
  expect(holder(items)).toBeNull()
})
