/** The commands that keep the data, as their own process, while the product serves. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { history, send, startConversation, type DirectLineClient } from '../direct-line-client.ts'
import { end, startParley, unlimited, type ParleyProcess } from '../parley-process.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'parley-keeping-'))
let parley: ParleyProcess
let client: DirectLineClient

const env: Record<string, string> = { ...unlimited, BACKUP_HOURS: '0' }
const start = () => startParley({ dataDir, env })

beforeAll(async () => {
  parley = await start()
  client = await startConversation(parley.url)
  await say('what are your opening hours?')
}, 120_000)
afterAll(async () => {
  await end(parley, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
})

const say = (text: string) =>
  send(parley.url, client, { clientId: crypto.randomUUID(), text }).then(({ status }) => status)

type Done = { readonly code: number; readonly json: Record<string, unknown>; readonly told: string }

function run(...args: readonly string[]): Promise<Done> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/parley.js', ...args, '--json'],
      { env: { ...process.env, ...env, DATA_DIR: dataDir } },
      (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) : 0,
          json: stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>),
          told: stderr,
        }),
    )
  })
}

/** What `parley doctor` finds wrong; not of the Node that the tests happen to run on. */
async function complaints(): Promise<unknown[]> {
  const { json } = await run('doctor')
  const findings = json['findings'] as { check: string; state: string }[]
  return findings.filter(({ check, state }) => check !== 'node' && state === 'wrong')
}

test('backup, doctor, export and erase work while it serves; restore waits for its end', async () => {
  const backup = await run('backup')
  expect(backup).toMatchObject({ code: 0, json: { schema: expect.any(Number) } })
  expect(backup.told).toContain('checking the log')
  expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(2)
  const file = String(backup.json['file'])

  expect(await complaints()).toEqual([])
  const person = await run('export-person', 'C-1001')
  expect(person.json['customer']).toMatchObject({ id: 'C-1001' })

  // She proves who she is, and is erased: the conversation is gone for her client, too.
  await say('where is my order HP-10023?')
  await say('anna.berg@example.com')
  const erased = await run('erase', 'C-1001')
  expect(erased).toMatchObject({
    code: 0,
    json: { conversations: 1, files: { found: [], isRewritten: false }, copies: { backups: 1 } },
  })
  expect(await say('hello?')).toBe(404)
  expect(await run('erase', 'C-1001')).toMatchObject({ code: 1 })

  client = await startConversation(parley.url)
  expect(await say('what are your opening hours?')).toBe(200)
  const refused = await run('restore', file)
  expect(refused).toMatchObject({ code: 1, told: expect.stringContaining('Stop it first') })
  expect((await history(parley.url, client)).length).toBeGreaterThan(1)

  await end(parley, 'SIGTERM')
  expect(await run('restore', file)).toMatchObject({ code: 0, json: { erasedAgain: 2 } })
  expect(await run('export-person', 'C-1001')).toMatchObject({ code: 1 })
  expect(await complaints()).toEqual([])
  parley = await start()
  client = await startConversation(parley.url)
  expect(await say('what are your opening hours?')).toBe(200)
}, 240_000)

test('rekey encrypts, and says how the database is opened from then on', async () => {
  const keyFile = join(dataDir, 'elsewhere', 'store.key')
  expect(await run('rekey', '--to', keyFile)).toMatchObject({
    code: 1,
    told: expect.stringContaining('Stop it first'),
  })
  await end(parley, 'SIGTERM')
  const done = await run('rekey', '--to', keyFile)
  expect(done).toMatchObject({ code: 0, json: { encrypted: true, keyFile } })
  expect(done.json['older']).toHaveLength(2)
  const locked = await run('doctor')
  expect(JSON.stringify(locked.json)).toContain('set DATABASE_KEY_FILE')
  env['DATABASE_KEY_FILE'] = keyFile
  parley = await start()
  client = await startConversation(parley.url)
  expect(await say('what are your opening hours?')).toBe(200)
  expect(await run('backup')).toMatchObject({ code: 0 })
  expect(await complaints()).toEqual([])
}, 240_000)

test.each([['restore'], ['erase'], ['export-person'], ['move'], ['rekey']])(
  '%s without what it needs is wrong use',
  async (name) => {
    expect((await run(name)).code).toBe(2)
  },
)
