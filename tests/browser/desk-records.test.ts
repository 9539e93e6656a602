import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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
const by = { kind: 'agent', id: 'mei', name: 'Mei Lin' } as const
const at = '2026-11-20T12:00:00.000Z'

beforeAll(async () => {
  browser = await launch()
  served = await serve()
  await world(served.db)
  await hire(served, 'Ada Weiss', 'admin')
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
