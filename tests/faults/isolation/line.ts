/** The customers' own line: a conversation is open to its own token only. */
import { call, say, visit } from '../../server/call.ts'
import type { Served } from '../../server/serve.ts'
import type { People } from './people.ts'

const canary = 'linecanary'

type LineRoute = readonly [method: string, path: (id: string) => string, body?: object]

const at = (rest: string) => (id: string) => `/v3/directline/conversations/${id}${rest}`
const message = { type: 'message', from: { id: 'me' }, text: 'hello' }

/** Every route of the line that names a conversation. */
const routes: readonly LineRoute[] = [
  ['GET', at('')],
  ['GET', at('/activities')],
  ['POST', at('/activities'), message],
  ['POST', at('/upload?userId=me')],
  ['POST', at('/identify'), { identity: { id: 'C-1', expires: 0, hmac: '' } }],
]

/** Asks for one visitor's conversation as everybody else: what do they get? */
export async function askTheLine(
  { url }: Served,
  { callers }: People,
): Promise<{ calls: number; leaks: string[] }> {
  const [theirs, other] = [await visit(url), await visit(url)]
  await say(url, theirs, canary)
  const askers = [
    ...callers,
    {
      name: 'another visitor',
      headers: () => Promise.resolve({ authorization: `Bearer ${other.token}` }),
    },
  ]
  const leaks: string[] = []
  let calls = 0
  for (const { name, headers } of askers) {
    for (const [method, path, body] of routes) {
      const options = { headers: await headers(), ...(body && { body }) }
      const { status, text } = await call(url, method, path(theirs.id), options)
      calls++
      const isRefused = status === 401 || status === 403
      if (isRefused && !text.includes(canary)) continue
      leaks.push(`${name}: ${method} ${path(':id')} of another visitor: was let in (${status})`)
    }
  }
  const own = await call(url, 'GET', at('/activities')(theirs.id), { token: theirs.token })
  if (!own.text.includes(canary)) leaks.push('the line does not show visitors their own')
  return { calls, leaks }
}
