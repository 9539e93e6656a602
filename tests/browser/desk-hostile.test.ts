import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { record } from '../../src/crm/log.ts'
import { claim } from '../../src/handoff/claim.ts'
import { note } from '../../src/handoff/note.ts'
import { say } from '../../src/handoff/say.ts'
import { hire, password } from '../server/desk-client.ts'
import { serve, type Served } from '../server/serve.ts'
import { launch, visit } from './desk-browser.ts'
import { chat, customer } from './desk-chats.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Each would call `pwned()` or load from elsewhere, were it ever taken for markup or a link. */
const payloads = [
  '<img src=x onerror=pwned()>',
  '<script>pwned()</script>',
  '<svg/onload=pwned()>',
  '"><iframe srcdoc="<script>parent.pwned()</script>">',
  '<a href="javascript:pwned()">click</a>',
  'javascript:pwned()//https://x.example',
  'https://x.example/"onmouseover="pwned()',
  'data:text/html,<script>pwned()</script>',
  '[click](javascript:pwned())',
  '![x](https://tracker.example/p.gif)',
  '{{constructor.constructor("pwned()")()}}',
  '${pwned()} <%= pwned() %> #{pwned()}',
  '<style>@import "https://tracker.example/x.css"</style>',
  '<math><mtext></table><mglyph><style><img src=x onerror=pwned()>',
  '\u202Egnp.exe\u202C <b onclick=pwned()>',
]

let served: Served
let browser: Browser
beforeAll(async () => {
  served = await serve()
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

test('whatever anybody writes stays text on the desk', async () => {
  const { db } = served
  const everything = payloads.join('\n')
  const [image = ''] = payloads
  const agent = await hire(served, 'Ada Weiss', 'admin')
  const mallory = await hire(served, image)
  const id = await chat(db, 'en', [
    customer(everything, {
      language: image,
      intent: { name: image, confidence: 0.9 },
      ranking: payloads.map((name) => ({ name, confidence: 0.1 })).slice(0, 10),
      entities: payloads.map((value, n) => ({
        entity: value,
        value,
        start: n,
        end: 40,
        from: 'lookup' as const,
      })),
      sentiment: 0,
      isUpset: false,
    }),
    {
      kind: 'decided',
      steps: payloads.flatMap((text) => [
        { slot: text, value: text },
        { action: text, by: 'rule' as const, source: { file: text, line: 1, name: text } },
      ]),
      trace: {
        model: image,
        words: payloads.map((text) => [text, 1] as const),
        nearest: payloads.map((text, line) => ({ file: text, line, text })),
        reads: payloads,
      },
    },
    {
      kind: 'bot-said',
      text: everything,
      image: 'https://tracker.example/p.gif',
      buttons: payloads.map((title) => ({ title, payload: title })),
      response: image,
    },
    { kind: 'changed', what: image, record: image },
  ])
  await claim(db, id, { id: mallory.id, name: mallory.name })
  const written = { conversation: id, text: everything, agent: { id: mallory.id, name: image } }
  await say(db, { ...written, clientId: 's' })
  await note(db, { ...written, clientId: 'n' })
  await record(db, { conversation: id, events: [{ kind: 'handed-over', reason: 'asked' }] })

  const { page, complaints } = await visit(browser, `${served.url}/desk`)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== served.url) elsewhere.push(request.url())
  })
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => complaints.push('a dialog')))
  await page.evaluate(() => Object.assign(window, { pwned: () => console.error('pwned') }))
  await page.getByLabel('E-mail').fill(agent.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.locator('.colleagues li').nth(1).waitFor()
  await page.getByRole('link', { name: 'Inbox' }).click()
  await page.locator('.inbox-item').click()
  await page.locator('.understood summary').click()
  await page.locator('.why').waitFor()

  const links = await page.locator('a[href]').evaluateAll((all) =>
    all.map((link) => ({
      scheme: (link as HTMLAnchorElement).protocol,
      rel: link.getAttribute('rel'),
      isOutside: (link as HTMLAnchorElement).origin !== location.origin,
    })),
  )
  expect(links.some(({ isOutside }) => isOutside)).toBe(true)
  for (const { scheme, rel, isOutside } of links) {
    expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(scheme)
    if (isOutside) expect(rel).toBe('noopener noreferrer')
  }
  expect(
    await page.locator('.desk :is(img, iframe, script, style, math, svg[onload])').count(),
  ).toBe(0)
  expect(await page.getByText(image).count()).toBeGreaterThan(5)
  expect([elsewhere, complaints]).toEqual([[], []])
})
