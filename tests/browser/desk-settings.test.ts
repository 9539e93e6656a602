import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { appendAudit } from '../../src/crm/audit/append-audit.ts'
import { call } from '../server/call.ts'
import { hire, password, testing } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { launch, phone, picture, violations, visit } from './desk-browser.ts'

// A page under axe takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let served: Served
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  browser = await launch()
  served = await serve()
  await hire(served, 'Ada Weiss', 'admin')
  await hire(served, 'Ben Ruiz')
  await hire(served, 'Vera Blick', 'viewer')
  for (const id of ['C-1001', 'C-1002']) {
    await served.db.write(() =>
      appendAudit({ by: testing, action: 'read', kind: 'customer', id, detail: null }),
    )
  }
  ;({ page, complaints } = await enter('ada.weiss@example.com'))
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

async function enter(email: string, options = {}) {
  const visited = await visit(browser, `${served.url}/desk`, options)
  await visited.page.getByLabel('E-mail').fill(email)
  await visited.page.getByLabel('Password').fill(password)
  await visited.page.getByRole('button', { name: 'Sign in' }).click()
  await visited.page.getByRole('link', { name: 'Settings' }).click()
  await visited.page.locator('.colleagues li').first().waitFor()
  return visited
}

const part = (name: string) => page.locator('.settings nav').getByRole('link', { name })

test('an administrator gives a colleague a role', async () => {
  await page.getByLabel('Role: Ben Ruiz').selectOption('supervisor')
  await vi.waitFor(async () => {
    const [ben] = await served.db.all(`select role from agents where name = 'Ben Ruiz'`)
    expect(ben?.['role']).toBe('supervisor')
  })
  expect(await violations(page)).toEqual([])
  await picture(page, 'settings-colleagues')
})

test('the stages of sales are renamed, moved, added and taken out, and saved together', async () => {
  await part('Sales stages').click()
  const names = () =>
    page
      .locator('.stage')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('input')!.value))
  await vi.waitFor(async () => expect(await names()).toHaveLength(4))
  await page.getByLabel('Name', { exact: true }).nth(3).fill('Contract')
  await page.getByRole('button', { name: 'Move up: Contract' }).click()
  await page.getByRole('button', { name: 'Remove: Lead' }).click()
  await page.getByRole('button', { name: 'Add a stage' }).click()
  await page.getByLabel('Name', { exact: true }).nth(3).fill('Trial')
  await page.getByLabel('Name in Chinese').nth(3).fill('试用')
  await page.getByLabel('Won, in %').nth(3).fill('80')
  expect(await violations(page)).toEqual([])
  await picture(page, 'settings-stages')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(
    await served.db.all('select id, name, probability from pipeline_stages order by place'),
  ).toEqual([
    { id: 'qualified', name: 'Qualified', probability: 25 },
    { id: 'negotiation', name: 'Contract', probability: 75 },
    { id: 'proposal', name: 'Proposal', probability: 50 },
    { id: expect.stringMatching(/^stage-/), name: 'Trial', probability: 80 },
  ])
})

test('teams are made, and people put into them and taken out', async () => {
  await part('Teams').click()
  await page.getByLabel('Name of a new team').fill('Returns')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByLabel('Add to Returns').selectOption({ label: 'Ben Ruiz' })
  await page.getByRole('button', { name: 'Take Ben Ruiz out of Returns' }).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'settings-teams')
  await part('Colleagues').click()
  await page.locator('.colleagues').getByText('Returns').waitFor()
})

test('a key is shown once, works, and is revoked', async () => {
  await part('API keys').click()
  await page.getByLabel('Name').fill('The shop')
  await page.getByLabel('agents:read').check()
  await page.getByRole('button', { name: 'Create' }).click()
  const token = await page.locator('.shown-once code').innerText()
  expect(token).toMatch(/^parley_[\w-]{43}$/)
  await page.locator('.api-keys').getByText('The shop').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'settings-keys')
  const status = async () => (await call(served.url, 'GET', '/api/v1/agents', { token })).status
  expect(await status()).toBe(200)
  await part('Teams').click()
  await part('API keys').click()
  await page.getByText(`…${token.slice(-4)}`).waitFor()
  expect(await page.content()).not.toContain(token)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Revoke: The shop' }).click()
  await page.getByText('revoked', { exact: true }).waitFor()
  expect(await status()).toBe(401)
})

test('the audit log is filtered and verified', async () => {
  await part('Audit log').click()
  await page.locator('.audit').getByText('changed the role of').waitFor()
  await page.getByLabel('Id or number of a record').fill('C-1002')
  await page.getByRole('button', { name: 'Filter' }).click()
  await vi.waitFor(async () => expect(await page.locator('.audit li').count()).toBe(1))
  await page.getByRole('button', { name: 'Verify' }).click()
  await page.getByText('entries are as they were written').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByLabel('Id or number of a record').fill('')
  await page.getByRole('button', { name: 'Filter' }).click()
  await picture(page, 'settings-audit')
})

test('an administrator downloads all of a kind', async () => {
  await part('Export').click()
  await page.getByLabel('What').selectOption('Opportunities')
  await page.getByLabel('Format').selectOption('JSONL')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('opportunities.jsonl')
  expect(await download.failure()).toBeNull()
  expect(await violations(page)).toEqual([])
  await picture(page, 'settings-export')
})

test('on a phone, in the dark and in Chinese it is as whole', async () => {
  const small = await enter('ada.weiss@example.com', {
    viewport: phone,
    colorScheme: 'dark',
  })
  const { page: narrow } = small
  for (const name of ['colleagues', 'teams', 'keys', 'audit', 'export']) {
    await narrow.goto(`${served.url}/desk#/settings/${name}`)
    await narrow.locator('.settings section > :nth-child(3)').first().waitFor()
    const width = await narrow.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(phone.width)
    expect(await violations(narrow)).toEqual([])
    await picture(narrow, `settings-${name}-phone`)
  }
  const chinese = await visit(browser, `${served.url}/desk`, { locale: 'zh-CN' })
  await chinese.page.getByLabel('邮箱').fill('ada.weiss@example.com')
  await chinese.page.getByLabel('密码').fill(password)
  await chinese.page.getByRole('button', { name: '登录' }).click()
  await chinese.page.goto(`${served.url}/desk#/settings/audit`)
  await chinese.page.getByRole('button', { name: '验证' }).click()
  await chinese.page.getByText('都与写入时一致').waitFor()
  expect([...small.complaints, ...chinese.complaints]).toEqual([])
})

test('who is no administrator sees names and teams, and changes nothing', async () => {
  const viewer = await enter('vera.blick@example.com')
  expect(await viewer.page.locator('.settings nav a').allInnerTexts()).toEqual([
    'Colleagues',
    'Teams',
  ])
  expect(await viewer.page.locator('.settings :is(button, select)').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('the API tells what it can, from this server alone', async () => {
  const { page: docs, complaints: faults } = await visit(browser, `${served.url}/api/docs`)
  await docs.getByText('GET /api/v1/conversations', { exact: true }).click()
  await docs.getByText('conversations:read').first().waitFor()
  expect(await violations(docs)).toEqual([])
  await picture(docs, 'api-docs')
  expect(faults).toEqual([])
})
