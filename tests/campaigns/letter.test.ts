import { describe, expect, test } from 'vitest'
import { addressAt, findAddresses } from '../../src/campaigns/find-addresses.ts'
import { checkLetter, fillLetter } from '../../src/crm/campaigns/letter.ts'
import { readLink, signLink } from '../../src/campaigns/links.ts'

const anna = { name: 'Anna Berg', city: 'Berlin' }

test.each([
  ['Dear {first_name}, {name} of {city}', 'Dear Anna, Anna Berg of Berlin'],
  ['no braces', 'no braces'],
  ['{name}{name}', 'Anna BergAnna Berg'],
])('%s is filled', (text, filled) => {
  expect(fillLetter({ subject: text, text }, anna)).toEqual({ subject: filled, text: filled })
})

test('a name in braces is no field', () => {
  const letter = { subject: '', text: 'Hello {name}' }
  expect(fillLetter(letter, { name: '{city} $& {name}', city: 'X' }).text).toBe(
    'Hello {city} $& {name}',
  )
  expect(fillLetter(letter, { name: '王小明', city: '' }).text).toBe('Hello 王小明')
})

test.each([
  [{ subject: 'Hello {nmae}', text: '' }, /The subject in "en" has \{nmae\}.*Use \{name\}/],
  [{ subject: '', text: '{}' }, /The text in "en" has \{\}/],
  [{ subject: '', text: '{toString}' }, /\{toString\}/],
])('%j is refused', (letter, message) => {
  expect(() => checkLetter(letter, 'en')).toThrow(message)
})

test.each([
  ['See https://shop.example.com/a?b=1.', ['https://shop.example.com/a?b=1']],
  ['(https://a.example) and http://b.example/x, too', ['https://a.example', 'http://b.example/x']],
  ['看这里：https://a.example/灯，很好', ['https://a.example/灯']],
  ['https:// and http://', []],
  ['javascript:alert(1) ftp://x', []],
])('%s has addresses', (text, addresses) => {
  const pieces = findAddresses(text)
  expect(pieces.filter(({ isAddress }) => isAddress).map(({ text }) => text)).toEqual(addresses)
  expect(pieces.map(({ text }) => text).join('')).toBe(text)
  expect(addressAt(text, 0)).toBe(addresses[0] ?? null)
  expect(addressAt(text, 9)).toBeNull()
})

describe('a link', () => {
  const recipient = '0123456789abcdef0123456789abcdef'
  test.each([
    { recipient, to: 0 },
    { recipient, to: 'unsubscribe' },
    { recipient, to: 'open' },
  ] as const)('for %j is read again', (link) => {
    expect(readLink(signLink(link, 'secret'), 'secret')).toEqual(link)
  })

  const token = signLink({ recipient, to: 1 }, 'secret')
  test.each([
    ['another secret', signLink({ recipient, to: 1 }, 'other')],
    ['another place', token.replace('.1.', '.2.')],
    ['another person', token.replace('0123', '0124')],
    ['another purpose', token.replace('.1.', '.unsubscribe.')],
    ['a cut end', token.slice(0, -1)],
    ['something behind', `${token}x`],
    ['nothing', ''],
    ['nonsense', '../../etc/passwd'],
  ])('with %s is none of ours', (_what, token) => {
    expect(readLink(token, 'secret')).toBeNull()
  })
})
