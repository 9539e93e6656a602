import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from '../src/settings.ts'
import { storeKey } from '../src/store-key.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-key-'))
afterAll(() => rmSync(dir, { recursive: true }))

const hex = '00ff'.repeat(16)
const file = join(dir, 'store.key')
const written = (text: string, mode = 0o600): string => {
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

test.each<[string, string]>([
  ['hex', hex],
  ['hex in capitals', hex.toUpperCase()],
  ['base64', Buffer.from(hex, 'hex').toString('base64')],
  ['base64 for addresses', Buffer.from(hex, 'hex').toString('base64url')],
])('a key may be in %s, as a setting and in a file', (_name, text) => {
  expect(storeKey({ DATABASE_KEY: text })).toBe(hex)
  expect(storeKey({ DATABASE_KEY_FILE: written(`${text}\n`) })).toBe(hex)
})

test.each<[string, string, string]>([
  ['a password', 'correct horse battery staple', 'BadKey'],
  ['a key too short', hex.slice(2), 'BadKey'],
  ['a key too long', `${hex}00`, 'BadKey'],
])('%s is no key, and is not repeated', (_name, text, code) => {
  expect(() => storeKey({ DATABASE_KEY: text })).toThrow(expect.objectContaining({ code }))
  expect(() => storeKey({ DATABASE_KEY_FILE: written(text) })).toThrow(
    expect.objectContaining({ code, message: expect.not.stringContaining(text) }),
  )
})

test('a key file that others can read, or that is not there, is refused', () => {
  expect(() => storeKey({ DATABASE_KEY_FILE: written(hex, 0o640) })).toThrow(/chmod go= /)
  expect(() => storeKey({ DATABASE_KEY_FILE: join(dir, 'none') })).toThrow(/cannot be read/)
})

test('the key goes with the address of a file, and of nothing else', () => {
  const url = (env: Record<string, string>) =>
    readSettings({ DATABASE_KEY: hex, ...env }).DATABASE_URL
  expect(url({ DATA_DIR: '/d' })).toBe(`sqlite:/d/parley.db?key=${hex}`)
  expect(url({ DATABASE_URL: `sqlite:/d/a.db?key=${hex}` })).toBe(`sqlite:/d/a.db?key=${hex}`)
  expect(url({ DATABASE_URL: 'postgres://h/db' })).toBe('postgres://h/db')
  expect(url({ DATABASE_URL: 'sqlite::memory:' })).toBe('sqlite::memory:')
})
