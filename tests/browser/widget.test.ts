import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record } from '../../src/crm/log.ts'
import { announceTyping } from '../../src/server/live.ts'
import { type Served, serve } from '../server/serve.ts'
import { launch, phone } from './desk-browser.ts'
import { plainPage, type Website, website, widgetIn } from './widget-page.ts'

const anna = { id: 'A-1', name: 'Anna Berg' }

let served: Served
let browser: Browser
let site: Website
const conversations: string[] = []

beforeAll(async () => {
  served = await serve({ ALLOWED_ORIGINS: '*', BOT_NAME: 'Pine' }, (db) => async (message) => {
    const { conversation, ...said } = message
    if (!conversations.includes(conversation)) conversations.push(conversation)
    const text = message.payload ? `payload ${message.payload}` : `heard ${message.text}`
    const buttons = [
      { title: 'Track it', payload: '/track{"order_number":"HP-10023"}' },
      { title: 'Something else', payload: 'something else' },
    ]
    const isAsking = message.text === 'buttons'
    return record(db, {
      conversation,
      events: [
        { kind: 'customer-said', ...said },
        { kind: 'bot-said', text, ...(isAsking && { buttons }) },
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

const newest = () => conversations.at(-1)!

async function fresh(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  return { context, widget: await widgetIn(context, site.url) }
}

describe('before the first interaction', () => {
  test('nothing is asked for but the script, nothing is stored, no cookie is set', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('websocket', (socket) => asked.push(socket.url()))
    await page.addInitScript(() => {
      const writes: string[] = []
      Object.assign(window, { writes })
      const { setItem } = Storage.prototype
      Storage.prototype.setItem = function (key, value) {
        writes.push(key)
        setItem.call(this, key, value)
      }
    })
    await page.goto(site.url)
    await page.locator('.launcher').hover()
    await page.waitForTimeout(400)
    expect(asked.filter((url) => !/favicon/.test(url))).toEqual([
      `${site.url}/`,
      `${served.url}/widget.js`,
    ])
    expect(await page.evaluate(() => (window as unknown as { writes: string[] }).writes)).toEqual(
      [],
    )
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })
})

describe('a conversation', () => {
  test('is opened, answered, and marked as sent; and leaves no cookie', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.say('hello there')
    await widget.sees('heard hello there')
    expect(await widget.bubbles()).toEqual(['hello there', 'heard hello there'])
    expect(await context.cookies()).toEqual([])
    expect(widget.complaints).toEqual([])
    await context.close()
  })

  test('is whole again after a reload, and unread while closed', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.say('first')
    await widget.sees('heard first')
    await widget.page.reload()
    await widget.launcher.waitFor()
    await record(served.db, {
      conversation: newest(),
      events: [{ kind: 'agent-said', clientId: 'u1', text: 'from Anna', agent: anna }],
    })
    await widget.page.locator('.launcher b').waitFor()
    expect(await widget.launcher.getAttribute('aria-label')).toBe('Open chat, 1 unread')
    expect(await widget.page.title()).toBe('(1) A website')
    await widget.open()
    await widget.sees('from Anna')
    expect(await widget.bubbles()).toEqual(['first', 'heard first', 'from Anna'])
    expect(await widget.page.title()).toBe('A website')
    await context.close()
  })

  test('offers quick replies whose payload is sent and whose title is shown', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.say('buttons')
    await widget.page.getByRole('button', { name: 'Track it' }).click()
    await widget.sees('payload /track')
    expect(await widget.bubbles()).toEqual([
      'buttons',
      'heard buttons',
      'Track it',
      'payload /track{"order_number":"HP-10023"}',
    ])
    expect(await widget.page.locator('.replies').count()).toBe(0)
    await widget.say('buttons')
    await widget.page.getByRole('button', { name: 'Something else' }).click()
    await widget.sees('heard something else')
    await context.close()
  })

  test('tells of the hand-off, who joined, and who is back', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.say('a person please')
    await widget.sees('heard a person')
    const tell = (event: Parameters<typeof record>[1]['events'][number]) =>
      record(served.db, { conversation: newest(), events: [event] })
    await tell({ kind: 'handed-over', reason: 'asked' })
    await widget.page.locator('.note', { hasText: 'A person will be with you soon' }).waitFor()
    await tell({ kind: 'claimed', agent: anna })
    await widget.page.locator('.note', { hasText: 'Anna Berg joined' }).waitFor()
    await widget.page.locator('header', { hasText: 'You are talking to Anna Berg' }).waitFor()
    await tell({ kind: 'agent-said', clientId: 'h1', text: '**not bold**', agent: anna })
    await widget.sees('**not bold**')
    await tell({ kind: 'given-back', agent: anna })
    await widget.page.locator('.note', { hasText: 'The assistant is back' }).waitFor()
    await context.close()
  })

  test('shows typing for a moment, and sends it at most every three seconds', async () => {
    const { context, widget } = await fresh()
    const typed: string[] = []
    widget.page.on('request', (request) => {
      if (request.postData()?.includes('"typing"')) typed.push(request.url())
    })
    await widget.open()
    await widget.say('hello')
    await widget.sees('heard hello')
    // What was typed before counts as well, if the chat was connected by then.
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    typed.length = 0
    await widget.field.pressSequentially('still writing', { delay: 10 })
    await expect.poll(() => typed).toHaveLength(1)
    announceTyping(newest(), { side: 'agent', name: 'Anna Berg' })
    const typing = widget.page.locator('.typing')
    await typing.waitFor()
    expect(await typing.innerText()).toContain('Anna Berg is typing')
    await record(served.db, {
      conversation: newest(),
      events: [{ kind: 'agent-said', clientId: 't1', text: 'done', agent: anna }],
    })
    await widget.sees('done')
    await expect.poll(() => typing.count()).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    announceTyping(newest(), { side: 'agent', name: 'Anna Berg' })
    await typing.waitFor()
    await typing.waitFor({ state: 'detached', timeout: 6_000 })
    await context.close()
  })

  test('renders the bot’s lists, bold words, code and links, and the customer’s words as typed', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.say('**bold** and [a link](https://example.com/a)')
    await widget.sees('heard bold')
    const [own, answer] = await widget.page.locator('.bubble').all()
    expect(await own!.innerText()).toBe('**bold** and [a link](https://example.com/a)')
    const link = answer!.locator('a')
    expect(await link.getAttribute('href')).toBe('https://example.com/a')
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
    expect(await answer!.locator('strong').innerText()).toBe('bold')
    await context.close()
  })
})

describe('writing', () => {
  test('Enter sends, Shift+Enter breaks the line, Enter in a composition does neither', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.field.fill('one')
    await widget.field.press('Shift+Enter')
    await widget.field.pressSequentially('two')
    expect(await widget.field.inputValue()).toBe('one\ntwo')
    for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
      await widget.field.dispatchEvent('keydown', { key: 'Enter', bubbles: true, ...init })
    }
    expect(await widget.bubbles()).toEqual([])
    await widget.field.press('Enter')
    await widget.sees('heard one')
    expect((await widget.bubbles())[0]).toBe('one\ntwo')
    await context.close()
  })

  test('a real input method’s composition is not sent by its Enter', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.field.focus()
    const session = await context.newCDPSession(widget.page)
    const composition = { text: '你好', selectionStart: 2, selectionEnd: 2 }
    await session.send('Input.imeSetComposition', composition)
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
    expect(await widget.bubbles()).toEqual([])
    await session.send('Input.insertText', { text: '你好' })
    expect(await widget.field.inputValue()).toBe('你好')
    await widget.field.press('Enter')
    await widget.sees('heard 你好')
    await context.close()
  })

  test('more than 4,000 characters are refused before sending, in a plain sentence', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.field.fill('字'.repeat(3_900))
    const limit = widget.page.locator('.limit')
    await expect.poll(() => limit.innerText()).toBe('3900 / 4000')
    await widget.field.fill('😀'.repeat(4_003))
    await expect
      .poll(() => limit.innerText())
      .toBe('A message can have at most 4,000 characters. Please shorten this one by 3.')
    await widget.field.press('Enter')
    expect(await widget.bubbles()).toEqual([])
    expect(await widget.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
    await widget.field.fill('😀'.repeat(4_000))
    await widget.field.press('Enter')
    await widget.sees('heard 😀')
    await context.close()
  })

  test('what is half written stays when the chat is closed and opened', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.field.fill('half a')
    await widget.page.keyboard.press('Escape')
    await widget.open()
    expect(await widget.field.inputValue()).toBe('half a')
    await context.close()
  })
})

describe('by keyboard and screen reader', () => {
  test('all of it can be done with keys, and the focus comes back', async () => {
    const { context, widget } = await fresh()
    const { page, panel } = widget
    await page.locator('#here').focus()
    await page.keyboard.press('Tab')
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className),
    ).toBe('launcher')
    await page.keyboard.press('Enter')
    await widget.field.waitFor()
    await page.keyboard.type('buttons')
    await page.keyboard.press('Enter')
    await widget.sees('heard buttons')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await widget.sees('payload /track')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className),
    ).toBe('launcher')
    await context.close()
  })

  test('a button of the page that opened it gets the focus back', async () => {
    const page = plainPage.replace('<h1>', '<button onclick="Parley.open()">Help</button><h1>')
    const own = await website(page, `${served.url}/widget.js`)
    const context = await browser.newContext()
    const widget = await widgetIn(context, own.url)
    await widget.page.getByRole('button', { name: 'Help' }).press('Enter')
    await widget.field.press('Escape')
    await widget.panel.waitFor({ state: 'hidden' })
    expect(await widget.page.evaluate(() => document.activeElement?.textContent)).toBe('Help')
    own.close()
    await context.close()
  })

  test('on a phone it is modal: the focus stays in, Escape closes', async () => {
    const { context, widget } = await fresh({ viewport: phone, isMobile: true, hasTouch: true })
    await widget.open()
    expect(await widget.panel.evaluate((dialog) => dialog.matches(':modal'))).toBe(true)
    for (let i = 0; i < 8; i++) {
      await widget.page.keyboard.press('Tab')
      const id = await widget.page.evaluate(() => document.activeElement?.id)
      expect(id).not.toBe('here')
    }
    await widget.field.focus()
    await widget.page.keyboard.press('Escape')
    await widget.panel.waitFor({ state: 'hidden' })
    expect(
      await widget.page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.className,
      ),
    ).toBe('launcher')
    await context.close()
  })

  test('each incoming message is announced once, in order, and history is not', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.page.evaluate(() => {
      const root = [...document.querySelectorAll('*')].find((element) => element.shadowRoot)!
      const announced: string[] = []
      Object.assign(window, { announced })
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) announced.push(node.textContent ?? '')
      }).observe(root.shadowRoot!.querySelector('[role=log]')!, { childList: true })
    })
    for (const text of ['one', 'two', '**three**']) {
      await widget.say(text)
      await widget.sees(`heard ${text.replaceAll('*', '')}`)
    }
    const announced = await widget.page.evaluate(
      () => (window as unknown as { announced: string[] }).announced,
    )
    expect(announced.map((text) => text.trim())).toEqual([
      'Pine: heard one',
      'Pine: heard two',
      'Pine: heard three',
    ])
    await widget.page.reload()
    await widget.open()
    await widget.sees('heard one')
    expect(await widget.page.locator('[role=log] p').count()).toBe(0)
    await context.close()
  })
})

describe('window.Parley', () => {
  test('calls made before the script has loaded are carried out, and events told', async () => {
    const early = await website(
      plainPage.replace(
        '<script',
        `<script>
          window.told = []
          window.Parley = window.Parley || []
          for (const event of ['ready', 'opened', 'closed', 'message', 'unread', 'error'])
            Parley.push(['on', event, (detail) => told.push([event, detail && (detail.text || detail)])])
          Parley.push(['setLocale', 'zh'], ['open'], ['nonsense'], ['constructor'])
        </script><script`,
      ),
      `${served.url}/widget.js`,
    )
    const context = await browser.newContext()
    const widget = await widgetIn(context, early.url)
    await widget.field.waitFor()
    expect(await widget.field.getAttribute('placeholder')).toBe('输入消息…')
    await widget.say('你好')
    await widget.sees('heard 你好')
    await widget.page.evaluate(() => (window.Parley as unknown as { close(): void }).close())
    await record(served.db, {
      conversation: newest(),
      events: [{ kind: 'agent-said', clientId: 'j1', text: '在吗', agent: anna }],
    })
    await widget.page.locator('.launcher b').waitFor()
    expect(
      await widget.page.evaluate(() => (window as unknown as { told: unknown[] }).told),
    ).toEqual(
      [
        ['opened', null],
        ['ready', null],
        ['message', '你好'],
        ['message', 'heard 你好'],
        ['closed', null],
        ['message', '在吗'],
        ['unread', 1],
      ].map(([event, detail]) => [event, detail ?? undefined]),
    )
    expect(widget.complaints).toEqual([])
    early.close()
    await context.close()
  })

  test('reset forgets the conversation, here and in the browser', async () => {
    const { context, widget } = await fresh()
    await widget.open()
    await widget.say('mine')
    await widget.sees('heard mine')
    await widget.page.evaluate(() => (window.Parley as unknown as { reset(): void }).reset())
    await widget.page.locator('.bubble').first().waitFor({ state: 'detached' })
    await widget.say('somebody else')
    await widget.sees('heard somebody else')
    expect(await widget.bubbles()).toEqual(['somebody else', 'heard somebody else'])
    await context.close()
  })

  test('the language follows the script’s line, then the page', async () => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const chinese = await website(
      plainPage.replace('lang="en"', 'lang="zh-CN"'),
      `${served.url}/widget.js`,
    )
    const widget = await widgetIn(context, chinese.url)
    expect(await widget.launcher.getAttribute('aria-label')).toBe('打开聊天')
    chinese.close()
    const arabic = await website(
      plainPage.replace('async', 'async data-locale="ar" data-position="left"'),
      `${served.url}/widget.js`,
    )
    const other = await widgetIn(context, arabic.url)
    expect(await other.page.locator('section').getAttribute('dir')).toBe('rtl')
    const box = await other.launcher.boundingBox()
    expect(box!.x).toBeLessThan(100)
    arabic.close()
    await context.close()
  })
})
