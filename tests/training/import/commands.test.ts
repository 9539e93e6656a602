import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exportProject } from '../../../src/commands/export-project.ts'
import { importProject } from '../../../src/commands/import-project.ts'
import { readProject } from '../../../src/training/read-project.ts'
import { zipOf } from './zip-of.ts'

let dir: string
let printed: string[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-commands-'))
  printed = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text))
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dir, { recursive: true })
})

const given = (more: object) => ({
  project: 'intents',
  json: false,
  out: 'results',
  again: false,
  repair: false,
  words: [],
  ...more,
})

test('an import writes a project that is without errors, and tells of the rest', async () => {
  const source = join(dir, 'bot.zip')
  const corpus = {
    locale: 'en',
    data: [{ intent: 'greet', utterances: ['hi'], answers: ['Hello!'] }],
  }
  writeFileSync(
    source,
    zipOf([
      { name: 'x/corpus.json', content: JSON.stringify(corpus) },
      { name: 'x/odd.json', content: '{}' },
    ]),
  )
  const to = join(dir, 'made')
  expect(
    await importProject.run(
      given({ out: 'results', again: false, repair: false, words: [source], to, json: true }),
    ),
  ).toBe(0)
  const report = JSON.parse(printed.join('')) as Record<string, unknown>
  expect(report).toMatchObject({
    kind: 'nlp-js',
    files: ['config.yml', 'domain.yml', 'en/responses.yml', 'nlu.yml', 'rules.yml'],
    counts: { intents: 1, examples: 1, responses: 1, rules: 1 },
    remarks: [{ kind: 'left-out', file: 'x/odd.json' }],
  })
  const { project, findings } = await readProject(to)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(project.bot.responses['utter_greet']?.[0]?.text).toBe('Hello!')
})

test('an import tells people in words', async () => {
  writeFileSync(join(dir, 'a.csv'), 'text,intent,note\nhi,greet,x\n')
  await importProject.run(
    given({
      out: 'results',
      again: false,
      repair: false,
      words: [join(dir, 'a.csv')],
      to: join(dir, 'made'),
    }),
  )
  expect(printed.join('\n')).toMatch(
    /^csv: 1 intents, 1 examples; 3 files in .*\n1 × has no counterpart:\n.*column note/s,
  )
})

test('nothing that is there is written over', async () => {
  mkdirSync(join(dir, 'full'))
  writeFileSync(join(dir, 'full', 'mine.txt'), 'x')
  writeFileSync(join(dir, 'a.csv'), 'text,intent\nhi,greet\n')
  const to = join(dir, 'full')
  const notEmpty = { code: 'NotEmpty' }
  await expect(
    importProject.run(
      given({ out: 'results', again: false, repair: false, words: [join(dir, 'a.csv')], to }),
    ),
  ).rejects.toMatchObject(notEmpty)
  await expect(exportProject.run(given({ to }))).rejects.toMatchObject(notEmpty)
  expect(readdirSync(to)).toEqual(['mine.txt'])
})

test.each<[string, object, string]>([
  ['nothing named', {}, 'WrongUse'],
  [
    'no place to write to',
    { out: 'results', again: false, repair: false, words: ['x'] },
    'WrongUse',
  ],
  [
    'a kind that is none',
    { out: 'results', again: false, repair: false, words: ['x'], to: 'y', from: 'eliza' },
    'WrongUse',
  ],
  [
    'a source that is not there',
    {
      out: 'results',
      again: false,
      repair: false,
      words: ['/nowhere/at/all'],
      to: '/tmp/never-made',
    },
    'SourceNotFound',
  ],
])('an import of %s says so', async (_name, more, code) => {
  await expect(importProject.run(given(more))).rejects.toMatchObject({ code })
  expect(existsSync('/tmp/never-made')).toBe(false)
})

test('an archive that is refused leaves nothing behind', async () => {
  const source = join(dir, 'bad.zip')
  writeFileSync(
    source,
    zipOf([
      { name: 'a.csv', content: 'text,intent\nhi,greet\n' },
      { name: '../evil.csv', content: 'x' },
    ]),
  )
  const to = join(dir, 'made')
  await expect(
    importProject.run(given({ out: 'results', again: false, repair: false, words: [source], to })),
  ).rejects.toMatchObject({
    code: 'ZipPath',
  })
  expect(existsSync(to)).toBe(false)
  expect(readdirSync(dir)).toEqual(['bad.zip'])
})

test('an export of the shop takes its tests and pages along, and names a kind that is none', async () => {
  const to = join(dir, 'out')
  expect(await exportProject.run(given({ to, json: true }))).toBe(0)
  const { files } = JSON.parse(printed.join('')) as { files: string[] }
  expect(files).toContain('tests/orders.yml')
  expect(files).toContain('knowledge/en/assembly.html')
  await expect(exportProject.run(given({ to: join(dir, 'x'), as: 'eliza' }))).rejects.toMatchObject(
    { code: 'WrongUse' },
  )
})
