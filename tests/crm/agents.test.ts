import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createAgent,
  findAgent,
  findAgentByEmail,
  listAgents,
  setAgent,
  setPassword,
} from '../../src/crm/agents.ts'
import { readAudit } from '../../src/crm/audit/read-audit.ts'
import type { Database } from '../../src/crm/database.ts'
import { endSession, findSession, startSession } from '../../src/crm/sessions.ts'
import { lookAtSignInLink, makeSignInLink, redeemSignInLink } from '../../src/crm/sign-in-links.ts'
import { databases, type TestStore } from '../databases.ts'

const rosa = { name: 'Rosa', email: ' Rosa@Example.com', passwordHash: 'a hash' }

describe.each(databases)('agents on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
  })
  afterAll(() => opened.remove())
  const by = { kind: 'system', id: 'test', name: 'The test' } as const
  const set = (id: string, change: Parameters<typeof setAgent>[1]) =>
    db.write(() => setAgent(id, change, by))

  test('the first admin comes by a link that works once', async () => {
    const forgotten = await makeSignInLink(db, 'first-admin')
    const { token, expiresAt } = await makeSignInLink(db, 'first-admin')
    expect(await lookAtSignInLink(db, forgotten.token)).toBeNull()
    const link = { purpose: 'first-admin', agent: null, expiresAt }
    expect(await lookAtSignInLink(db, token)).toEqual(link)
    expect(await lookAtSignInLink(db, token, new Date(expiresAt))).toBeNull()

    const uses = await Promise.allSettled([1, 2, 3].map(() => redeemSignInLink(db, token, rosa)))
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(uses.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'not-allowed', code: 'LinkNotValid' },
    })
    expect(await listAgents(db)).toMatchObject([
      { name: 'Rosa', email: 'Rosa@Example.com', role: 'admin', passwordHash: 'a hash' },
    ])
    const second = await makeSignInLink(db, 'first-admin')
    await expect(redeemSignInLink(db, second.token, rosa)).rejects.toMatchObject({
      code: 'LinkNotValid',
    })
  })

  test('an invited colleague gets a name and a password by a link', async () => {
    const invited = await createAgent(db, {
      name: 'Finn',
      email: 'finn@example.com',
      role: 'agent',
    })
    expect(invited.passwordHash).toBeNull()
    const { token } = await makeSignInLink(db, 'invitation', { agent: invited.id })
    expect(await lookAtSignInLink(db, token)).toMatchObject({ agent: { name: 'Finn' } })
    const taken = redeemSignInLink(db, token, { ...rosa, name: 'Finn' })
    await expect(taken).rejects.toMatchObject({ kind: 'conflict', code: 'EmailTaken' })
    // Refused as a whole: the link still works.
    const finn = { name: 'Finn B.', email: 'finn@example.com', passwordHash: 'h' }
    expect(await redeemSignInLink(db, token, finn)).toMatchObject({ id: invited.id, ...finn })
    expect(await lookAtSignInLink(db, token)).toBeNull()
  })

  test('an address belongs to one agent, in capitals or not', async () => {
    expect(await findAgentByEmail(db, 'ROSA@example.com ')).toMatchObject({ name: 'Rosa' })
    expect(await findAgentByEmail(db, 'nobody@example.com')).toBeNull()
    await expect(createAgent(db, { ...rosa, role: 'agent' })).rejects.toMatchObject({
      code: 'EmailTaken',
    })
  })

  test('a session ends by itself, by signing out, and with the agent', async () => {
    const agent = await createAgent(db, { name: 'Ida', email: 'ida@example.com', role: 'agent' })
    const now = new Date('2026-11-20T12:00:00.000Z')
    const start = () => startSession(db, agent.id, { now, lifetimeMs: 60_000 })
    const whose = async (token: string, when = now) => (await findSession(db, token, when))?.name

    const { token, expiresAt } = await start()
    expect(expiresAt).toBe('2026-11-20T12:01:00.000Z')
    expect(await whose(token)).toBe('Ida')
    expect(await whose(token, new Date(expiresAt))).toBeUndefined()
    expect(await whose(token, new Date('2030-01-01'))).toBeUndefined()
    expect(await whose(`${token}x`)).toBeUndefined()
    await endSession(db, token)
    expect(await whose(token)).toBeUndefined()

    const other = await start()
    await setPassword(db, agent.id, 'new hash')
    expect(await whose(other.token)).toBeUndefined()
    expect(await findAgent(db, agent.id)).toMatchObject({ passwordHash: 'new hash' })

    const third = await start()
    await set(agent.id, { isDisabled: true })
    expect(await whose(third.token)).toBeUndefined()
    await set(agent.id, { isDisabled: false })
    expect(await whose(third.token)).toBeUndefined()
    await set(agent.id, { role: 'admin' })
    expect(await findAgent(db, agent.id)).toMatchObject({ role: 'admin', disabledAt: null })
    await set(agent.id, { role: 'admin' })
    expect(await readAudit(db, { kind: 'agent', id: agent.id })).toMatchObject([
      { action: 'changed role', by, detail: { from: 'agent', to: 'admin' } },
      { action: 'enabled' },
      { action: 'disabled' },
    ])
    await expect(set('nobody', { isDisabled: true })).rejects.toMatchObject({
      code: 'AgentNotFound',
    })
  })

  test('the store knows no token, only its hash', async () => {
    const agent = await createAgent(db, { name: 'Udo', email: 'udo@example.com', role: 'agent' })
    const session = await startSession(db, agent.id)
    const link = await makeSignInLink(db, 'invitation', { agent: agent.id })
    const stored = JSON.stringify([
      await db.all('select * from sessions'),
      await db.all('select * from sign_in_links'),
    ])
    for (const { token } of [session, link]) {
      expect(token).toMatch(/^[\w-]{43}$/)
      expect(stored).not.toContain(token)
      expect(stored).toContain(createHash('sha256').update(token).digest('hex'))
    }
  })
})
