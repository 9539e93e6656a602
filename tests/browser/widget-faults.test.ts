import { createHmac } from 'node:crypto'
import type { Browser, BrowserContext, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityText } from '../../src/channels/identity.ts'
import { readLog, record } from '../../src/crm/log.ts'
import { identitySecret, type Served, serve } from '../server/serve.ts'
import { launch } from './desk-browser.ts'
import { plainPage, type Website, website, type Widget, widgetIn } from './widget-page.ts'

let served: Served
let browser: Browser
let site: Website
let latest = ''

const down = 'We can’t be reached right now; your message is kept and will be sent.'

beforeAll(async () => {
  served = await serve({ ALLOWED_ORIGINS: '*' }, (db) => (message) => {
    const { conversation, ...said } = message
    latest = conversation
    return record(db, {
      conversation,
      events: [
        { kind: 'customer-said', ...said },
        { kind: 'bot-said', text: `heard ${message.text}` },
      ],
    })
  })
  browser = await launch()
  site = await website(plainPage, `${served.url}/widget.js`)
})

afterAll(async () => {
  await browser?.close()
  site?.close()
  await served?.close()
})

async function fresh(prepare: (context: BrowserContext) => Promise<unknown> = async () => {}) {
  const context = await browser.newContext({ locale: 'en-GB' })
  await prepare(context)
  return { context, widget: await widgetIn(context, site.url) }
}

/** What the customer said, as the log has it. */
async function logged(conversation = latest): Promise<string[]> {
  const events = await readLog(served.db, conversation)
  return events.flatMap((event) => (event.kind === 'customer-said' ? [event.text] : []))
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `message ${i + 1}`)

const exchange = (texts: readonly string[]) => texts.flatMap((text) => [text, `heard ${text}`])

const calls = () => `${served.url}/v3/**`

async function begun(widget: Widget): Promise<void> {
  await widget.open()
  await widget.say('hello')
  await widget.sees('heard hello')
}

describe('when the server cannot be reached', () => {
  test('20 messages typed meanwhile outlive a reload and are sent once, in their order', async () => {
    const { context, widget } = await fresh()
    await begun(widget)
    const conversation = latest
    await context.route(calls(), (route) => route.abort())
    await context.routeWebSocket(/stream/, (socket) => socket.close())
    const texts = numbered(20)
    for (const text of texts.slice(0, 10)) await widget.say(text)
    await widget.page.locator('.line', { hasText: down }).waitFor()
    await widget.page.reload()
    await widget.open()
    for (const text of texts.slice(10)) await widget.say(text)
    await widget.page.locator('.line', { hasText: down }).waitFor()
    expect(await widget.bubbles()).toEqual(texts)
    await context.unrouteAll()
    await widget.page.evaluate(() => dispatchEvent(new Event('online')))
    await widget.sees('heard message 20')
    expect(await logged(conversation)).toEqual(['hello', ...texts])
    expect(await widget.bubbles()).toEqual(exchange(['hello', ...texts]))
    await expect.poll(() => widget.page.locator('.line').innerText()).toBe('')
    expect(widget.complaints).toEqual([])
    await context.close()
  })

  test('a browser that goes offline says so and goes on by itself', async () => {
    const { context, widget } = await fresh()
    await begun(widget)
    await context.setOffline(true)
    await widget.page.locator('.line', { hasText: down }).waitFor()
    await widget.say('kept')
    await context.setOffline(false)
    await widget.sees('heard kept')
    await widget.page.locator('.line:empty').waitFor({ state: 'attached' })
    expect(await logged()).toEqual(['hello', 'kept'])
    await context.close()
  })

  test('an acknowledgement that is lost leaves one bubble and one message', async () => {
    const { context, widget } = await fresh()
    await begun(widget)
    let lost = 0
    await context.route(/activities$/, async (route) => {
      if (lost++ > 2) return route.continue()
      await route.fetch()
      return route.abort()
    })
    for (const text of numbered(3)) await widget.say(text)
    await widget.sees('heard message 3')
    expect(lost).toBeGreaterThan(3)
    expect(await logged()).toEqual(['hello', ...numbered(3)])
    expect(await widget.bubbles()).toEqual(exchange(['hello', ...numbered(3)]))
    await context.close()
  })

  test('a message that keeps being refused can be tried again or deleted', async () => {
    const { context, widget } = await fresh()
    await begun(widget)
    await context.route(/activities$/, (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'BadArgument', message: 'No.' } } }),
    )
    await widget.say('first')
    await widget.say('second')
    const { page } = widget
    await page.locator('.failed').nth(1).waitFor()
    expect(await page.locator('.failed [role=alert]').first().innerText()).toContain('Not sent.')
    await context.unrouteAll()
    await page.getByRole('button', { name: 'Delete' }).first().click()
    await page.getByRole('button', { name: 'Try again' }).click()
    await widget.sees('heard second')
    expect(await widget.bubbles()).toEqual(exchange(['hello', 'second']))
    await context.close()
  })

  test('a busy server is waited for, and the order holds', async () => {
    const { context, widget } = await fresh()
    await begun(widget)
    let refused = 0
    await context.route(/activities$/, (route) =>
      refused++ < 2
        ? route.fulfill({
            status: refused === 1 ? 503 : 429,
            headers: { 'retry-after': '1', 'access-control-allow-origin': '*' },
            json: { error: { code: 'TooMany', message: 'Wait.' } },
          })
        : route.continue(),
    )
    for (const text of numbered(3)) await widget.say(text)
    await widget.sees('heard message 3')
    expect(await logged()).toEqual(['hello', ...numbered(3)])
    await context.close()
  })
})

describe('when the line breaks', () => {
  test('cut sockets are reopened and everything in between is caught up, once', async () => {
    const open: WebSocketRoute[] = []
    const { context, widget } = await fresh((context) =>
      context.routeWebSocket(/stream/, (socket) => {
        socket.connectToServer()
        open.push(socket)
      }),
    )
    await begun(widget)
    const expected = exchange(['hello'])
    for (let i = 0; i < 3; i++) {
      await open.at(-1)!.close()
      const text = `while away ${i}`
      const agent = { id: 'A-1', name: 'Anna' }
      await record(served.db, {
        conversation: latest,
        events: [{ kind: 'agent-said', clientId: text, text, agent }],
      })
      await widget.sees(text)
      expected.push(text)
    }
    expect(open.length).toBe(4)
    expect(await widget.bubbles()).toEqual(expected)
    await context.close()
  })

  test('a socket that is silent for too long is given up and replaced', async () => {
    let isDeaf = false
    let opened = 0
    const context = await browser.newContext({ locale: 'en-GB' })
    await context.routeWebSocket(/stream/, (socket) => {
      opened++
      const server = socket.connectToServer()
      const isMine = opened === 1
      server.onMessage((message) => {
        if (!(isDeaf && isMine)) socket.send(message)
      })
    })
    await context.clock.install()
    const widget = await widgetIn(context, site.url)
    await begun(widget)
    isDeaf = true
    await widget.say('anybody?')
    await expect.poll(() => logged()).toEqual(['hello', 'anybody?'])
    expect(await widget.bubbles()).toEqual(['hello', 'heard hello', 'anybody?'])
    await context.clock.fastForward(19_000)
    await context.clock.fastForward(1_000)
    await widget.sees('heard anybody?')
    expect(opened).toBe(2)
    expect(await widget.bubbles()).toEqual(exchange(['hello', 'anybody?']))
    await context.close()
  })

  test('where sockets do not pass, it asks every few seconds', async () => {
    const { context, widget } = await fresh((context) =>
      context.routeWebSocket(/stream/, (socket) => socket.close()),
    )
    await begun(widget)
    await widget.say('slow but sure')
    await widget.sees('heard slow but sure')
    expect(await widget.bubbles()).toEqual(exchange(['hello', 'slow but sure']))
    await context.close()
  })

  test('a conversation that the server no longer takes is begun anew, nothing typed is lost', async () => {
    const { context, widget } = await fresh()
    await begun(widget)
    const first = latest
    await widget.page.evaluate(() => {
      const key = Object.keys(localStorage)[0]!
      const kept = JSON.parse(localStorage.getItem(key)!) as object
      localStorage.setItem(key, JSON.stringify({ ...kept, token: 'worn.out.token' }))
    })
    await widget.page.reload()
    await widget.open()
    await widget.say('still there?')
    await widget.sees('heard still there?')
    expect(latest).not.toBe(first)
    let isGone = true
    await context.route(/activities$/, (route) =>
      isGone
        ? route.fulfill({ status: 404, json: { error: { code: 'ConversationNotFound' } } })
        : route.continue(),
    )
    await widget.say('and now?')
    await widget.page
      .locator('.note', { hasText: 'A new conversation has begun' })
      .first()
      .waitFor()
    isGone = false
    await widget.sees('heard and now?')
    expect(await logged()).toEqual(['and now?'])
    expect(widget.complaints).toEqual([])
    await context.close()
  })
})

describe('several tabs of one site', () => {
  test('share one conversation and show it in the same order', async () => {
    const { context, widget: left } = await fresh()
    await begun(left)
    const right = await widgetIn(context, site.url)
    await right.open()
    await right.sees('heard hello')
    const texts = numbered(8)
    for (const [i, text] of texts.entries()) {
      await (i % 2 ? left : right).say(text)
    }
    for (const widget of [left, right]) {
      for (const text of texts) await widget.sees(`heard ${text}`)
    }
    const order = exchange(await logged())
    expect(order).toHaveLength(18)
    expect(await left.bubbles()).toEqual(order)
    expect(await right.bubbles()).toEqual(order)
    await context.close()
  })

  test('that begin at the same moment begin one conversation', async () => {
    const { context, widget: left } = await fresh()
    const right = await widgetIn(context, site.url)
    let begun = 0
    await context.route(/tokens\/generate$/, async (route) => {
      begun++
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue()
    })
    await Promise.all([left.open(), right.open()])
    await left.say('from the left')
    await right.sees('heard from the left')
    await right.say('from the right')
    await left.sees('heard from the right')
    expect(await left.bubbles()).toEqual(await right.bubbles())
    expect(begun).toBe(1)
    await context.close()
  })

  test('what one tab left unsent another sends', async () => {
    const { context, widget: left } = await fresh()
    await begun(left)
    const right = await widgetIn(context, site.url)
    await right.open()
    await right.sees('heard hello')
    await left.page.route(/activities$/, (route) => route.abort())
    await left.say('written on the left')
    await right.sees('written on the left')
    await left.page.close()
    await right.sees('heard written on the left')
    expect(await right.bubbles()).toEqual(exchange(['hello', 'written on the left']))
    await context.close()
  })

  test('a reset in one empties the others', async () => {
    const { context, widget: left } = await fresh()
    await begun(left)
    const right = await widgetIn(context, site.url)
    await right.open()
    await right.sees('heard hello')
    await left.page.evaluate(() => (window.Parley as unknown as { reset(): void }).reset())
    await right.page.locator('.bubble').first().waitFor({ state: 'detached' })
    await context.close()
  })
})

describe('in unkind surroundings', () => {
  test('without any storage it works for as long as the page lives', async () => {
    const { context, widget } = await fresh((context) =>
      context.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError')
          },
        })
      }),
    )
    await begun(widget)
    await widget.say('again')
    await widget.sees('heard again')
    expect(await widget.bubbles()).toEqual(exchange(['hello', 'again']))
    expect(widget.complaints).toEqual([])
    await context.close()
  })

  test('on a website that is not allowed it says plainly that it is not available', async () => {
    const strict = await serve()
    const other = await website(plainPage, `${strict.url}/widget.js`)
    const context = await browser.newContext({ locale: 'en-GB' })
    const widget = await widgetIn(context, other.url)
    await widget.open()
    await widget.page.locator('.line', { hasText: 'not available here' }).waitFor()
    expect(widget.complaints.filter((text) => !/CORS/.test(text))).toEqual([])
    other.close()
    await context.close()
    await strict.close()
  })
})

describe('who the visitor is', () => {
  const signed = (id: string) => {
    const expires = Math.floor(Date.now() / 1000) + 600
    const hmac = createHmac('sha256', identitySecret).update(identityText({ id, expires }))
    return { id, expires, hmac: hmac.digest('hex') }
  }
  const setUser = (widget: Widget, identity: object) =>
    widget.page.evaluate(
      (identity) =>
        (window.Parley as unknown as { setUser(given: object): void }).setUser(identity),
      identity,
    )

  test('an identity that does not hold is reported, and the chat goes on without', async () => {
    const { context, widget } = await fresh()
    await widget.page.evaluate(() => {
      const errors: unknown[] = []
      Object.assign(window, { errors })
      const parley = window.Parley as unknown as {
        on(event: string, then: (e: unknown) => void): void
      }
      parley.on('error', (error) => errors.push(error))
    })
    await setUser(widget, { ...signed('C-1001'), hmac: 'f'.repeat(64) })
    await begun(widget)
    const errors = await widget.page.evaluate(
      () => (window as unknown as { errors: { code: string }[] }).errors,
    )
    expect(errors.map(({ code }) => code)).toEqual(['BadIdentity'])
    await context.close()
  })

  test('another user gets another conversation, the same user the same', async () => {
    const { context, widget } = await fresh()
    await setUser(widget, signed('C-1'))
    await begun(widget)
    const first = latest
    await widget.page.reload()
    await setUser(widget, signed('C-1'))
    await widget.open()
    await widget.sees('heard hello')
    await setUser(widget, signed('C-2'))
    await widget.page.locator('.bubble').first().waitFor({ state: 'detached' })
    await widget.say('I am somebody else')
    await widget.sees('heard I am somebody else')
    expect(latest).not.toBe(first)
    expect(await widget.bubbles()).toEqual(exchange(['I am somebody else']))
    await context.close()
  })

  test('what was still under way for one user does not become the next user’s', async () => {
    const { context, widget } = await fresh()
    await setUser(widget, signed('C-1'))
    await begun(widget)
    const first = latest
    await widget.page.reload()
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    let isAsked = false
    await context.route(/conversations\/[^/]+\?watermark=/, async (route) => {
      const answer = await route.fetch()
      isAsked = true
      await released
      await route.fulfill({ response: answer })
    })
    await setUser(widget, signed('C-1'))
    await widget.open()
    await expect.poll(() => isAsked).toBe(true)
    // The token and conversation of the first arrive only after the second is there.
    await context.route(/tokens\/generate/, async (route) => {
      release()
      await new Promise((resolve) => setTimeout(resolve, 200))
      await route.continue()
    })
    await setUser(widget, signed('C-2'))
    await widget.say('I am somebody else')
    await widget.sees('heard I am somebody else')
    expect(latest).not.toBe(first)
    expect(await logged(first)).toEqual(['hello'])
    await context.close()
  })
})
