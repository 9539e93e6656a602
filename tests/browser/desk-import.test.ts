import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { anna, world } from '../people.ts'
import { hire, password } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { desktop, launch, phone, picture, violations, visit } from './desk-browser.ts'

vi.setConfig({ testTimeout: 240_000 })

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
let served: Served
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  browser = await launch()
  served = await serve({ DATABASE_URL: `sqlite:${join(dir, 'parley.db')}` })
  await world(served.db)
  await hire(served, 'Ada Weiss', 'admin')
  ;({ page, complaints } = await visit(browser, `${served.url}/desk`))
  page.setDefaultTimeout(60_000)
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Live', { exact: true }).waitFor()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  rmSync(dir, { recursive: true })
})

const file = join(dir, 'kunden.csv')
writeFileSync(
  file,
  'Kundennummer;Name;E-Mail;Telefon;Since\n' +
    'C-7001;"Berg, Anna";anna.berg@example.com;+49 30 555 0101;2025-01-02\n' +
    'C-7002;Bob <b>Lee</b>;bob@example;12;2999-01-02\n' +
    'C-7003;李雷;lilei@example.cn;+86 138 0000 1492;2025年3月1日\n',
)

/** In light and dark, wide and narrow: nothing for axe to find, and nothing wider than the screen. */
async function looked(name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page)).toEqual([])
      await picture(page, `${name}-${size}-${colorScheme}`)
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(desktop)
}

test('a file is checked, mended, imported and taken back', async () => {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.goto(`${served.url}/desk#/settings/import`)
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'Send and check' }).click()
  await page.getByText('2 new, 0 changed, 0 repeated, 1 left out.').waitFor()
  expect(await page.getByText('Bob <b>Lee</b>').count()).toBeGreaterThan(0)
  await looked('desk-import-check')
  for (const name of ['email', 'phone', 'since']) {
    const repair = page.getByLabel(`leave it empty (${name})`)
    await repair.waitFor()
    await expect.poll(() => repair.isEnabled(), { timeout: 60_000 }).toBe(true)
    await repair.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => repair.isChecked(), { timeout: 60_000 }).toBe(true)
  }
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await page.getByText('3 new, 0 changed, 0 left out').waitFor()
  await page.getByRole('button', { name: 'Take back' }).waitFor()
  await looked('desk-import-done')
})

test('two customers are looked at side by side, made one, and taken apart', async () => {
  await page.goto(`${served.url}/desk#/settings/duplicates`)
  await page.getByRole('button', { name: 'Look for duplicates' }).click()
  const proposal = page.getByRole('region', { name: /Anna Berg.*Berg, Anna/ }).first()
  await proposal.waitFor()
  await looked('desk-duplicates')
  await page.getByRole('button', { name: /^Merge: Anna Berg/ }).click()
  await page.getByText('C-7001 became part of Anna Berg (C-1001)').waitFor()
  const [gone] = await served.db.all(`select id from customers where id = 'C-7001'`)
  expect(gone).toBeUndefined()
  await page.getByRole('button', { name: /^Take back: C-7001/ }).click()
  await page.getByText('taken back').waitFor()
  expect(
    await served.db.all(`select id from customers where id in ('C-7001', ?)`, anna.id),
  ).toHaveLength(2)
})

test('the same in Chinese', async () => {
  await page.getByRole('button', { name: '中文' }).click()
  await page.goto(`${served.url}/desk#/settings/import`)
  await page.getByRole('button', { name: '上传并检查' }).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'desk-import-zh')
  await page.goto(`${served.url}/desk#/settings/duplicates`)
  await page.getByRole('button', { name: '查找重复客户' }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(complaints).toEqual([])
})
