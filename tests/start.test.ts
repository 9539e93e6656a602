import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { trainProject } from '../src/training/train-project.ts'
import { call, history, send, startConversation } from './direct-line-client.ts'
import { end, type ParleyProcess, startParley } from './parley-process.ts'

// Each test starts the product as a process of its own, some train first.
vi.setConfig({ testTimeout: 60_000 })

const domain = (greeting: string) => `version: "3.1"
intents: [greet, bye]
responses:
  utter_greet:
  - text: ${greeting}
  utter_bye:
  - text: See you.
`
const nlu = `version: "3.1"
nlu:
- intent: greet
  examples: |
    - hi
    - hello there
    - good morning
- intent: bye
  examples: |
    - bye
    - see you
    - until tomorrow
`
const rules = (action: string) => `version: "3.1"
rules:
- rule: Greet
  steps:
  - intent: greet
  - action: ${action}
`

let folder: string
let running: ParleyProcess | undefined

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const models = () => join(folder, 'data', 'models')
const start = async () => {
  running = await startParley({
    dataDir: join(folder, 'data'),
    env: { PROJECT: folder, HOST: '127.0.0.1', SAMPLE: 'no' },
  })
  return running
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-start-'))
  write('domain.yml', domain('Hello!'))
  write('nlu.yml', nlu)
})
afterEach(async () => {
  if (running) await end(running, 'SIGTERM')
  running = undefined
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('broken files are refused with file, line and column, and the remedy', async () => {
  write('rules.yml', rules('utter_gret'))
  await expect(start()).rejects.toThrow(/rules\.yml:6:13 .*utter_gret.*Did you mean utter_greet\?/s)
})

test.each([
  ['the data folder is a file', 'DATA_DIR', 'domain.yml'],
  ['the database is to lie in a file', 'DATABASE_URL', 'sqlite:domain.yml/parley.db'],
])('says what to change where %s', async (_, setting, place) => {
  const value = place.replace('domain.yml', join(folder, 'domain.yml'))
  const dataDir = setting === 'DATA_DIR' ? value : join(folder, 'data')
  const env = { PROJECT: folder, SAMPLE: 'no', ...(setting !== 'DATA_DIR' && { [setting]: value }) }
  const refused = startParley({ dataDir, env })
  await expect(refused).rejects.toThrow(
    new RegExp(
      `domain\\.yml cannot be used: .*Set (DATA_DIR or )?${setting} to a place that this user may write\\.`,
    ),
  )
  await expect(refused).rejects.not.toThrow(/ at .*:\d+:\d+/)
})

test('a running server takes a newer model by itself, in the middle of a conversation', async () => {
  write('rules.yml', rules('utter_greet'))
  const { url } = await start()
  const client = await startConversation(url)
  await send(url, client, { clientId: '1', text: 'hello there' })
  write('domain.yml', domain('Good day!'))
  const { hash } = await trainProject({ project: folder, models: models() })
  await vi.waitFor(async () => expect((await call('GET', `${url}/version`)).body).toContain(hash), {
    timeout: 10_000,
    interval: 100,
  })
  await send(url, client, { clientId: '2', text: 'hello there' })
  const said = (await history(url, client)).map(({ text }) => text)
  expect(said).toEqual(['hello there', 'Hello!', 'hello there', 'Good day!'])
})

test('the last good model keeps serving when the files break, and SIGTERM ends it cleanly', async () => {
  write('rules.yml', 'version: "3.1"\nrules: [\n')
  const parley = await start()
  const client = await startConversation(parley.url)
  await send(parley.url, client, { clientId: '1', text: 'hello there' })
  expect((await history(parley.url, client)).map(({ text }) => text)).toContain('Good day!')
  expect(parley.complaints()).toMatch(/rules\.yml:\d+:\d+/)
  expect(parley.complaints()).toContain('The last good model keeps serving.')
  await end(parley, 'SIGTERM')
  expect(parley.process.exitCode).toBe(0)
})
