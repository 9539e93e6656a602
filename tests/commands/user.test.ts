/** `parley user`, as its own process. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgent } from '../../src/crm/agents.ts'
import { readAudit } from '../../src/crm/audit/read-audit.ts'
import { openDatabase } from '../../src/crm/database.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'parley-user-'))
const open = () => openDatabase(`sqlite:${join(dataDir, 'parley.db')}`)

beforeAll(async () => {
  const db = await open()
  const passwordHash = 'x'
  await createAgent(db, { name: 'Ada', email: 'ada@example.com', role: 'admin', passwordHash })
  await db.close()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

type Done = { readonly code: number; readonly out: string; readonly told: string }

function user(...args: readonly string[]): Promise<Done> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/parley.js', 'user', ...args],
      { env: { ...process.env, DATA_DIR: dataDir } },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, out: stdout, told: stderr }),
    )
  })
}

test('somebody is invited, promoted, put into a team, disabled, and all of it is in the audit log', async () => {
  const invited = await user('invite', 'ben@example.com', 'Ben', 'viewer')
  expect(invited).toMatchObject({ code: 0, out: expect.stringContaining('/desk/#welcome=') })
  expect(await user('role', 'ben@example.com', 'supervisor')).toMatchObject({ code: 0 })
  expect(await user('team', 'ben@example.com', 'Returns')).toMatchObject({ code: 0 })
  expect(await user('disable', 'ben@example.com')).toMatchObject({ code: 0 })
  const { out } = await user('list', '--json')
  expect(JSON.parse(out)).toMatchObject({
    people: [
      { email: 'ada@example.com', role: 'admin', state: 'active', teams: [] },
      { email: 'ben@example.com', role: 'supervisor', state: 'disabled', teams: ['Returns'] },
    ],
  })
  const db = await open()
  const actions = (await readAudit(db)).map(({ action }) => action)
  await db.close()
  expect(actions).toEqual(['disabled', 'joined team', 'changed role', 'invited'])
}, 120_000)

test.each([
  [['role', 'ada@example.com', 'viewer'], 1, 'no administrator'],
  [['disable', 'ada@example.com'], 1, 'no administrator'],
  [['role', 'ada@example.com', 'root'], 2, 'not "root"'],
  [['role', 'nobody@example.com', 'agent'], 1, 'nobody@example.com'],
  [['promote', 'ada@example.com'], 2, 'Usage'],
])(
  '%s is refused',
  async (args, code, why) => {
    expect(await user(...args)).toMatchObject({ code, told: expect.stringContaining(why) })
  },
  60_000,
)
