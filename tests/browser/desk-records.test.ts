import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTeam } from '../../src/crm/access/teams.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { makeCompany } from '../../src/crm/people/companies.ts'
import { changeRecord } from '../../src/crm/records/change-record.ts'
import { customerShape } from '../../src/crm/records/customer-shape.ts'
import { makeTask } from '../../src/crm/service/tasks.ts'
import { anna, world } from '../people.ts'
import { hire, password } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { launch, phone, picture, violations, visit } from './desk-browser.ts'

// A page under axe takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let served: Served
let browser: Browser
let page: Page
let complaints: string[]
let company: string
let team: string
let chat: string
const by = { kind: 'agent', id: 'mei', name: 'Mei Lin' } as const
const at = '2026-11-20T12:00:00.000Z'

beforeAll(async () => {
  browser = await launch()
  served = await serve()
  await world(served.db)
  await hire(served, 'Ada Weiss', 'admin')
  await hire(served, 'Vera Blick', 'viewer')
  company = await served.db.write(() => makeCompany({ name: 'Harbour Ltd' }, { by, at }))
  await served.db.write(() => makeCompany({ name: 'Quay & Co' }, { by, at }))
  team = (await served.db.write(() => createTeam('Returns'))).id
  chat = (await startConversation(served.db, { visitor: 'v', channel: 'web', language: 'en' })).id
  const said = { kind: 'customer-said', clientId: '1', text: 'Is it there?' } as const
  await record(served.db, { conversation: chat, events: [said] })
  await served.db.write(() =>
    makeTask({ title: 'Ring Anna back', customer: anna.id, remindAt: at }, { by, at }),
  )
  ;({ page, complaints } = await visit(browser, `${served.url}/desk`))
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

test('a reminder stands over whatever page is open, until it is dismissed', async () => {
  const reminder = page.getByRole('status', { name: 'Reminders' })
  await reminder.getByText('Ring Anna back').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-reminder')
  await reminder.getByRole('button', { name: 'Dismiss' }).click()
  await reminder.getByText('Ring Anna back').waitFor({ state: 'detached' })
})

test('a customer is found, and a field changed where it stands, by keys alone', async () => {
  await page.getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('searchbox').fill('anna')
  await page.getByRole('link', { name: 'Tom Keller' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: anna.name }).focus()
  await page.keyboard.press('Enter')
  const city = page.getByRole('button', { name: /^Change City/ })
  await city.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Potsdam')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Change City: Potsdam' }).waitFor()
  await page.getByText('City: Berlin → Potsdam').waitFor()
  expect(await city.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-customer')
})

test('who saves over somebody else’s change sees both, and chooses', async () => {
  const change = (city: string) =>
    served.db.write(() => changeRecord(customerShape, anna.id, { by, at, set: { city } }))
  const edit = async (to: string) => {
    await page.getByRole('button', { name: /^Change City/ }).click()
    await page.getByRole('textbox', { name: 'City' }).fill(to)
    await page.getByRole('textbox', { name: 'City' }).press('Enter')
  }
  await change('Hamburg')
  await edit('Rome')
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody changed it' })
  await conflict.getByText('Hamburg').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-conflict')
  await conflict.getByRole('button', { name: 'Take theirs' }).click()
  await page.getByRole('button', { name: 'Change City: Hamburg' }).waitFor()

  await change('Oslo')
  await edit('Paris')
  await conflict.getByRole('button', { name: 'Save yours' }).click()
  await page.getByRole('button', { name: 'Change City: Paris' }).waitFor()
  await page.getByText('City: Oslo → Paris').waitFor()
})

test('another field that somebody changed is no conflict', async () => {
  await served.db.write(() =>
    changeRecord(customerShape, anna.id, { by, at, set: { postcode: '75001' } }),
  )
  await page.getByRole('button', { name: /^Change City/ }).click()
  await page.getByRole('textbox', { name: 'City' }).fill('Lyon')
  await page.getByRole('textbox', { name: 'City' }).press('Enter')
  await page.getByRole('button', { name: 'Change City: Lyon' }).waitFor()
  await page.getByRole('button', { name: 'Change Postcode: 75001' }).waitFor()
})

test('a company is found, and the customer made one of it', async () => {
  await page.getByRole('button', { name: 'Choose a company' }).click()
  await page.getByRole('searchbox', { name: /Find: Name$/ }).fill('harb')
  await page.getByRole('button', { name: 'Choose: Harbour Ltd' }).waitFor()
  await page.getByRole('button', { name: 'Choose: Quay & Co' }).waitFor({ state: 'detached' })
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-choose-company')
  await page.getByRole('button', { name: 'Choose: Harbour Ltd' }).click()
  await page.getByRole('link', { name: 'Harbour Ltd' }).waitFor()
  const [row] = await served.db.all('select company from customers where id = ?', anna.id)
  expect(row?.['company']).toBe(company)
})

test('a ticket is opened and answered, and its clocks are shown', async () => {
  await page.getByRole('button', { name: 'New ticket' }).click()
  await page.getByRole('textbox', { name: 'Subject' }).fill('Lamp hums')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Lamp hums' }).waitFor()
  await page.getByText('on time').first().waitFor()
  await page.getByRole('button', { name: /^Change Status/ }).click()
  await page.getByRole('combobox', { name: 'Status' }).selectOption('pending')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('paused').waitFor()
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked which lamp')
  await page.getByRole('button', { name: 'Add note' }).click()
  await page.getByText('Asked which lamp').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-ticket')
  await page.getByRole('link', { name: 'Tickets', exact: true }).click()
  await page.getByRole('link', { name: 'Lamp hums' }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('a conversation is sent to a team, whose it is then', async () => {
  await page.evaluate((to) => (location.hash = to), `/open/${chat}`)
  await page.getByRole('combobox', { name: 'Send to a team…' }).selectOption('Returns')
  await page.getByText('Ada Weiss sent it to Returns').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-send-to-team')
  const [row] = await served.db.all('select held_by, team from conversations where id = ?', chat)
  expect(row).toEqual({ held_by: 'queue', team })
})

test('a viewer sees all of it, and no button that would be refused', async () => {
  const viewer = await visit(browser, `${served.url}/desk`)
  const { page: seen } = viewer
  await seen.getByLabel('E-mail').fill('vera.blick@example.com')
  await seen.getByLabel('Password').fill(password)
  await seen.getByRole('button', { name: 'Sign in' }).click()
  await seen.getByRole('link', { name: 'Customers' }).waitFor()
  const actions = seen.locator('main').locator('button, select, textarea, input:not([type=search])')
  const enabled = async () => {
    const names = await actions.evaluateAll((all) =>
      all
        .filter((one) => !one.matches(':disabled') && one.getClientRects().length > 0)
        .map((one) => one.getAttribute('aria-label') ?? one.textContent),
    )
    return names.map((name) => name?.trim())
  }
  for (const [hash, text] of [
    [`/customers/${anna.id}`, 'Lindenweg'],
    ['/customers', anna.name],
    ['/customers/companies', 'Harbour Ltd'],
    ['/tickets', 'Lamp hums'],
    ['/tasks?owner=all', 'Ring Anna back'],
  ] as const) {
    await seen.evaluate((to) => (location.hash = to), hash)
    await seen.getByText(text).first().waitFor()
    expect(await enabled(), hash).toEqual([])
  }
  await seen.evaluate((to) => (location.hash = to), `/open/${chat}`)
  await seen.getByText('Is it there?').first().waitFor()
  expect(await seen.locator('.conversation-actions :is(button, select)').count()).toBe(0)
  expect(await seen.locator('.composer').count()).toBe(0)
  await picture(seen, 'desk-viewer')
  expect(viewer.complaints).toEqual([])
})

test.each([
  ['customers', '/customers'],
  ['companies', '/customers/companies'],
  ['customer', `/customers/${anna.id}`],
  ['tickets', '/tickets'],
  ['tasks', '/tasks?owner=all'],
])('the page of %s fits a phone, in the dark, in Chinese', async (name, hash) => {
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate((to) => (location.hash = to), hash)
  const chinese = page.getByRole('button', { name: '中文' })
  if (await chinese.isVisible()) await chinese.click()
  await page.locator('.records').waitFor()
  await expect.poll(() => page.getByText('正在加载…').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await picture(page, `desk-${name}-phone-dark`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(complaints).toEqual([])
})
