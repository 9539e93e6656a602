import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { catchUpIndex } from '../../src/crm/search/keep-index.ts'
import { world } from '../people.ts'
import { hire, password } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { desktop, launch, phone, picture, violations, visit } from './desk-browser.ts'
import { chat, chineseChat, customer, lampChat, withBot } from './desk-chats.ts'

vi.setConfig({ testTimeout: 60_000 })

let served: Served
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  browser = await launch()
  served = await serve()
  const { db } = served
  await world(db)
  await hire(served, 'Ada Weiss', 'admin')
  await chat(db, 'en', lampChat)
  await chat(db, 'zh', chineseChat)
  await chat(db, 'en', withBot)
  const talk = Array.from({ length: 40 }, (_, i) => customer(`and another thing, number ${i}`))
  await chat(db, 'en', [customer('<b>hello</b> my kettle whistles'), ...talk])
  await catchUpIndex(db)
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

const box = () => page.getByRole('searchbox')
const group = (name: string) => page.getByRole('region', { name, exact: true })
/** Waits until what was typed last is what is shown. */
const marked = (name: string, text: string) =>
  expect.poll(() => group(name).locator('mark').first().innerText()).toBe(text)

test('the key / opens the box, and examples say what it understands', async () => {
  await page.keyboard.press('/')
  await page.getByText('status:open kind:ticket').waitFor()
  expect(await box().evaluate((input) => input === document.activeElement)).toBe(true)
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search-empty')
})

test('what is found stands by kind, with what was looked for marked', async () => {
  await box().fill('lamp')
  await marked('Messages', 'lamp')
  expect(await group('Orders').getByRole('button').count()).toBe(2)
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search')
})

test('a message opens its conversation at that message, whatever was written in it', async () => {
  await box().fill('kettle whist')
  await group('Messages').getByText('<b>hello</b> my').waitFor()
  await box().press('Enter')
  const message = page.locator('.bubble-found')
  await message.waitFor()
  expect(await message.innerText()).toContain('<b>hello</b> my kettle whistles')
  expect(await message.isVisible()).toBe(true)
  const isInSight = await message.evaluate((found) => {
    const { top, bottom } = found.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
  expect(isInSight).toBe(true)
  await picture(page, 'desk-search-message')
  expect(await violations(page)).toEqual([])
})

test('an order opens its customer, who has orders and conversations; the arrows lead there', async () => {
  await page.getByRole('button', { name: 'Search' }).click()
  expect(await box().inputValue()).toBe('kettle whist')
  await box().fill('hp-10023')
  await marked('Orders', 'HP-10023')
  await box().press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Anna Berg' }).waitFor()
  await page.getByText('HP-09987').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search-customer')
  await page.getByRole('button', { name: '‹ Results' }).click()
  await group('Orders').waitFor()
  await page.getByRole('button', { name: '‹ Results' }).waitFor({ state: 'detached' })
  await group('Orders').getByRole('button').first().click()
  await page.getByRole('dialog').getByText('A colleague will be with you soon').click()
  await page.getByRole('article').getByText('A colleague will be with you soon').waitFor()
})

test('that nothing is there, that it cannot be read and that it failed are told apart', async () => {
  await page.keyboard.press('/')
  await box().fill('zeppelin')
  await page.getByText('Nothing found').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search-nothing')
  await box().fill('from:soon')
  await page.getByText('should be a day such as').waitFor()
  await page.context().setOffline(true)
  await box().fill('lamp oak')
  await page.getByText('The search did not work').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search-failed')
  await page.context().setOffline(false)
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
  await group('Orders').waitFor()
  await page.keyboard.press('Escape')
})

test('it is as good in Chinese, in the dark and on a telephone', async () => {
  await page.getByRole('button', { name: '中文' }).click()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: '搜索' }).click()
  await box().fill('椅子')
  await marked('消息', '椅子')
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search-chinese-dark')
  await page.setViewportSize(phone)
  await box().fill('台灯')
  await marked('订单', '台灯')
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-search-phone-dark')
  await box().fill('')
  await page.getByText('类型：工单 状态：进行中').waitFor()
  await page.emulateMedia({ colorScheme: 'light' })
  await picture(page, 'desk-search-phone-empty')
  await page.getByText('类型：订单 状态：已发货').click()
  await group('订单').waitFor()
  await picture(page, 'desk-search-phone')
  expect(await violations(page)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(phone.width)
  await group('订单').getByRole('button').first().click()
  await page.getByText('‹ 搜索结果').waitFor()
  await picture(page, 'desk-search-phone-customer')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: 'English' }).click()
})

test('whoever signs out leaves nothing in the box', async () => {
  await page.getByRole('button', { name: 'Ada Weiss' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Search' }).click()
  expect(await box().inputValue()).toBe('')
  expect(await page.locator('.hit').count()).toBe(0)
  expect(complaints).toEqual([])
})
