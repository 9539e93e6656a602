import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { models } from '../parley-process.ts'

// Each test starts the command as a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const scratch = mkdtempSync(join(tmpdir(), 'parley-cli-'))
afterAll(() => rmSync(scratch, { recursive: true }))

type Ended = { readonly code: number; readonly out: string; readonly complaints: string }

function parley(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: dirname(models) }
    const child = execFile(
      process.execPath,
      ['bin/parley.js', ...args],
      { env },
      (error, out, complaints) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0
        resolve({ code, out, complaints })
      },
    )
    child.stdin!.end(input)
  })
}

function projectOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(scratch, 'project-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

test('a command that is none is named, whatever it is called', async () => {
  const { code, complaints } = await parley(['toString'])
  expect(code).toBe(2)
  expect(complaints).toContain('There is no command "toString".')
})

describe('parley validate', () => {
  test('exits 0 on sound files, 1 on an error, 2 on wrong use', async () => {
    const broken = projectOf({ 'domain.yml': 'forms: {f: {required_slots: [nome]}}\n' })
    const [sound, wrong, misused] = await Promise.all([
      parley(['validate', '--json']),
      parley(['validate', '--project', broken]),
      parley(['validate', '--schema', 'nothing']),
    ])
    expect(sound.code).toBe(0)
    expect(JSON.parse(sound.out)).toEqual({ errors: 0, warnings: 0, notes: 0, findings: [] })
    expect(wrong.code).toBe(1)
    expect(wrong.out).toContain('domain.yml:1:29 error: The form f uses the slot nome')
    expect(misused.code).toBe(2)
    expect(misused.complaints).toContain('There is no schema nothing')
  })

  test('prints schemas for editors', async () => {
    const { code, out } = await parley(['validate', '--schema', 'domain'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ properties: { slots: { type: 'object' } } })
  })
})

describe('parley shell', () => {
  test('chats, presses buttons, explains, begins anew', async () => {
    const lines = [
      'hello',
      '/explain',
      '/restart',
      'what are your opening hours?',
      '/quit',
      'unheard',
    ]
    const { code, out } = await parley(['shell'], lines.join('\n'))
    expect(code).toBe(0)
    expect(out).toMatch(/understood: greet/)
    expect(out).toMatch(/did: action_greet, by rule "Greet" \(rules\.yml:\d+\)/)
    expect(out).toContain('A new conversation.')
    expect(out).not.toContain('unheard')
  })
})
