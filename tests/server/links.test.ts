import { afterAll, beforeAll, expect, test } from 'vitest'
import { signLink } from '../../src/campaigns/links.ts'
import { findCampaign } from '../../src/crm/campaigns/campaigns.ts'
import { campaignFigures } from '../../src/crm/campaigns/campaign-figures.ts'
import { freezeAudience } from '../../src/crm/campaigns/freeze-audience.ts'
import { isAgreed } from '../../src/crm/people/consents.ts'
import { minute, people, started } from '../campaigns/scene.ts'
import { call } from './call.ts'
import { serve, type Served } from './serve.ts'

const secret = 'the-secret-of-the-links-of-the-tests'
let served: Served
let untracked: Served
let campaign: string
const recipients = new Map<string, string>()
beforeAll(async () => {
  served = await serve({ LINK_SECRET: secret, TRACK_OPENS: 'yes' })
  untracked = await serve({ LINK_SECRET: secret })
  await people(served.db, 3, (i) => ({ language: i === 2 ? 'zh' : 'en' }))
  const text = 'See https://shop.example.com/lamps?a=1&b=2, please.'
  campaign = await started(served.db, {
    message: { en: { subject: 's', text }, zh: { subject: 's', text } },
  })
  await freezeAudience(served.db, campaign, minute(0))
  const rows = await served.db.all<{ id: string; customer: string }>(
    'select id, customer from campaign_recipients',
  )
  for (const { id, customer } of rows) recipients.set(customer, id)
})
afterAll(async () => {
  await served.close()
  await untracked.close()
})

const link = (customer: string, to: Parameters<typeof signLink>[0]['to'], by = secret) =>
  `/m/${signLink({ recipient: recipients.get(customer)!, to }, by)}`
const figures = () => campaignFigures(served.db, campaign, new Date())

test('an address of the letter is reached by way of its link, which is counted once', async () => {
  const path = link('P-0', 0)
  const head = await call(served.url, 'HEAD', path)
  expect(head.status).toBe(302)
  expect((await figures()).clicked).toBe(0)
  for (const _ of [1, 2]) {
    expect(await call(served.url, 'GET', path)).toMatchObject({
      status: 302,
      headers: {
        location: 'https://shop.example.com/lamps?a=1&b=2',
        'referrer-policy': 'no-referrer',
      },
    })
  }
  expect((await figures()).clicked).toBe(1)
})

test.each([
  ['of another secret', () => link('P-0', 0, 'another secret')],
  ['to an address that is not in the letter', () => link('P-0', 7)],
  ['of nobody', () => `/m/${signLink({ recipient: '0'.repeat(32), to: 0 }, secret)}`],
  ['that leads elsewhere', () => `${link('P-0', 0)}?to=https://evil.example`.replace('.0.', '.1.')],
  ['of nothing', () => '/m/x'],
])('a link %s leads nowhere', async (_what, path) => {
  const answer = await call(served.url, 'GET', path())
  expect(answer.status).toBe(404)
  expect(answer.headers['location']).toBeUndefined()
  expect(answer.text).toContain('This link is not valid')
})

test('looking at the link for leaving leaves nothing; its button does', async () => {
  const path = link('P-1', 'unsubscribe')
  const page = await call(served.url, 'GET', path)
  expect(page).toMatchObject({ status: 200 })
  expect(page.text).toContain('<form method="post">')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(await isAgreed(served.db, 'P-1', 'marketing-email')).toBe(true)
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  // As a mail program does it, by RFC 8058: without cookies, and of no page of ours.
  const body = 'List-Unsubscribe=One-Click'
  for (const _ of [1, 2]) {
    const left = await call(served.url, 'POST', path, { body, headers })
    expect(left).toMatchObject({ status: 200 })
    expect(left.text).toContain('You are unsubscribed')
  }
  expect(await isAgreed(served.db, 'P-1', 'marketing-email')).toBe(false)
  expect(await isAgreed(served.db, 'P-1', 'marketing-widget')).toBe(true)
  expect(await isAgreed(served.db, 'P-0', 'marketing-email')).toBe(true)
  expect((await figures()).left).toBe(1)
})

test('a link to an address unsubscribes nobody', async () => {
  expect((await call(served.url, 'POST', link('P-0', 0), { body: '' })).status).toBe(404)
  expect(await isAgreed(served.db, 'P-0', 'marketing-email')).toBe(true)
})

test('a Chinese reader is spoken to in Chinese', async () => {
  expect((await call(served.url, 'GET', link('P-2', 'unsubscribe'))).text).toContain('退订')
})

test('opening is noticed only where that is switched on', async () => {
  const pixel = await call(served.url, 'GET', link('P-2', 'open'))
  expect(pixel).toMatchObject({ status: 200, headers: { 'content-type': 'image/gif' } })
  expect((await figures()).opened).toBe(1)
  await people(untracked.db, 1)
  const id = await started(untracked.db)
  await freezeAudience(untracked.db, id, minute(0))
  const [row] = await untracked.db.all<{ id: string }>('select id from campaign_recipients')
  const path = `/m/${signLink({ recipient: row!.id, to: 'open' }, secret)}`
  expect((await call(untracked.url, 'GET', path)).status).toBe(200)
  expect((await campaignFigures(untracked.db, id, new Date())).opened).toBe(0)
  expect((await findCampaign(untracked.db, id))?.status).toBe('running')
})
