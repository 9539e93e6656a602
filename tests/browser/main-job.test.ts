import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { end, startParley, type ParleyProcess } from '../parley-process.ts'
import { password } from '../server/desk-client.ts'
import { desktop, launch, phone, picture, violations, visit } from './desk-browser.ts'
import { type Widget, widgetIn } from './widget-page.ts'

// The whole product in a process of its own: it starts, and then one person waits for the other.
vi.setConfig({ testTimeout: 60_000 })

let parley: ParleyProcess
let dataDir: string
let browser: Browser
let customer: Widget
let agent: Page

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-main-job-'))
  ;[parley, browser] = await Promise.all([
    startParley({ dataDir, env: { HOST: '127.0.0.1' } }),
    launch(),
  ])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  if (parley) await end(parley, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
})

test('a customer proves an order theirs in the chat and is told where it is', async () => {
  const context = await browser.newContext({ viewport: { width: 1180, height: 800 } })
  customer = await widgetIn(context, parley.url)
  await customer.open()
  await customer.say('Where is my order HP-10023?')
  await customer.sees('e-mail')
  await customer.say('anna.berg@example.com')
  await customer.sees('JD014627252793')
  await picture(customer.page, 'main-job-widget')
  expect(await violations(customer.page)).toEqual([])
})

test('whoever asks for a person reaches one, and the bot is silent', async () => {
  await customer.say('I would like to talk to a person, please')
  await customer.sees('colleague')
  const link = /\S+#welcome=\S+/.exec(parley.output())![0].replace('localhost', '127.0.0.1')
  ;({ page: agent } = await visit(browser, link))
  await agent.getByLabel('Name').fill('Ada Weiss')
  await agent.getByLabel('E-mail').fill('ada.weiss@example.com')
  await agent.getByLabel('Password').fill(password)
  await agent.getByRole('button', { name: 'Create account' }).click()
  await agent.getByRole('link', { name: /Anna Berg/ }).click()
  await agent.getByText('HP-10023').first().waitFor()
  await agent.getByText('order_status').first().click()
  await picture(agent, 'main-job-desk')
  await agent.getByRole('button', { name: 'Take over' }).click()
  await customer.page.getByText('Ada Weiss').first().waitFor()
  const before = (await customer.bubbles()).length
  await customer.say('what are your opening hours?')
  await agent.getByText('what are your opening hours?').first().waitFor()
  await agent.getByRole('textbox').fill('From ten to seven, and your lamp comes on Wednesday.')
  await agent.getByRole('textbox').press('Enter')
  await customer.sees('your lamp comes on Wednesday')
  expect(await customer.bubbles()).toHaveLength(before + 2)
})

test('once it is given back the bot answers again', async () => {
  await agent.getByRole('button', { name: 'Give back' }).click()
  await customer.page.getByText('assistant').last().waitFor()
  await customer.say('how long does shipping take?')
  await customer.page.locator('.bubble', { hasText: /days/ }).first().waitFor()
  expect(customer.complaints).toEqual([])
})

test('all of it in Chinese, on a phone, in the dark', async () => {
  const context = await browser.newContext({
    viewport: phone,
    locale: 'zh-CN',
    colorScheme: 'dark',
  })
  const chinese = await widgetIn(context, parley.url)
  await chinese.open()
  await chinese.say('我的订单 HP-10042 到哪了')
  await chinese.sees('邮箱')
  await chinese.say('xiaoming.wang@example.cn')
  await chinese.sees('HP-10042')
  await chinese.say('转人工')
  await chinese.sees('排')
  await picture(chinese.page, 'main-job-widget-zh-phone')
  expect(await violations(chinese.page)).toEqual([])
  await agent.setViewportSize(desktop)
  await agent.getByRole('link', { name: /王小明/ }).waitFor()
})
