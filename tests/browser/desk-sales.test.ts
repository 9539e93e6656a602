import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { attribute } from '../../src/crm/campaigns/attribute.ts'
import { claimDue } from '../../src/crm/campaigns/claim-due.ts'
import { findCampaign } from '../../src/crm/campaigns/campaigns.ts'
import { freezeAudience } from '../../src/crm/campaigns/freeze-audience.ts'
import { noteSent } from '../../src/crm/campaigns/note-delivery.ts'
import { loadSample } from '../../src/crm/load-sample.ts'
import { changeOpportunity } from '../../src/crm/sales/write-opportunity.ts'
import { insertAll } from '../../src/crm/work.ts'
import { by, minute, people, started } from '../campaigns/scene.ts'
import { hire, password } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { launch, phone, picture, violations, visit } from './desk-browser.ts'

vi.setConfig({ testTimeout: 90_000 })

let served: Served
let browser: Browser
let page: Page
let complaints: string[]
let campaign: string

beforeAll(async () => {
  browser = await launch()
  served = await serve()
  const { db } = served
  await loadSample(db, 'data/sample', { today: new Date() })
  const ada = await hire(served, 'Ada Weiss', 'admin')
  const ids = await db.all<{ id: string }>('select id from opportunities order by id')
  for (const [i, { id }] of ids.entries()) {
    if (i % 3 > 0) continue
    await db.write(() =>
      changeOpportunity(id, { owner: ada.id }, { by, at: minute(i).toISOString() }),
    )
  }
  campaign = await sentCampaign()
  ;({ page, complaints } = await visit(browser, `${served.url}/desk`))
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Live', { exact: true }).waitFor()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

/** Of two hundred, a third held out; every third of those who got it bought. */
async function sentCampaign(): Promise<string> {
  const { db } = served
  await people(db, 200, (i) => (i % 20 === 0 ? { consent: null } : {}))
  const id = await started(db, { controlPercent: 33 })
  await freezeAudience(db, id, minute(0))
  const frozen = (await findCampaign(db, id))!
  const { messages } = await db.write(() => claimDue(frozen, minute(0), 500))
  for (const { id: recipient } of messages) await db.write(() => noteSent(recipient))
  const columns = 'number customer placed_at status currency total_cents address'.split(' ')
  const orders = messages
    .filter((_, i) => i % 3 === 0)
    .map(({ customer }, i) => [
      `L-${i}`,
      customer,
      minute(60).toISOString(),
      'delivered',
      'EUR',
      100,
      '',
    ])
  await db.write(() => insertAll('orders', columns, orders))
  await attribute(db, minute(120))
  return id
}

const open = async (hash: string) => {
  await page.evaluate((to) => (location.hash = to), hash)
  await page.waitForTimeout(400)
}

async function look(name: string): Promise<void> {
  expect(await violations(page)).toEqual([])
  await picture(page, name)
}

async function lookEverywhere(name: string): Promise<void> {
  await look(name)
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(`${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  const { width, height } = page.viewportSize()!
  await page.setViewportSize(phone)
  await look(`${name}-phone`)
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(isTooWide).toBe(false)
  await page.setViewportSize({ width, height })
}

test('the pipeline shows its stages, and one is moved on by its list', async () => {
  await page.getByRole('link', { name: 'Sales' }).click()
  const lead = page.getByRole('region', { name: /^Proposal/ })
  await lead.waitFor()
  await lookEverywhere('desk-sales')
  const stage = lead.getByRole('combobox').first()
  const title = await stage.getAttribute('aria-label')
  await stage.selectOption('negotiation')
  const moved = page.getByRole('region', { name: /^Negotiation/ })
  await moved.getByRole('combobox', { name: title! }).first().waitFor()
})

test('one that is lost asks why, and is kept with its history', async () => {
  const negotiation = page.getByRole('region', { name: /^Negotiation/ })
  await negotiation.getByRole('combobox').first().selectOption('lost')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('History').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  expect(await dialog.isVisible()).toBe(true)
  await dialog.getByLabel('Why it was won or lost').fill('too expensive')
  await look('desk-sales-lost')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: /^Lost/ }).getByText('too expensive').first().waitFor()
})

test('a new one is opened with the keyboard', async () => {
  await page.getByRole('link', { name: 'New opportunity' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Lamps for a museum')
  await dialog.getByLabel('Amount').fill('1234.50')
  await dialog.getByLabel('Amount').press('Enter')
  const lead = page.getByRole('region', { name: /^Lead/ })
  await lead.getByText('Lamps for a museum').waitFor()
  expect(await lead.innerText()).toContain('€1,234.50')
})

test('the figures stand in a picture and in tables', async () => {
  await page.getByRole('link', { name: 'Figures' }).click()
  await page.getByRole('img', { name: /Forecast by month in EUR/ }).waitFor()
  await lookEverywhere('desk-sales-figures')
  expect(await page.getByRole('table').count()).toBe(3)
})

test('a segment is built, counted as it is built, and saved', async () => {
  await open('#/campaigns/segments/new')
  await page.getByLabel('Name', { exact: true }).fill('Faithful')
  const number = page.locator('.segment-number')
  await expect.poll(() => number.innerText()).toMatch(/^500 of 500/)
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByLabel('Within days').fill('365')
  await page.getByLabel('Comparison').selectOption('at-least')
  await page.getByLabel('Value', { exact: true }).fill('3')
  await page.getByRole('button', { name: 'Add a group' }).click()
  const group = page.getByRole('group').last()
  await group.getByLabel('Field').selectOption('spent')
  await group.getByLabel('Value', { exact: true }).fill('200')
  await group.getByRole('button', { name: 'Add a condition' }).click()
  await group.getByLabel('Field').last().selectOption('tier')
  await group.getByLabel('Value', { exact: true }).last().selectOption('gold')
  await expect.poll(() => number.innerText()).not.toMatch(/^500/)
  await lookEverywhere('desk-segment')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => page.url()).not.toContain('/new')
  await open('#/campaigns/segments')
  await page.getByRole('link', { name: 'Faithful', exact: true }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download its customers: Faithful' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('customers.csv')
  await look('desk-segments')
})

test('a wrong value is told, and where', async () => {
  await page.getByRole('link', { name: 'Faithful', exact: true }).click()
  await page.getByLabel('Value', { exact: true }).first().fill('1.5')
  await page.getByText(/In the filter, all\[0\]\.value is 1\.5/).waitFor()
})

test('a campaign is written, seen as it arrives, and refused while it is incomplete', async () => {
  await open('#/campaigns/new')
  await page.getByLabel('Name', { exact: true }).fill('Winter lamps')
  await page.getByLabel('Subject').first().fill('Lamps for {first_name}')
  await page
    .getByLabel('Text', { exact: true })
    .first()
    .fill('Dear {name}, see https://shop.example.com/lamps')
  await page.getByLabel('Text', { exact: true }).last().fill('{name}，您好！')
  const preview = page.getByRole('region', { name: 'As it arrives' })
  await preview.getByText('Dear Anna Berg').waitFor()
  await preview.getByText('王小明，您好').waitFor()
  await lookEverywhere('desk-campaign-draft')
  await page.getByLabel('Text', { exact: true }).first().fill('Dear {nmae}')
  await page.getByText(/has \{nmae\}, which is no field/).waitFor()
  await page.getByLabel('Text', { exact: true }).first().fill('Dear {name}')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('heading', { name: 'Winter lamps' }).waitFor()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Choose the segment that it is for.').waitFor()
})

test('what a campaign did stands against those held out', async () => {
  await open(`#/campaigns/${campaign}`)
  await page.getByText('More than without the message, and hardly by chance.').waitFor()
  await page.getByText(/10 did not agree/).waitFor()
  await lookEverywhere('desk-campaign')
  await open('#/campaigns')
  await page.getByRole('link', { name: 'Winter lamps' }).waitFor()
  await look('desk-campaigns')
})

test('in Chinese all of it is Chinese', async () => {
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '营销活动' }).waitFor()
  await open('#/sales/figures')
  await page.getByText('加权预测').first().waitFor()
  await look('desk-sales-figures-zh')
  expect(complaints).toEqual([])
})
