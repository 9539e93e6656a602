import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Locator, Page } from 'playwright-core'

/** A website of some other origin that embeds the widget, and what is asked of it. */
export type Website = { readonly url: string; readonly close: () => void }

/** Serves the page at every address. `{widget}` in it becomes the address of the script. */
export async function website(
  html: string,
  widget: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Website> {
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(html.replaceAll('{widget}', widget))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () => void server.close(),
  }
}

/** An ordinary page with the one line in it. */
export const plainPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A website</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="{widget}" async></script></head>
<body><main><h1>A website</h1><p><a href="#here" id="here">A link</a></p></main></body></html>`

export type Widget = {
  readonly page: Page
  readonly launcher: Locator
  readonly panel: Locator
  readonly field: Locator
  /** Every bubble's text, from top to bottom. */
  bubbles(): Promise<string[]>
  open(): Promise<void>
  say(text: string): Promise<void>
  /** Waits for a bubble that holds the text. */
  sees(text: string): Promise<void>
  /** What the page complained about: must stay empty. */
  readonly complaints: readonly string[]
}

export async function widgetIn(context: BrowserContext, url: string): Promise<Widget> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)))
  page.on('console', (message) => {
    // A refused or broken request is the test's own doing.
    const isNetwork = /Failed to load resource|WebSocket/.test(message.text())
    if (message.type() === 'error' && !isNetwork) complaints.push(message.text())
  })
  await page.goto(url)
  const launcher = page.locator('.launcher')
  await launcher.waitFor({ state: 'attached' })
  const field = page.locator('textarea')
  return {
    page,
    launcher,
    panel: page.locator('dialog'),
    field,
    complaints,
    bubbles: () => page.locator('.bubble').allInnerTexts(),
    async open() {
      await launcher.click()
      await field.waitFor()
    },
    async say(text) {
      await field.fill(text)
      await field.press('Enter')
    },
    sees: (text) => page.locator('.bubble', { hasText: text }).first().waitFor(),
  }
}
