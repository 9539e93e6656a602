import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { readSettings, settingsTable } from '../../src/settings.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-settings-'))
afterAll(() => rmSync(dir, { recursive: true }))

function complaints(env: Record<string, string>, file?: string): string[] {
  try {
    readSettings(env, file)
    return []
  } catch (error) {
    if (error instanceof Problem && error.code === 'BadSettings') return error.message.split('\n')
    throw error
  }
}

function fileWith(content: string): string {
  const path = join(dir, `${Math.random()}.json`)
  writeFileSync(path, content)
  return path
}

describe('settings', () => {
  test('all have defaults that are right', () => {
    expect(readSettings({})).toMatchObject({ PORT: 3000, DATABASE_URL: 'sqlite:data/parley.db' })
  })

  test('each says what it is for', () => {
    for (const line of Object.values(settingsTable)) expect(line.for).toMatch(/^[a-z].{10,}[^.]$/)
  })

  test.each<[string, Record<string, string>, object]>([
    ['the database lies in DATA_DIR', { DATA_DIR: '/d' }, { DATABASE_URL: 'sqlite:/d/parley.db' }],
    ['empty is as if not set', { PORT: '', SEED: ' ' }, { PORT: 3000, SEED: 1 }],
    ['yes or no', { SAMPLE: 'No' }, { SAMPLE: false }],
    [
      'origins',
      { ALLOWED_ORIGINS: 'https://a.test/, http://B.test:8080 *' },
      { ALLOWED_ORIGINS: ['https://a.test', 'http://b.test:8080', '*'] },
    ],
    ['a number of proxies', { TRUST_PROXY: '2' }, { TRUST_PROXY: 2 }],
    [
      'networks of proxies',
      { TRUST_PROXY: '10.0.0.0/8, ::1, loopback' },
      { TRUST_PROXY: ['10.0.0.0/8', '::1', 'loopback'] },
    ],
    ['a public address', { PUBLIC_URL: 'https://Chat.test/' }, { PUBLIC_URL: 'https://chat.test' }],
  ])('%s', (_name, env, expected) => {
    expect(readSettings(env)).toMatchObject(expected)
  })

  test.each<[string, string]>([
    ['PORT', '70000'],
    ['PORT', '3e3'],
    ['PORT', '-1'],
    ['SAMPLE', 'perhaps'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['TRUST_PROXY', 'everyone'],
    ['ALLOWED_ORIGINS', 'shop.test'],
    ['ALLOWED_ORIGINS', 'https://shop.test/path'],
    ['PUBLIC_URL', 'https://user@shop.test'],
    ['LOG_LEVEL', 'loud'],
    ['DIRECT_LINE_SECRET', 'too short'],
    ['RATE_PER_IP', '1.5'],
  ])('%s cannot be %s', (name, value) => {
    const [complaint, ...more] = complaints({ [name]: value })
    expect(more).toEqual([])
    expect(complaint).toMatch(new RegExp(`^${name} should be .+\\.$`))
  })

  test('everything wrong is told at once, with the value', () => {
    expect(complaints({ PORT: 'x', SEED: 'y' })).toEqual([
      'PORT should be a whole number from 0 to 65535 (where the server listens), but is "x".',
      expect.stringMatching(/^SEED should be .+ but is "y"\.$/),
    ])
  })

  test('what is secret is never shown', () => {
    expect(complaints({ IDENTITY_SECRET: 'canary' }).join()).not.toContain('canary')
  })

  test('come from a file, and the environment wins', () => {
    const file = fileWith('{"PORT": 4000, "SAMPLE": false, "BOT_NAME": "Robin"}')
    expect(readSettings({ PORT: '5000' }, file)).toMatchObject({
      PORT: 5000,
      SAMPLE: false,
      BOT_NAME: 'Robin',
    })
    expect(readSettings({ PARLEY_SETTINGS: file })).toMatchObject({ PORT: 4000 })
    writeFileSync(join(dir, 'settings.json'), '{"PORT": 4500}')
    expect(readSettings({ DATA_DIR: dir })).toMatchObject({ PORT: 4500 })
  })

  test.each<[string, string, string]>([
    ['no JSON', '{"PORT":', 'cannot be read'],
    ['a list', '[1]', 'one object'],
    ['a value that is an object', '{"PORT": {"a": 1}}', 'PORT'],
    ['a name that is no setting', '{"PROT": 1}', 'PROT'],
    ['a wrong value', '{"PORT": "x"}', 'PORT should be'],
  ])('a file with %s is refused', (_name, content, named) => {
    expect(complaints({}, fileWith(content)).join('\n')).toContain(named)
  })

  test('a file that is named must be there', () => {
    expect(complaints({ PARLEY_SETTINGS: join(dir, 'none.json') }).join()).toContain('none.json')
  })
})
