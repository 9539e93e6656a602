import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/conversation.ts'
import { record } from '../../src/crm/log.ts'
import { type Served, serve } from '../server/serve.ts'
import { launch } from './desk-browser.ts'
import { plainPage, website, widgetIn } from './widget-page.ts'

let served: Served
let browser: Browser
let latest = ''

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
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const script = 'window.__pwned=1'
const payloads = [
  `<script>${script}</script>`,
  `<img src=x onerror="${script}">`,
  `<svg onload="${script}">`,
  `<svg><script>${script}</script></svg>`,
  `<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>`,
  `<a href="javascript:${script}">x</a>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${script}>`,
  `<details open ontoggle=${script}>`,
  `"><body onload=${script}>`,
  `'-${script}-'`,
  `{{constructor.constructor('${script}')()}}`,
  '${' + script + '}',
  `<%= ${script} %>`,
  `javascript:${script}`,
  `JaVaScRiPt:${script}`,
  `java\tscript:${script}`,
  `\u0001javascript:${script}`,
  `data:text/html,<script>${script}</script>`,
  `vbscript:${script}`,
  `blob:https://example.com/${script}`,
  `//evil.example/${script}`,
  `https:javascript:${script}`,
  `http://evil.example/"onmouseover="${script}`,
  `<img src="https://evil.example/pixel.png">`,
  `![pixel](https://evil.example/pixel.png)`,
]

const wrappings: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `[x](${payload})`,
  (payload) => `[${payload}](https://example.com/${payload})`,
  (payload) => `**${payload}**`,
  (payload) => `*${payload}*`,
  (payload) => `\`${payload}\``,
  (payload) => `\`\`\`\n${payload}\n\`\`\``,
  (payload) => `- ${payload}\n1. ${payload}`,
  (payload) => `<${payload}>`,
  (payload) => `https://example.com/${payload}`,
  (payload) => `# ${payload}\n> ${payload}`,
  (payload) => `[x]: ${payload}\n[x]`,
]

const allowedTags = new Set(
  'BUTTON CODE DIALOG DIV EM FORM H2 H3 HEADER LI OL P PATH PRE SECTION SPAN STRONG SVG TEXTAREA UL A'.split(
    ' ',
  ),
)

describe('whatever a message holds', () => {
  test('nothing runs, nothing is loaded, and links lead only to http, https, mailto and tel', async () => {
    const site = await website(plainPage, `${served.url}/widget.js`)
    const context = await browser.newContext()
    const widget = await widgetIn(context, site.url)
    const asked: string[] = []
    widget.page.on('request', (request) => asked.push(request.url()))
    widget.page.on('dialog', (dialog) => asked.push(`dialog ${dialog.message()}`))
    await widget.open()
    await widget.say('hello')
    await widget.sees('heard hello')

    const texts = wrappings.flatMap((wrap) => payloads.map(wrap))
    const events = texts.flatMap((text, i): Event[] => [
      { kind: 'bot-said', text },
      { kind: 'agent-said', clientId: `x${i}`, text, agent: { id: 'A', name: text } },
    ])
    await record(served.db, { conversation: latest, events })
    for (const payload of payloads) {
      await record(served.db, {
        conversation: latest,
        events: [
          { kind: 'claimed', agent: { id: 'A', name: payload } },
          { kind: 'bot-said', text: 'x', image: payload },
          { kind: 'bot-said', text: 'x', buttons: [{ title: payload, payload: `/x${payload}` }] },
        ],
      })
      await widget.say(payload)
    }
    await record(served.db, {
      conversation: latest,
      events: [{ kind: 'bot-said', text: 'the end' }],
    })
    await widget.sees('the end')
    await widget.page.waitForTimeout(300)

    const found = await widget.page.evaluate(() => {
      const root = [...document.querySelectorAll('*')].find((element) => element.shadowRoot)!
      const elements = [...root.shadowRoot!.querySelectorAll('*')]
      return {
        pwned: (window as unknown as { __pwned?: unknown }).__pwned,
        bubbles: elements.filter(({ className }) => className === 'bubble').length,
        tags: [...new Set(elements.map(({ tagName }) => tagName.toUpperCase()))],
        protocols: [
          ...new Set(elements.flatMap((e) => (e instanceof HTMLAnchorElement ? e.protocol : []))),
        ],
        handlers: elements.flatMap((e) =>
          e.getAttributeNames().filter((name) => name.startsWith('on')),
        ),
        rels: [...new Set(elements.flatMap((e) => (e instanceof HTMLAnchorElement ? e.rel : [])))],
      }
    })
    expect(found.pwned).toBeUndefined()
    expect(found.bubbles).toBeGreaterThan(2 * texts.length)
    expect(found.tags.filter((tag) => !allowedTags.has(tag))).toEqual([])
    expect(found.protocols.sort()).toEqual(['http:', 'https:'])
    expect(found.rels).toEqual(['noopener noreferrer'])
    expect(found.handlers).toEqual([])
    const own = [site.url, served.url, served.url.replace('http', 'ws')]
    expect(asked.filter((url) => !own.some((ours) => url.startsWith(ours)))).toEqual([])
    expect(widget.complaints).toEqual([])
    site.close()
    await context.close()
  })
})

/** Pages that do to others what they should not. */
const hostile: Readonly<Record<string, { html: string; headers?: Record<string, string> }>> = {
  'replaces what it can of the browser once it has loaded': {
    html: plainPage.replace(
      '</body>',
      `<script>addEventListener('load', () => {
        const broken = () => { throw new Error('broken by the page') }
        window.fetch = window.WebSocket = window.setTimeout = window.clearTimeout = broken
        JSON.parse = JSON.stringify = Date.now = Math.random = Math.max = Math.min = broken
        window.Promise = class {}
      })</script></body>`,
    ),
  },
  'extends the prototypes of everything, as libraries once did': {
    html: plainPage.replace(
      '<script',
      `<script>
        Object.prototype.extra = function () { return 'extra' }
        Array.prototype.contains = function () {}
        Array.prototype.toJSON = function () { return 'not an array' }
        String.prototype.toJSON = function () { return '"' + this + '"' }
        Function.prototype.bindAsEventListener = function () {}
      </script><script`,
    ),
  },
  'resets and overrides every style': {
    html: plainPage.replace(
      '</head>',
      `<style>
        body * { all: unset !important; display: none !important; font-size: 1px !important; color: red !important }
        div { position: static !important; visibility: hidden !important; transform: scale(0) !important }
        button, textarea, dialog { display: none !important }
        html { font-size: 2px }
      </style></head>`,
    ),
  },
  'has a strict policy of its own, with trusted types': {
    html: plainPage,
    headers: {
      'content-security-policy':
        "default-src 'none'; script-src {server}; connect-src {server} {socket}; style-src 'none'; img-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  },
  'embeds the script three times': {
    html: plainPage.replace(
      '</body>',
      '<script src="{widget}"></script><script src="{widget}?again" async></script></body>',
    ),
  },
  'has shortcuts on every key and takes the focus back': {
    html: plainPage.replace(
      '</body>',
      `<input id="search"><script>
        addEventListener('keydown', (event) => {
          if (event.target.tagName !== 'INPUT' && event.target.tagName !== 'TEXTAREA') event.preventDefault()
        })
        document.addEventListener('focusin', (event) => {
          if (event.target.id !== 'search') document.getElementById('search').focus()
        })
      </script></body>`,
    ),
  },
}

describe('on a page that', () => {
  test.each(Object.entries(hostile))('%s, it works all the same', async (_, { html, headers }) => {
    const socket = served.url.replace('http', 'ws')
    const own = Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [
        name,
        value.replaceAll('{server}', served.url).replaceAll('{socket}', socket),
      ]),
    )
    const site = await website(html, `${served.url}/widget.js`, own)
    const context = await browser.newContext()
    const widget = await widgetIn(context, site.url)
    await widget.page.waitForLoadState('load')
    expect(await widget.launcher.count()).toBe(1)
    expect((await widget.launcher.boundingBox())!.width).toBe(60)
    await widget.launcher.click()
    await widget.field.waitFor()
    await widget.field.pressSequentially('hello')
    await widget.field.press('Enter')
    await widget.sees('heard hello')
    expect(await widget.bubbles()).toEqual(['hello', 'heard hello'])
    // One line of 15 pixels; not asked of the page, which may have no JSON left to answer with.
    expect((await widget.page.locator('.bubble').first().boundingBox())!.height).toBe(40.5)
    expect(widget.complaints).toEqual([])
    site.close()
    await context.close()
  })

  test('swaps its whole body, it moves to the new one', async () => {
    const site = await website(plainPage, `${served.url}/widget.js`)
    const context = await browser.newContext()
    const widget = await widgetIn(context, site.url)
    await widget.open()
    await widget.say('hello')
    await widget.sees('heard hello')
    await widget.page.evaluate(() => {
      const body = document.createElement('body')
      body.innerHTML = '<main>The next page</main>'
      document.documentElement.replaceChild(body, document.body)
    })
    await widget.say('still here')
    await widget.sees('heard still here')
    expect(await widget.launcher.count()).toBe(1)
    site.close()
    await context.close()
  })

  test('looks at its globals afterwards, it finds none but Parley', async () => {
    const site = await website(
      plainPage.replace('<script', '<script>window.before = Object.keys(window)</script><script'),
      `${served.url}/widget.js`,
    )
    const context = await browser.newContext()
    const widget = await widgetIn(context, site.url)
    await widget.open()
    const added = await widget.page.evaluate(() => {
      const { before } = window as unknown as { before: string[] }
      return Object.keys(window).filter((name) => !before.includes(name))
    })
    expect(added.filter((name) => name !== 'before')).toEqual(['Parley'])
    site.close()
    await context.close()
  })
})
