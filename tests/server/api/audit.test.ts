import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApiKey } from '../../../src/crm/access/api-keys.ts'
import { readAudit } from '../../../src/crm/audit/read-audit.ts'
import { run } from '../../../src/crm/database.ts'
import { apiRoutes } from '../../../src/server/api/api-routes.ts'
import { auditOf } from '../../../src/server/api/audit-reading.ts'
import { deskApiRoutes } from '../../../src/server/desk-api-routes.ts'
import { world } from '../../people.ts'
import { call } from '../call.ts'
import { hire } from '../desk-client.ts'
import { serve, type Served } from '../serve.ts'

const routes = [...apiRoutes, ...deskApiRoutes()]

describe('every route', () => {
  test('that reads says what it writes into the audit log, but these, which tell of no customer', () => {
    const silent = routes.filter((route) => route.method === 'get' && auditOf(route) === null)
    expect(silent.map(({ operation }) => operation).toSorted()).toEqual(
      [
        'checkAudit',
        'dueReminders',
        'findProducts',
        'listAgents',
        'listCampaigns',
        'listImports',
        'listKeys',
        'listProducts',
        'listSegmentFields',
        'listSegments',
        'listTeams',
        'me',
        'readAudit',
        'readCampaign',
        'readCampaignFigures',
        'readImport',
        'readInbox',
        'readSalesFigures',
        'readSegment',
        'recordSettings',
      ].toSorted(),
    )
  })

  test('that changes something leaves its entry to the transaction of the change', () => {
    expect(routes.filter(({ method, audit }) => method !== 'get' && audit)).toEqual([])
  })
})

describe('the audit log', () => {
  let served: Served
  let token: string
  beforeAll(async () => {
    served = await serve({ RATE_PER_KEY: '0' })
    await world(served.db)
    const admin = await hire(served, 'Ada', 'admin')
    const scopes = [...new Set(apiRoutes.flatMap(({ scope }) => scope ?? []))]
    const { secret } = await served.db.write(() =>
      makeApiKey({
        name: 'Bridge',
        role: 'admin',
        team: null,
        scopes,
        madeBy: admin.id,
        expiresAt: null,
      }),
    )
    token = secret
  })
  afterAll(() => served.close())

  const ask = (method: string, path: string, body?: unknown) =>
    call(served.url, method, `/api/v1${path}`, { token, body })
  const newest = async () => (await readAudit(served.db, { limit: 1 }))[0]
  const rename = (from: string, to: string) =>
    served.db.write(() => run(`alter table ${from} rename to ${to}`))

  test.each([
    ['/customers/C-1001', 'customer', 'C-1001'],
    ['/customers/C-1001/orders', 'customer', 'C-1001'],
    ['/customers/C-1001/invoices', 'customer', 'C-1001'],
    ['/customers/C-1001/timeline', 'customer', 'C-1001'],
    ['/customers/C-1001/notes', 'customer', 'C-1001'],
    ['/customers/C-1001/history', 'customer', 'C-1001'],
    ['/orders/HP-10023', 'order', 'HP-10023'],
    ['/orders/HP-10023/returns', 'order', 'HP-10023'],
    ['/customers', 'customer', 'many'],
    ['/search?q=anna', 'customer order ticket conversation', 'many'],
  ])('tells of GET %s', async (path, kind, id) => {
    const before = (await newest())?.number ?? 0
    expect((await ask('GET', path)).status).toBe(200)
    const action = id === 'many' ? 'listed' : 'read'
    expect(await newest()).toMatchObject({ number: before + 1, action, kind, id })
  })

  test('has the entry before anything is told', async () => {
    await rename('audit', 'audit_away')
    const refused = await ask('GET', '/customers/C-1002')
    expect(refused.status).toBe(500)
    expect(refused.text).not.toContain('C-1002')
    await rename('audit_away', 'audit')
    // Nor was it taken for told.
    expect((await ask('GET', '/customers/C-1002')).status).toBe(200)
    expect(await newest()).toMatchObject({ action: 'read', id: 'C-1002' })
  })

  test('and what it tells of are there together or not at all', async () => {
    const filter = { all: [] }
    const made = await ask('POST', '/segments', { name: 'All', filter })
    expect(made.status).toBe(201)
    const path = `/segments/${String((made.json as { id: string }).id)}`
    await rename('audit', 'audit_away')
    expect((await ask('DELETE', path)).status).toBe(500)
    await rename('audit_away', 'audit')
    expect((await ask('GET', path)).status).toBe(200)
    expect((await ask('DELETE', path)).status).toBe(204)
    expect(await newest()).toMatchObject({ action: 'removed', kind: 'segment' })
  })
})
