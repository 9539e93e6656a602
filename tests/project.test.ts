import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { settingsTable } from '../src/settings.ts'

const run = promisify(execFile)
const read = (path: string): string => readFileSync(path, 'utf8')

/** What a tool says when it fails; empty when all is well. */
async function complaints(tool: string, ...args: string[]): Promise<string> {
  return run(process.execPath, [tool, ...args], { maxBuffer: 2 ** 24 }).then(
    () => '',
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
}

describe('the code', () => {
  test('has no type errors', { timeout: 120_000 }, async () => {
    expect(await complaints('node_modules/typescript/bin/tsc', '--noEmit')).toBe('')
  })

  test('has nothing that the linter finds', { timeout: 120_000 }, async () => {
    expect(await complaints('node_modules/oxlint/bin/oxlint', '--type-aware')).toBe('')
  })

  test('is formatted', { timeout: 120_000 }, async () => {
    expect(await complaints('node_modules/prettier/bin/prettier.cjs', '--check', '.')).toBe('')
  })
})

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const readme = read(name)

  test.each(Object.entries(settingsTable))(
    'names the setting %s and its default',
    (setting, line) => {
      const otherwise = 'otherwise' in line && line.otherwise ? `\`${line.otherwise}\`` : ''
      expect(readme).toContain(`| \`${setting}\` | ${otherwise} |`)
    },
  )

  test('names only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...readme.matchAll(/`npm run ([a-z][a-z-]*)/g)].map((match) => match[1]!)
    expect(named.filter((script) => !scripts[script])).toEqual([])
  })

  test('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1]!)
    expect(links.filter((link) => !/^https?:/.test(link) && !existsSync(link))).toEqual([])
  })
})

test('the lock file names no download address', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/)
})
