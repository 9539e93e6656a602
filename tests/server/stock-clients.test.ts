import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claim } from '../../src/handoff/claim.ts'
import { say as answer } from '../../src/handoff/say.ts'
import { actions } from '../../src/actions/actions.ts'
import { loadCurrent } from '../../src/training/publish.ts'
import { createTakeTurn } from '../../src/turn.ts'
import { announceTyping } from '../../src/server/live.ts'
import { findConversation, listConversations } from '../../src/crm/conversations.ts'
import { readLog } from '../../src/crm/log.ts'
import { launch } from '../browser/desk-browser.ts'
import { findChromium } from '../chromium.ts'
import { anna, world } from '../people.ts'
import { models } from '../parley-process.ts'
import { hostPage, type HostPage } from './host-page.ts'
import { serve, type Served } from './serve.ts'

const path = await findChromium()

describe.skipIf(path === null)('the unmodified clients, in a browser, on another website', () => {
  let browser: Browser
  let host: HostPage
  let served: Served

  beforeAll(async () => {
    host = await hostPage()
    served = await serve({ ALLOWED_ORIGINS: host.url })
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    host.close()
  })

  async function opened(name: string, server = served): Promise<{ page: Page; errors: string[] }> {
    const context = await browser.newContext()
    const page = await context.newPage()
    // The client waits 3 to 15 s before it connects again, at random: here nearly 3.
    await page.addInitScript(() => {
      const random = Math.random
      Math.random = () => random() / 100
    })
    // Sooner than the test's own, so that it is told what was waited for.
    page.setDefaultTimeout(12_000)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
    await page.goto(`${host.url}/${name}?server=${encodeURIComponent(server.url)}`)
    // What is sent while it still connects, Web Chat drops.
    if (name === 'web-chat') {
      await page.getByText('Connectivity Status: Connected').waitFor({ state: 'attached' })
    }
    return { page, errors }
  }

  test('Web Chat: a message, its answer, a suggested action, a reload', async () => {
    const { page, errors } = await opened('web-chat')
    await type(page, 'show me buttons')
    await page.getByText('Heard: show me buttons').first().waitFor()
    const actions = page.getByRole('toolbar', { name: 'Suggested actions' })
    await actions.getByRole('button', { name: 'Where is my order?' }).click()
    await page.getByText('Heard: /order_status').first().waitFor()
    const said = [
      'show me buttons',
      'Heard: show me buttons',
      'Where is my order?',
      'Heard: /order_status',
    ]
    await expect.poll(() => bubbles(page)).toEqual(said)
    // Were an echo not recognised, its message would stand there as failed.
    expect(await page.getByText(/send failed|sending/i).count()).toBe(0)

    await page.reload()
    await page.getByText('Heard: /order_status').first().waitFor()
    await expect.poll(() => bubbles(page)).toEqual(said)
    await type(page, 'still here')
    await page.getByText('Heard: still here').first().waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  })

  test('Web Chat with the real bot: it greets, offers, and asks what it needs', async () => {
    const model = loadCurrent(models)
    if (!model) throw new Error('the model of the tests is missing')
    const real = await serve({ ALLOWED_ORIGINS: host.url }, (db) =>
      createTakeTurn({ db, model: () => model, actions }),
    )
    await world(real.db)
    const { page } = await opened('web-chat', real)
    const id = await begun(real, page, 'hello')
    const offered = page.getByRole('toolbar', { name: 'Suggested actions' })
    await offered.getByRole('button', { name: 'Where is my order?' }).click()
    await showsAll(real, page, id, 4)
    await type(page, 'HP-10023')
    await showsAll(real, page, id, 6)
    await type(page, anna.email)
    const said = await showsAll(real, page, id, 8)
    expect(said.slice(7).join()).toContain('HP-10023')
    expect((await findConversation(real.db, id))?.customer).toBe(anna.id)
    await page.context().close()
    await real.close()
  })

  test('Web Chat: an agent types and answers by name', async () => {
    const { page } = await opened('web-chat')
    await type(page, 'a person, please')
    await page.getByText('Heard: a person, please').first().waitFor()
    const { conversations } = await listConversations(served.db)
    const { id: conversation = '' } = conversations[0] ?? {}
    const agent = { id: 'nadia', name: 'Nadia' }
    await claim(served.db, conversation, agent)
    announceTyping(conversation, { side: 'agent', name: 'Nadia' })
    await page.locator('.webchat__typing-indicator, .webchat__typingIndicator').first().waitFor()
    await answer(served.db, { conversation, clientId: 'x', text: 'Here I am', agent })
    await page.getByText('Here I am').first().waitFor()
    await page.context().close()
  })

  test('Web Chat: the line breaks off, and what was said meanwhile arrives once', async () => {
    const { page } = await opened('web-chat')
    await type(page, 'before')
    await page.getByText('Heard: before').first().waitFor()
    const { conversations } = await listConversations(served.db)
    const { id: conversation = '' } = conversations[0] ?? {}
    const agent = { id: 'nadia', name: 'Nadia' }
    served.breakOff()
    await claim(served.db, conversation, agent)
    await answer(served.db, { conversation, clientId: 'y', text: 'While you were away', agent })
    await page.getByText('While you were away').first().waitFor()
    await expect
      .poll(() => bubbles(page))
      .toEqual(['before', 'Heard: before', 'While you were away'])
    await page.context().close()
  })

  test.each([true, false])('the Direct Line client, by web socket: %s', async (webSocket) => {
    const { page, errors } = await opened('direct-line')
    const result = await page.evaluate(
      async ({ server, webSocket }) => {
        type Seen = { type: string; text?: string; id?: string; channelData?: unknown }
        type Subscribable<T> = {
          subscribe(next: (value: T) => void, error?: (e: Error) => void): void
        }
        type Client = {
          activity$: Subscribable<Seen>
          connectionStatus$: Subscribable<number>
          postActivity(activity: object): Subscribable<string>
          end(): void
        }
        const { DirectLine } = (
          globalThis as unknown as { DirectLine: { DirectLine: new (options: object) => Client } }
        ).DirectLine
        const domain = `${server}/v3/directline`
        const generated = await fetch(`${domain}/tokens/generate`, { method: 'POST' })
        const { token } = (await generated.json()) as { token: string }
        const client = new DirectLine({ token, domain, webSocket, pollingInterval: 250 })
        const statuses: number[] = []
        const seen: Seen[] = []
        client.connectionStatus$.subscribe((status) => statuses.push(status))
        client.activity$.subscribe((activity) => seen.push(activity))
        const post = (text: string) =>
          new Promise<string>((resolve, reject) =>
            client
              .postActivity({
                type: 'message',
                from: { id: 'me' },
                text,
                channelData: { clientActivityID: text },
              })
              .subscribe(resolve, reject),
          )
        const ids = [await post('one'), await post('two')]
        const until = Date.now() + 10_000
        while (seen.length < 4 && Date.now() < until) await new Promise((r) => setTimeout(r, 50))
        const refused = await post('x'.repeat(4_001)).catch(
          (error: Error & { status?: number }) => error.status,
        )
        client.end()
        return { ids, refused, statuses, seen }
      },
      { server: served.url, webSocket },
    )
    expect(result.seen.map(({ text }) => text)).toEqual(['one', 'Heard: one', 'two', 'Heard: two'])
    expect(result.seen.filter(({ channelData }) => channelData).map(({ id }) => id)).toEqual(
      result.ids,
    )
    expect(result.refused).toBe(413)
    // Uninitialised, connecting, online, and ended by itself.
    expect(result.statuses).toEqual([0, 1, 2, 5])
    expect(errors.filter((error) => !error.includes('413'))).toEqual([])
    await page.context().close()
  })
})

function bubbles(page: Page): Promise<string[]> {
  return page.locator('.webchat__bubble__content').filter({ hasText: /\S/ }).allInnerTexts()
}

async function type(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('Type your message').fill(text)
  await page.keyboard.press('Enter')
}

/** Says the first thing in a server's only conversation, and waits until it has begun. */
async function begun({ db }: Served, page: Page, text: string): Promise<string> {
  await type(page, text)
  const first = async () => (await listConversations(db)).conversations[0]?.id ?? ''
  await expect.poll(first, { timeout: 8_000 }).not.toBe('')
  return first()
}

/** Waits until the log has this many messages, and the page shows exactly those. */
async function showsAll(
  { db }: Served,
  page: Page,
  conversation: string,
  count: number,
): Promise<string[]> {
  const texts = async () =>
    (await readLog(db, conversation)).flatMap((event) =>
      event.kind === 'customer-said' || event.kind === 'bot-said' ? [event.text ?? ''] : [],
    )
  await expect
    .poll(async () => (await texts()).length, { timeout: 8_000 })
    .toBeGreaterThanOrEqual(count)
  // Web Chat's markdown makes apostrophes of its own.
  const plain = (all: readonly string[]) => all.map((text) => text.replace(/[’']/g, "'"))
  const expected = plain(await texts())
  await expect.poll(async () => plain(await bubbles(page)), { timeout: 8_000 }).toEqual(expected)
  return expected
}
