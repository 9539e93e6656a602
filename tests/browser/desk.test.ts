import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { record } from '../../src/crm/log.ts'
import { firstSignInLink } from '../../src/server/sign-in-link.ts'
import { world } from '../people.ts'
import { password } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { launch, phone, picture, violations, visit } from './desk-browser.ts'
import { chat, chineseChat, customer, lampChat, withBot } from './desk-chats.ts'

// A page under axe takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let served: Served
let browser: Browser
let page: Page
let complaints: string[]
let lamp: string

beforeAll(async () => {
  browser = await launch()
  served = await serve()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

test('the first person comes in by a link that works once, and chooses a password', async () => {
  const link = (await firstSignInLink(served.db, served.url)) ?? ''
  ;({ page, complaints } = await visit(browser, link))
  await page.getByLabel('Name').fill('Ada Weiss')
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill(password)
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-welcome')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Nobody is waiting').waitFor()
  await picture(page, 'desk-empty')
  expect(await violations(page)).toEqual([])
  const again = await visit(browser, link)
  await again.page.getByText('used already').waitFor()
  expect(await firstSignInLink(served.db, served.url)).toBe(null)
})

test('a conversation that needs a person appears by itself', async () => {
  await world(served.db)
  await chat(served.db, 'en', withBot)
  lamp = await chat(served.db, 'en', lampChat)
  await chat(served.db, 'zh', chineseChat)
  await page.getByRole('link', { name: /Anna Berg/ }).waitFor()
  expect(await page.getByText('asked for a person').isVisible()).toBe(true)
  expect(await page.title()).toMatch(/^\(2\)/)
})

test('it shows what was said, what the bot understood and why, and whose it is', async () => {
  await page.getByRole('link', { name: /Anna Berg/ }).click()
  await page.getByText('order_status').first().click()
  await page.getByText('en/nlu.yml:212').waitFor()
  for (const text of ['en/rules.yml:41', '“HP-10023”', '94', 'order HP-10023']) {
    expect(await page.getByText(text).first().isVisible()).toBe(true)
  }
  await page.getByText('anna.berg@example.com').waitFor()
  expect(await page.locator('.customer').getByText('HP-09987').isVisible()).toBe(true)
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-conversation')
})

test('an agent claims it, answers and leaves a note; the customer goes on', async () => {
  await page.getByRole('button', { name: 'Take over' }).click()
  await page.getByText('Ada Weiss took over').waitFor()
  await page.getByRole('textbox').fill('Hello Anna, I am looking into it.')
  await page.getByRole('textbox').press('Enter')
  await page.getByRole('article').getByText('I am looking into it').waitFor()
  await record(served.db, { conversation: lamp, events: [customer('Thank you! 非常感谢')] })
  await page.getByRole('article').getByText('非常感谢').waitFor()
  await expect.poll(() => page.locator('[data-announcer]').innerText()).toContain('非常感谢')
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByRole('textbox').fill('Wants it by Monday')
  await picture(page, 'desk-note')
  await page.getByRole('button', { name: 'Add note' }).click()
  await page.getByRole('article').getByText('Wants it by Monday').waitFor()
  expect(await violations(page)).toEqual([])
})

test('Enter while an input method composes does not send, and Shift+Enter begins a line', async () => {
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
  const box = page.getByRole('textbox')
  await box.fill('ni hao')
  await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await box.press('Shift+Enter')
  expect(await box.inputValue()).toBe('ni hao\n')
  await box.fill('')
})

test('what cannot be sent says so, stays, and is sent once when it can', async () => {
  await page.context().setOffline(true)
  await page.getByRole('textbox').fill('Are you still there?')
  await page.getByRole('textbox').press('Enter')
  await page.getByText('Not sent').waitFor()
  await page.getByText('Connection lost').waitFor()
  await picture(page, 'desk-offline')
  expect(await violations(page)).toEqual([])
  await page.context().setOffline(false)
  await page.getByRole('article').getByText('still there').waitFor()
  expect(await page.getByText('Are you still there?').count()).toBe(1)
})

test('it looks right in Chinese, in the dark and on a telephone', async () => {
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('button', { name: '交还' }).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-chinese')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-dark')
  await page.setViewportSize(phone)
  await picture(page, 'desk-phone-dark')
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'English' }).click()
  await picture(page, 'desk-phone-conversation')
  await page.getByRole('button', { name: 'Customer' }).click()
  await picture(page, 'desk-phone-customer')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '‹ Conversation' }).click()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await picture(page, 'desk-phone-inbox')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('the keyboard is enough: open, give back, resolve', async () => {
  await page.getByRole('link', { name: /Anna Berg/ }).click()
  await page.getByRole('button', { name: 'Give back' }).waitFor()
  await page.getByRole('log').focus()
  await page.keyboard.press('b')
  await page.getByText('gave it back to the bot').waitFor()
  await page.keyboard.press('e')
  await page.getByText('Ada Weiss resolved it').waitFor()
  await page.keyboard.press('?')
  await page.getByText('Next conversation').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('4')
  await page
    .locator('.inbox')
    .getByRole('link', { name: /Anna Berg/ })
    .waitFor()
})

test('an administrator invites a colleague, who comes in by the link', async () => {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Name').fill('Ben Ruiz')
  await page.getByLabel('E-mail').fill('ben.ruiz@example.com')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await page.locator('.shown-once code').innerText()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-colleagues')
  const guest = await visit(browser, link)
  await guest.page.getByText('invited as agent').waitFor()
  expect(await guest.page.getByLabel('E-mail').inputValue()).toBe('ben.ruiz@example.com')
  await guest.page.getByLabel('Password').fill(password)
  await guest.page.getByRole('button', { name: 'Create account' }).click()
  await guest.page
    .getByText('Nobody is waiting')
    .or(guest.page.getByText('waiting'))
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Inbox' }).click()
})

test('signing out leaves nothing behind', async () => {
  const account = page.getByRole('button', { name: 'Ada Weiss' })
  await account.click()
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await account.evaluate((button) => button === document.activeElement)).toBe(true)
  await account.click()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await picture(page, 'desk-sign-in')
  expect(await violations(page)).toEqual([])
  expect(await page.getByText('Anna Berg').count()).toBe(0)
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('is not right').waitFor()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Live', { exact: true }).waitFor()
  expect(complaints).toEqual([])
})
