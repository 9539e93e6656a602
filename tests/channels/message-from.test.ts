import { describe, expect, test } from 'vitest'
import { activitiesFrom } from '../../src/channels/activities-from.ts'
import { readActivity } from '../../src/channels/activity.ts'
import { messageFrom } from '../../src/channels/message-from.ts'
import type { Event, Logged } from '../../src/conversation.ts'

const from = { id: 'u1' }
const sender = { conversation: 'c', user: 'dl_1' }
const read = (activity: object, by: { conversation: string; user?: string } = sender) =>
  messageFrom(readActivity({ type: 'message', from, ...activity }), by)

describe('a message from an activity', () => {
  test.each<[string, object, object]>([
    ['text', { text: 'hello', id: 'a' }, { text: 'hello', clientId: 'a' }],
    [
      'the client activity id goes before the id',
      { text: 'x', id: 'a', channelData: { clientActivityID: 'b' } },
      { clientId: 'b' },
    ],
    [
      'a pressed button: its title and its payload',
      { text: 'Track it', value: '/track{"order":"1"}' },
      { text: 'Track it', payload: '/track{"order":"1"}' },
    ],
    ['a payload in an object', { text: 'T', value: { payload: '/t' } }, { payload: '/t' }],
    ['a payload without text', { value: '/t' }, { text: '/t', payload: '/t' }],
    ['a value that is plain words', { value: 'hello' }, { text: 'hello' }],
    ['the locale', { text: 'x', locale: 'zh-CN' }, { locale: 'zh-CN' }],
    ['nulls are as if absent', { text: 'x', locale: null, value: null, id: null }, { text: 'x' }],
    ['unknown fields are ignored', { text: 'x', wobble: [1] }, { text: 'x' }],
    [
      'NUL and half surrogate pairs are replaced',
      { text: 'a\0b\ud800c' },
      { text: 'a\ufffdb\ufffdc' },
    ],
    ['whole pairs stay', { text: '👍🏽 好' }, { text: '👍🏽 好' }],
    [
      '4,000 emoji are 4,000 characters',
      { text: '👍'.repeat(4_000) },
      { text: '👍'.repeat(4_000) },
    ],
  ])('%s', (_name, activity, expected) => {
    expect(read(activity)).toMatchObject({ conversation: 'c', ...expected })
  })

  test('a plain value is no payload', () => {
    expect(read({ text: 'x', value: 'plain' })).not.toHaveProperty('payload')
  })

  test.each<[string, object, string, string]>([
    ['no type', { type: undefined, text: 'x' }, 'BadArgument', 'type'],
    ['an unknown type', { type: 'wobble', text: 'x' }, 'BadArgument', 'type'],
    ['text that is a number', { text: 5 }, 'BadArgument', 'text'],
    ['no text', {}, 'BadArgument', 'text'],
    ['blank text', { text: ' \n' }, 'BadArgument', 'text'],
    ['a from id that is a list', { text: 'x', from: { id: ['a'] } }, 'BadArgument', 'from.id'],
    ['an id that is an object', { text: 'x', id: { $ne: 1 } }, 'BadArgument', 'id'],
    [
      'a client activity id that is a number',
      { text: 'x', channelData: { clientActivityID: 5 } },
      'BadArgument',
      'channelData.clientActivityID',
    ],
    [
      'a client activity id with a control character',
      { text: 'x', channelData: { clientActivityID: 'a\u0000' } },
      'BadArgument',
      'channelData.clientActivityID',
    ],
    ['an attachment', { text: 'x', attachments: [{}] }, 'UploadsNotSupported', 'Files'],
    ['4,001 characters', { text: 'x'.repeat(4_001) }, 'MessageTooLong', '4000'],
    ['4,001 emoji', { text: '👍'.repeat(4_001) }, 'MessageTooLong', '4000'],
    ['a payload too long', { text: 'x', value: `/${'x'.repeat(4_000)}` }, 'MessageTooLong', '4000'],
  ])('%s is refused', (_name, activity, code, named) => {
    expect(() => read(activity)).toThrowError(
      expect.objectContaining({ code, message: expect.stringContaining(named) }),
    )
  })

  test('without a user in the token, from.id is needed', () => {
    expect(() => read({ text: 'x', from: null }, { conversation: 'c' })).toThrowError(
      expect.objectContaining({ code: 'BadArgument', message: expect.stringContaining('from.id') }),
    )
  })
})

describe('a message echoed', () => {
  const sides = { visitor: 'dl_1', bot: { id: 'bot', name: 'Parley', role: 'bot' } }
  const echo = (activity: object, by: { conversation: string; user?: string }) => {
    const { conversation, ...said } = read(activity, by)
    const event: Event = { kind: 'customer-said', ...said }
    const logged = { ...event, conversation, seq: 12, position: 40, at: '2026-01-01T00:00:00.000Z' }
    // As it comes out of the log.
    return activitiesFrom([JSON.parse(JSON.stringify(logged)) as Logged], sides)[0]
  }

  test('its id is made of the conversation and the number', () => {
    expect(echo({ text: 'x' }, sender)?.id).toBe('c|0000012')
  })

  test('the token overrides who wrote it', () => {
    expect(echo({ text: 'x' }, sender)?.from).toEqual({ id: 'dl_1', role: 'user' })
  })

  test('where no token says, it is from whom it said', () => {
    const activity = { text: 'x', from: { id: 'ada', name: 'Ada' } }
    const expected = { id: 'ada', name: 'Ada', role: 'user' }
    expect(echo(activity, { conversation: 'c' })?.from).toEqual(expected)
  })

  test.each<[string, unknown]>([
    ['an object', { clientActivityID: 'a', more: [1, { x: null }] }],
    ['text', 'anything'],
    ['what looks like our own wrapping', { directLine: { isSilent: true } }],
    ['__proto__', JSON.parse('{"__proto__":{"polluted":true}}')],
  ])('channelData comes back unchanged: %s', (_name, channelData) => {
    for (const by of [sender, { conversation: 'c' }]) {
      const activity = echo({ text: 'x', channelData }, by)
      expect(JSON.stringify(activity?.channelData)).toBe(JSON.stringify(channelData))
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('the value of a pressed button comes back', () => {
    expect(echo({ text: 'T', value: '/t' }, sender)).toMatchObject({ text: 'T', value: '/t' })
  })
})
