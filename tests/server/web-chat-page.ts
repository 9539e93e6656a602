/** The page that embeds the unmodified Web Chat; bundled by `host-page.ts`. */

import ReactWebChat, { createDirectLine } from 'botframework-webchat'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

type Kept = { readonly conversationId: string; readonly token: string }

const server = new URLSearchParams(location.search).get('server') ?? ''
const domain = `${server}/v3/directline`
const kept = sessionStorage.getItem('kept')

async function begin(): Promise<Kept> {
  const response = await fetch(`${domain}/tokens/generate`, { method: 'POST' })
  return (await response.json()) as Kept
}

const known = kept === null ? undefined : (JSON.parse(kept) as Kept)
const { token, conversationId } = known ?? (await begin())
sessionStorage.setItem('kept', JSON.stringify({ token, conversationId }))

// A conversation that began before is one to reconnect to: from its start, as nothing was seen here.
const directLine = createDirectLine({ token, domain, ...(known && { conversationId }) })
const statuses: number[] = []
directLine.connectionStatus$.subscribe((status: number) => statuses.push(status))
Object.assign(globalThis, { statuses })
const main = document.querySelector('main')
if (main) createRoot(main).render(createElement(ReactWebChat, { directLine, locale: 'en-US' }))
