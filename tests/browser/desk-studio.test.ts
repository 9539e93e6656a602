import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadCurrent } from '../../src/training/publish.ts'
import type { StudioExamples, StudioOverview } from '../../src/server/wire.ts'
import type { TestStore } from '../databases.ts'
import { freshStore } from '../people.ts'
import { ask, hire, password, signIn } from '../server/desk-client.ts'
import { launch, phone, picture, violations, visit } from './desk-browser.ts'
import { serveStudio } from './studio-pages.ts'

// A page under axe takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let store: TestStore
let served: Awaited<ReturnType<typeof serveStudio>>
let browser: Browser
beforeAll(async () => {
  const model = loadCurrent('test-results/models')
  if (!model) throw new Error('The tests’ set-up trains a model first.')
  store = await freshStore()
  served = await serveStudio(store.db, model)
  await hire(store, 'Ada Weiss', 'agent')
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  served.close()
  await store.remove()
})

test.each(['/overview', '/intents/greet/examples', '/nothing'])(
  '%s wants a session',
  async (path) => {
    const answer = await ask(served.url, 'GET', `/api/studio${path}`)
    expect([answer.status, answer.body]).toMatchObject([401, { error: { code: 'NotSignedIn' } }])
  },
)

test('the counts are those of the files, in both languages, and every example has its line', async () => {
  const { cookie } = await signIn(served, 'ada.weiss@example.com')
  const get = (path: string) => ask(served.url, 'GET', `/api/studio${path}`, { cookie })
  const overview = (await get('/overview')).body as StudioOverview
  let all = 0
  for (const { examples, languages } of overview.intents) {
    expect(Object.values(languages).reduce((sum, count) => sum + count, 0)).toBe(examples)
    all += examples
  }
  expect(all).toBe(overview.examples)
  const { examples } = (await get('/intents/faq%2Fopening_hours/examples')).body as StudioExamples
  expect(examples.length).toBeGreaterThan(0)
  for (const { text, file, line } of examples) {
    expect([Boolean(text), file, line > 0]).toEqual([true, expect.stringMatching(/\.yml$/), true])
  }
  const unknown = await get('/intents/no_such_intent/examples')
  expect([unknown.status, unknown.body]).toMatchObject([404, { error: { code: 'IntentNotFound' } }])
})

test('the studio shows the training, the intents and the responses', async () => {
  const { page, complaints } = await visit(browser, `${served.url}/studio`)
  await page.getByText('Sign in at the desk').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'Go to the desk' }).click()
  await page.getByLabel('E-mail').fill('ada.weiss@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Studio' }).click()
  await page.getByText('Accuracy').waitFor()
  await picture(page, 'studio-overview')
  expect(await violations(page)).toEqual([])
  await page.locator('.confusions').scrollIntoViewIfNeeded()
  await picture(page, 'studio-confusions')
  await page.getByRole('link', { name: 'Intents' }).click()
  await page.getByPlaceholder('Find an intent').fill('order_st')
  await page.getByRole('link', { name: /^order_status/ }).click()
  await page
    .getByText(/en\/nlu-orders\.yml:\d+/)
    .first()
    .waitFor()
  await picture(page, 'studio-intent')
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'Responses' }).click()
  await page.getByPlaceholder('Find a response').fill('utter_greet')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: '中文' }).click()
  await picture(page, 'studio-responses-dark')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize(phone)
  await page.getByRole('link', { name: '最近一次训练' }).click()
  await picture(page, 'studio-phone-dark')
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('link', { name: '意图', exact: true }).click()
  await picture(page, 'studio-phone-intents')
  expect(await violations(page)).toEqual([])
  expect(complaints).toEqual([])
})
