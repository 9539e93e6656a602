import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Command, Given } from '../../src/commands/command.ts'
import { erase } from '../../src/commands/erase.ts'
import { hold } from '../../src/commands/hold.ts'
import { retention } from '../../src/commands/retention.ts'
import { readAudit } from '../../src/crm/audit/read-audit.ts'
import { openDatabase, run } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { Problem } from '../../src/problem.ts'
import { anna, world } from '../people.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'parley-hold-'))
const open = () => openDatabase(`sqlite:${join(dataDir, 'parley.db')}`)
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** Of Anna, and of two whom nobody knows; one of these is of yesterday. */
let held: string
let old: string
let young: string
beforeAll(async () => {
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('RETENTION', 'conversations=30 erasures=10')
  const db = await open()
  await world(db)
  held = await said(anna.id)
  old = await said()
  young = await said(undefined, 1)
  await db.close()

  async function said(customer?: string, days = 40): Promise<string> {
    const { id } = await startConversation(db, {
      visitor: 'v',
      channel: 'web',
      language: 'en',
      ...(customer !== undefined && { customer }),
    })
    const events = [{ kind: 'customer-said', clientId: '1', text: 'hello' } as const]
    await record(db, { conversation: id, at: daysAgo(days), events })
    return id
  }
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(dataDir, { recursive: true, force: true })
})

type Done = { readonly code: number | string; readonly out: string }

/** A command's exit code, or the code of its problem, and all that it says. */
async function parley(command: Command, given: Partial<Given> = {}): Promise<Done> {
  const lines: unknown[] = []
  const said = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(line))
  const progress = vi.spyOn(console, 'error').mockImplementation(() => {})
  const nothing = {
    project: 'intents',
    json: false,
    words: [],
    out: '',
    again: false,
    repair: false,
  }
  try {
    const code = await command.run({ ...nothing, ...given })
    return { code, out: lines.join('\n') }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { code: error.code, out: error.message }
  } finally {
    said.mockRestore()
    progress.mockRestore()
  }
}

const json = async (command: Command, given: Partial<Given> = {}) =>
  JSON.parse((await parley(command, { ...given, json: true })).out) as unknown

const wordsOf = async (id: string) => {
  const db = await open()
  const rows = await db.all<{ body: string }>(
    'select body from events where conversation = (select key from conversations where id = ?)',
    id,
  )
  await db.close()
  return rows.map(({ body }) => body).join()
}

test('what is held is kept from erasure and retention until it is released', async () => {
  const words = [anna.id]
  expect(await parley(hold, { words })).toMatchObject({ code: 'WrongUse' })
  expect(await json(hold, { words, reason: 'case 7' })).toEqual({
    kind: 'customer',
    id: anna.id,
    held: true,
  })
  const { out } = await parley(hold)
  expect(out).toContain(`customer ${anna.id}`)
  expect(out).toContain('case 7')

  expect((await parley(erase, { words })).out).toContain('case 7')
  const due = { kind: 'conversations', days: 30, count: 1, held: 1 }
  expect(await json(retention, { 'dry-run': true })).toMatchObject({
    dryRun: true,
    report: expect.arrayContaining([expect.objectContaining(due)]),
  })
  expect(await wordsOf(old)).toContain('hello')
  expect((await parley(retention)).out).toMatch(/conversations +1 older than 30 days erased; 1 /)
  expect(await wordsOf(old)).not.toContain('hello')
  expect(await wordsOf(held)).toContain('hello')

  expect(await json(hold, { words, release: true })).toMatchObject({ held: false })
  expect(await json(hold)).toEqual({ holds: [] })
  expect(await parley(retention)).toMatchObject({ code: 0 })
  expect(await wordsOf(held)).not.toContain('hello')

  const db = await open()
  const actions = (await readAudit(db, { id: anna.id })).map(({ action }) => action)
  await db.close()
  expect(actions).toEqual(['released legal hold', 'placed legal hold'])
})

test('a conversation is held by its id, and nobody by a name that nobody has', async () => {
  const reason = 'case 8'
  expect(await json(hold, { words: [young], reason })).toMatchObject({ kind: 'conversation' })
  expect((await parley(hold, { words: ['C-0'], reason })).out).toContain('C-0')
})

test('who was erased is remembered for as long as a backup could bring them back', async () => {
  const db = await open()
  const erasures = async () => (await db.all('select hash from erasures')).length
  await db.write(function* () {
    yield* run('delete from erasures')
    yield* run(
      "insert into erasures (hash, salt, kind, at) values ('h', 's', 'customer', ?)",
      daysAgo(15),
    )
  })
  mkdirSync(join(dataDir, 'backups'))
  const backup = join(dataDir, 'backups', `parley-${daysAgo(20).slice(0, 10)}T00-00-00Z.db`)
  writeFileSync(backup, '')
  writeFileSync(`${backup}.sha256`, '')
  await parley(retention)
  expect(await erasures()).toBe(1)
  rmSync(backup)
  await parley(retention)
  expect(await erasures()).toBe(0)
  await db.close()
})
