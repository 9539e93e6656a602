import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agent } from '../../../src/crm/agents.ts'
import { attribute } from '../../../src/crm/campaigns/attribute.ts'
import { people, consentRow, consentColumns } from '../../campaigns/scene.ts'
import { insertAll } from '../../../src/crm/work.ts'
import { freezeAudience } from '../../../src/crm/campaigns/freeze-audience.ts'
import { claimDue } from '../../../src/crm/campaigns/claim-due.ts'
import { findCampaign } from '../../../src/crm/campaigns/campaigns.ts'
import { anna, tom, world } from '../../people.ts'
import { call, type Answer } from '../call.ts'
import { hire, signIn, type DeskClient } from '../desk-client.ts'
import { serve, type Served } from '../serve.ts'

let served: Served
let jo: Agent
let ada: DeskClient
let agent: DeskClient
let viewer: DeskClient
beforeAll(async () => {
  served = await serve({ AGENTS_SEE: 'own' })
  await world(served.db)
  await hire(served, 'Ada', 'admin')
  jo = await hire(served, 'Jo', 'agent')
  await hire(served, 'Kim', 'agent')
  await hire(served, 'Vic', 'viewer')
  ada = await signIn(served, 'ada@example.com')
  agent = await signIn(served, 'jo@example.com')
  viewer = await signIn(served, 'vic@example.com')
})
afterAll(() => served.close())

const ask = (
  who: DeskClient,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Answer> =>
  call(served.url, method, `/api/v1${path}`, {
    ...(body !== undefined && { body }),
    headers: { cookie: who.cookie, origin: served.url, 'x-parley-csrf': who.me.csrf, ...more },
  })

const jsonOf = <T>({ json }: Answer) => json as T

describe('opportunities', () => {
  const lamps = { title: 'Lamps', amountCents: 120_000, currency: 'EUR' }

  test('are opened, moved on and won, each version only once', async () => {
    const made = await ask(agent, 'POST', '/opportunities', {
      ...lamps,
      customer: anna.id,
      owner: jo.id,
    })
    expect(made).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      json: { stage: 'lead', customerName: anna.name, ownerName: 'Jo' },
    })
    const { id } = jsonOf<{ id: string }>(made)
    const move = (stage: string, version: string, more = {}) =>
      ask(agent, 'PATCH', `/opportunities/${id}`, { stage, ...more }, { 'if-match': version })
    expect((await move('proposal', '"1"')).status).toBe(200)
    expect(await move('won', '"1"')).toMatchObject({
      status: 409,
      json: { code: 'RecordChanged', details: { version: 2 } },
    })
    expect(await move('lost', '"2"')).toMatchObject({
      status: 400,
      json: { code: 'ReasonMissing' },
    })
    expect(await move('won', '"2"', { reason: 'price' })).toMatchObject({
      status: 200,
      json: { stage: 'won', version: 3 },
    })
    const history = await ask(agent, 'GET', `/opportunities/${id}/history`)
    expect(jsonOf<{ versions: unknown[] }>(history).versions).toHaveLength(3)
    expect(await ask(viewer, 'GET', '/sales/figures')).toMatchObject({
      json: { winRate: { count: 1, of: 1 }, byOwner: [{ key: jo.id }], owners: [{ name: 'Jo' }] },
    })
  })

  test('of somebody else are not seen, listed, counted or changed by an agent who sees their own', async () => {
    const owner = (await hire(served, 'Lee', 'agent')).id
    const { id } = jsonOf<{ id: string }>(
      await ask(ada, 'POST', '/opportunities', { ...lamps, title: 'Secret', owner }),
    )
    for (const answer of [
      await ask(agent, 'GET', `/opportunities/${id}`),
      await ask(agent, 'PATCH', `/opportunities/${id}`, { title: 'x' }),
      await ask(agent, 'GET', `/opportunities/${id}/history`),
    ]) {
      expect(answer.status).toBe(404)
    }
    for (const path of ['/opportunities', '/sales/board']) {
      expect((await ask(agent, 'GET', path)).text).not.toContain('Secret')
      expect((await ask(ada, 'GET', path)).text).toContain('Secret')
    }
    const open = async (who: DeskClient) =>
      jsonOf<{ forecast: { open: number }[] }>(
        await ask(who, 'GET', '/sales/figures'),
      ).forecast.reduce((sum, month) => sum + month.open, 0)
    expect(await open(ada)).toBe((await open(agent)) + 1)
    expect((await ask(agent, 'DELETE', `/opportunities/${id}`)).status).toBe(403)
    expect((await ask(ada, 'DELETE', `/opportunities/${id}`)).status).toBe(204)
  })

  test.each([
    ['viewer', 'POST', '/opportunities', lamps],
    ['agent', 'PUT', '/sales/pipeline', { stages: [] }],
    ['agent', 'POST', '/campaigns', {}],
    ['viewer', 'POST', '/segments', { name: 'x', filter: { all: [] } }],
  ])('a %s may not %s %s', async (role, method, path, body) => {
    const who = role === 'viewer' ? viewer : agent
    expect((await ask(who, method, path, body)).status).toBe(403)
  })

  test('a stage that is in use cannot go', async () => {
    await ask(agent, 'POST', '/opportunities', lamps)
    const stages = [{ id: 'talk', name: 'Talk', nameZh: '洽谈', probability: 40 }]
    expect(await ask(ada, 'PUT', '/sales/pipeline', { stages })).toMatchObject({
      status: 409,
      json: { code: 'StageInUse' },
    })
  })
})

describe('segments', () => {
  const en = { field: 'language', is: 'is', value: 'en' }

  test('are counted, saved, changed and removed', async () => {
    expect(await ask(viewer, 'POST', '/segments/count', { filter: en })).toMatchObject({
      status: 200,
      json: { count: 2, of: 3, some: [{ id: anna.id, name: anna.name }, { id: tom.id }] },
    })
    const made = await ask(agent, 'POST', '/segments', { name: 'English', filter: en })
    expect(made).toMatchObject({ status: 201, json: { filter: en, madeBy: 'Jo' } })
    const { id } = jsonOf<{ id: string }>(made)
    const path = `/segments/${id}`
    expect(await ask(agent, 'PATCH', path, { filter: { not: en } })).toMatchObject({
      json: { version: 2, filter: { not: en } },
    })
    expect((await ask(agent, 'GET', '/segments')).text).toContain('English')
    expect((await ask(agent, 'DELETE', path)).status).toBe(204)
    expect((await ask(agent, 'GET', path)).status).toBe(404)
  })

  test('of a wrong filter are told where it is wrong', async () => {
    const filter = { all: [en, { field: 'shoe', is: 'is', value: 1 }] }
    for (const answer of [
      await ask(agent, 'POST', '/segments/count', { filter }),
      await ask(agent, 'POST', '/segments', { name: 'x', filter }),
    ]) {
      expect(answer).toMatchObject({
        status: 400,
        json: {
          code: 'BadFilter',
          detail: expect.stringMatching(/all\[1\]\.field "shoe" is no field/),
        },
      })
    }
  })

  test('ask what there is to ask', async () => {
    const { fields } = jsonOf<{ fields: { name: string; operators: string[] }[] }>(
      await ask(agent, 'GET', '/segments/fields'),
    )
    expect(fields.find(({ name }) => name === 'spent')).toMatchObject({
      of: { like: 'EUR' },
      isWindowed: true,
    })
  })
})

describe('campaigns', () => {
  const plan = {
    name: 'Lamps',
    segment: null,
    channel: 'email',
    message: { en: { subject: 'Lamps', text: 'Hello {first_name}, https://shop.example.com/' } },
    controlPercent: 50,
    startAt: null,
    timeZone: 'Europe/Berlin',
    windowDays: 7,
    perMinute: 600,
  }

  test('are written, started and measured', async () => {
    await people(served.db, 80)
    const filter = { field: 'city', is: 'is', value: 'Lindau' }
    const segment = jsonOf<{ id: string }>(
      await ask(ada, 'POST', '/segments', { name: 'Lindau', filter }),
    ).id
    const made = await ask(ada, 'POST', '/campaigns', plan)
    expect(made).toMatchObject({ status: 201, json: { status: 'draft', madeBy: 'Ada' } })
    const { id } = jsonOf<{ id: string }>(made)
    const path = `/campaigns/${id}`
    const step = (step: string) => ask(ada, 'POST', `${path}/steps`, { step })
    expect(await step('start')).toMatchObject({ status: 400, json: { code: 'CampaignIncomplete' } })
    expect((await ask(ada, 'PATCH', path, { segment }, { 'if-match': '"1"' })).status).toBe(200)
    expect(await step('start')).toMatchObject({ status: 200, json: { status: 'scheduled' } })
    expect((await ask(agent, 'POST', `${path}/steps`, { step: 'cancel' })).status).toBe(403)

    const now = new Date()
    await freezeAudience(served.db, id, now)
    const campaign = (await findCampaign(served.db, id))!
    await served.db.write(() => claimDue(campaign, now, 100))
    const { control, message } = campaign.frozen!
    await attribute(served.db, now)
    expect(await ask(viewer, 'GET', `${path}/figures`)).toMatchObject({
      status: 200,
      json: {
        heldOut: control,
        opened: null,
        message: { of: message, bought: 0 },
        bought: { verdict: expect.stringMatching(/^(unclear|too-few)$/), difference: 0 },
      },
    })
    expect((await ask(ada, 'DELETE', path)).status).toBe(409)
    expect((await step('cancel')).json).toMatchObject({ status: 'cancelled' })
    const audited = await ask(ada, 'GET', `/audit?kind=campaign&id=${id}`)
    expect(audited.text).toContain('"step":"cancel"')
  })

  test('are seen as they arrive before they are saved', async () => {
    expect(await ask(ada, 'POST', '/campaigns/preview', { message: plan.message })).toMatchObject({
      json: { message: { en: { text: 'Hello Anna, https://shop.example.com/' } } },
    })
    const message = { zh: { subject: '', text: '{nmae}' } }
    expect(await ask(ada, 'POST', '/campaigns/preview', { message })).toMatchObject({
      status: 400,
      json: { code: 'BadLetter' },
    })
  })

  test('are not of who took the consent back', async () => {
    await served.db.write(() =>
      insertAll('consents', consentColumns, [
        consentRow(anna.id, 'email', true),
        consentRow(anna.id, 'email', false),
      ]),
    )
    const filter = { field: 'email', is: 'is', value: anna.email }
    const segment = jsonOf<{ id: string }>(
      await ask(ada, 'POST', '/segments', { name: 'Her', filter }),
    ).id
    const { id } = jsonOf<{ id: string }>(
      await ask(ada, 'POST', '/campaigns', { ...plan, segment }),
    )
    await ask(ada, 'POST', `/campaigns/${id}/steps`, { step: 'start' })
    await freezeAudience(served.db, id, new Date())
    expect((await findCampaign(served.db, id))?.frozen).toEqual({
      message: 0,
      control: 0,
      excluded: { unsubscribed: 1 },
    })
  })
})
