import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

const words = ['conversation', 'problem']
const drivers = ['better-sqlite3', 'better-sqlite3-multiple-ciphers']
const engines = [...drivers, ...drivers.map((driver) => `${driver}-node-api`), 'pg']

/** Who may import whom: DESIGN's table. Parts are the folders and files directly under src/. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  conversation: [],
  problem: [],
  settings: ['problem', 'setting-checks', 'store-key'],
  'setting-checks': [],
  'store-key': ['problem'],
  'make-folder': ['problem'],
  masking: [],
  nlp: words,
  dialogue: words,
  responses: words,
  sheets: ['problem'],
  crm: [...words, 'make-folder', 'masking', 'sheets'],
  actions: [...words, 'crm'],
  handoff: [...words, 'crm'],
  insights: [...words, 'crm'],
  campaigns: [...words, 'crm'],
  converse: [...words, 'dialogue', 'actions', 'crm', 'gather-facts'],
  'gather-facts': [...words, 'dialogue', 'crm'],
  'in-order': [],
  reading: [...words, 'nlp', 'training'],
  resume: [...words, 'dialogue', 'crm'],
  turn: [
    ...words,
    'in-order',
    'resume',
    'converse',
    'nlp',
    'reading',
    'dialogue',
    'actions',
    'responses',
    'handoff',
    'crm',
  ],
  doctor: ['problem', 'crm', 'training'],
  channels: words,
  training: [...words, 'make-folder', 'nlp', 'dialogue', 'responses', 'masking'],
}

/** Packages that only one part may import. */
const keptTo: Readonly<Record<string, readonly string[]>> = {
  express: ['server'],
  botbuilder: ['channels'],
  'botframework-connector': ['channels'],
  preact: ['web'],
  '@preact/signals': ['web'],
  '@tensorflow/tfjs': ['training'],
  '@tensorflow/tfjs-backend-wasm': ['training'],
  '@tensorflow/tfjs-node': ['training'],
  vite: ['server'],
  nodemailer: ['campaigns'],
  ...Object.fromEntries(engines.map((engine) => [engine, ['crm']])),
}

type Import = { from: string; to: string; line: string; isType: boolean }

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => normalize(path))

const part = (path: string) => path.split('/')[0]!.replace(/\.tsx?$/, '')

const imports: Import[] = files.flatMap((from) => {
  const code = readFileSync(join('src', from), 'utf8')
  const found = code.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\s+from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  )
  return [...found].map((match) => {
    const target = match[2] ?? match[3]!
    const to = target.startsWith('.') ? normalize(join(dirname(from), target)) : target
    return { from, to, line: `${from} imports ${target}`, isType: Boolean(match[1]) }
  })
})

const own = imports.filter(({ to }) => files.includes(to))

test('every part imports only what the design allows it', () => {
  const wrong = own
    .filter(({ from, to }) => part(from) !== part(to))
    .filter(({ from, to }) => allowed[part(from)] && !allowed[part(from)]!.includes(part(to)))
  expect(wrong.map(({ line }) => line)).toEqual([])
})

test('the web takes nothing but types, and those from the wire', () => {
  const wrong = own.filter(
    ({ from, to, isType }) =>
      part(from) === 'web' && part(to) !== 'web' && !(isType && to === 'server/wire.ts'),
  )
  expect(wrong.map(({ line }) => line)).toEqual([])
})

test('the widget takes nothing of the shared web', () => {
  const wrong = own.filter(
    ({ from, to }) => from.startsWith('web/widget/') && !to.startsWith('web/widget/'),
  )
  expect(wrong.map(({ line }) => line)).toEqual([])
})

test('nothing imports main, the command line or the web', () => {
  const wrong = own.filter(
    ({ from, to }) =>
      (to === 'main.ts' && part(from) !== 'commands') ||
      to === 'cli.ts' ||
      (part(to) === 'commands' && !['commands', 'cli'].includes(part(from))) ||
      (part(to) === 'web' && part(from) !== 'web'),
  )
  expect(wrong.map(({ line }) => line)).toEqual([])
})

test('a package stays in the one part that may use it', () => {
  const wrong = imports.filter(({ from, to }) => keptTo[to] && !keptTo[to].includes(part(from)))
  expect(wrong.map(({ line }) => line)).toEqual([])
})

test('a driver of SQLite is only loaded by the file that chooses one for this Node', () => {
  expect(imports.filter(({ to, isType }) => drivers.includes(to) && !isType)).toEqual([])
})

test('natural is never imported by its main entry', () => {
  expect(imports.filter(({ to }) => to === 'natural')).toEqual([])
})

test('there is no cycle of imports', () => {
  const cycles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    for (const { from, to, isType } of own) if (from === file && !isType) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(cycles).toEqual([])
})

test('no file is named for nothing, and none only passes others on', () => {
  const named = files.filter((path) =>
    /(^|\/)(utils?|helpers?|common|misc|managers?|services?|index)\.tsx?$/.test(path),
  )
  const barrels = files.filter((path) => {
    const lines = readFileSync(join('src', path), 'utf8')
      .split('\n')
      .filter((line) => line.trim())
    return lines.length > 1 && lines.every((line) => /^export .* from '/.test(line))
  })
  expect([...named, ...barrels].map((path) => relative('.', path))).toEqual([])
})
