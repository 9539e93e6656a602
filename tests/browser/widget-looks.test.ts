import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/conversation.ts'
import { record } from '../../src/crm/log.ts'
import { announceTyping } from '../../src/server/live.ts'
import { type Served, serve } from '../server/serve.ts'
import { launch, phone, picture, violations } from './desk-browser.ts'
import { plainPage, website, type Widget, widgetIn } from './widget-page.ts'

const anna = { id: 'A-1', name: 'Anna' }

const spoken = {
  en: {
    ask: 'Hi! Where is my order?',
    answer:
      'Happy to look that up. To see it, I need:\n\n1. the **order number**, such as `HP-10023`\n2. the e-mail you ordered with\n\nMore on [deliveries](https://example.com/shipping).',
    buttons: ['I don’t have the number', 'Talk to a person'],
    agent: 'Hello, Anna here. I can see your lamp is with DHL and comes on Monday.',
    thanks: 'Oh, thank you!',
    late: 'One more thing: can I still change the address?',
  },
  zh: {
    ask: '你好，我的订单到哪了？',
    answer:
      '好的，我来查一下。请告诉我：\n\n1. **订单号**，例如 `HP-10023`\n2. 下单时用的邮箱\n\n[配送说明](https://example.com/shipping)',
    buttons: ['我没有订单号', '转人工客服'],
    agent: '您好，我是 Anna。您的台灯已交给 DHL，周一送达。',
    thanks: '太好了，谢谢！',
    late: '还有一件事：现在还能改地址吗？',
  },
}

let served: Served
let browser: Browser
let latest = ''

beforeAll(async () => {
  served = await serve({ ALLOWED_ORIGINS: '*', BOT_NAME: 'Pine' }, (db) => (message) => {
    const { conversation, ...said } = message
    latest = conversation
    const { answer, buttons } = message.locale?.startsWith('zh') ? spoken.zh : spoken.en
    const isFirst = said.text === spoken.en.ask || said.text === spoken.zh.ask
    const bot: Event = {
      kind: 'bot-said',
      text: answer,
      buttons: buttons.map((title) => ({ title, payload: '/speak_to_person' })),
    }
    const events: Event[] = [{ kind: 'customer-said', ...said }]
    return record(db, { conversation, events: isFirst ? [...events, bot] : events })
  })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const desktop = { viewport: { width: 1280, height: 800 } }
const mobile = { viewport: phone, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

const looks: readonly [string, BrowserContextOptions, 'en' | 'zh'][] = [
  ['desktop-light-en', { ...desktop, colorScheme: 'light' }, 'en'],
  ['desktop-dark-zh', { ...desktop, colorScheme: 'dark' }, 'zh'],
  ['phone-light-zh', { ...mobile, colorScheme: 'light' }, 'zh'],
  ['phone-dark-en', { ...mobile, colorScheme: 'dark' }, 'en'],
]

describe('axe finds nothing, and it looks as it should', () => {
  test.each(looks)('%s', async (name, options, language) => {
    const words = spoken[language]
    const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
    const widget = await widgetIn(context, `${served.url}/?lang=${language}`)
    const { page } = widget
    const look = async (state: string) => {
      await picture(page, `widget-${name}-${state}`)
      expect(await violations(page), state).toEqual([])
    }
    await look('1-closed')
    await widget.open()
    await look('2-open')
    await widget.say(words.ask)
    await page.locator('.replies').waitFor()
    await look('3-answered')

    const tell = (event: Event) => record(served.db, { conversation: latest, events: [event] })
    await tell({ kind: 'handed-over', reason: 'asked' })
    await tell({ kind: 'claimed', agent: anna })
    await tell({ kind: 'agent-said', clientId: `${name}1`, text: words.agent, agent: anna })
    await widget.sees(words.agent)
    await widget.say(words.thanks)
    await page.locator('.status').waitFor()
    announceTyping(latest, { side: 'agent', name: 'Anna' })
    await page.locator('.typing').waitFor()
    await look('4-agent')

    await context.route(/activities$/, (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'BadArgument' } } }),
    )
    await widget.say(words.late)
    await page.locator('.failed').waitFor()
    await look('5-failed')

    await context.unrouteAll()
    await context.setOffline(true)
    await page.locator('.line:not(:empty)').waitFor()
    await widget.say(words.late)
    await widget.field.fill('a'.repeat(4_012))
    await look('6-offline-too-long')
    expect(widget.complaints).toEqual([])
    await context.close()
  })

  test.each(['#ffd400', '#0b6e4f', '#7a7a7a', '#ff5a1f', '#123', 'red'])(
    'in the brand’s colour %s the words can be read',
    async (color) => {
      const site = await website(
        plainPage.replace('async', `async data-color="${color}"`),
        `${served.url}/widget.js`,
      )
      const context = await browser.newContext()
      const widget = await widgetIn(context, site.url)
      await widget.open()
      await widget.say('hello')
      await widget.sees('hello')
      expect(await violations(widget.page)).toEqual([])
      site.close()
      await context.close()
    },
  )

  test('at twice the text’s size nothing is cut off', async () => {
    const context = await browser.newContext({ viewport: { width: 640, height: 400 } })
    const widget: Widget = await widgetIn(context, `${served.url}/?lang=en`)
    await widget.open()
    await widget.say(spoken.en.ask)
    await widget.page.locator('.replies').waitFor()
    const isWide = await widget.page
      .locator('.pane')
      .evaluate((pane) => pane.scrollWidth > pane.clientWidth)
    expect(isWide).toBe(false)
    expect((await widget.field.boundingBox())!.height).toBeGreaterThan(40)
    await context.close()
  })
})
