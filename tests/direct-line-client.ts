import { Agent, request } from 'node:http'
import { WebSocket } from 'ws'

/** A light Direct Line client for benchmarks and fault runs: loopback only, no retries of its own. */
export type DirectLineClient = {
  readonly conversation: string
  readonly token: string
  readonly streamUrl: string
}

export type Answer = { readonly status: number; readonly body: string }

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** One HTTP request with a JSON body; rejects when the connection breaks. */
export function call(
  method: 'GET' | 'POST',
  url: string,
  options: { token?: string; body?: unknown; timeoutMs?: number } = {},
): Promise<Answer> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent,
        timeout: options.timeoutMs ?? 10_000,
        headers: {
          origin: new URL(url).origin,
          ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        )
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`No answer from ${url}`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

/** An anonymous visitor's new conversation. */
export async function startConversation(server: string): Promise<DirectLineClient> {
  const generated = await call('POST', `${server}/v3/directline/tokens/generate`, { body: {} })
  const { token } = parse(generated) as { token: string }
  const started = await call('POST', `${server}/v3/directline/conversations`, { token })
  const opened = parse(started) as { conversationId: string; token: string; streamUrl: string }
  return { conversation: opened.conversationId, token: opened.token, streamUrl: opened.streamUrl }
}

/** Sends a message; the answer's body holds `{ id }` when it was acknowledged. */
export function send(
  server: string,
  client: DirectLineClient,
  message: { clientId: string; text: string },
): Promise<Answer> {
  return call('POST', `${server}/v3/directline/conversations/${client.conversation}/activities`, {
    token: client.token,
    body: {
      type: 'message',
      text: message.text,
      from: { id: 'visitor' },
      locale: 'en',
      channelData: { clientActivityID: message.clientId },
    },
  })
}

export type Activity = {
  readonly id: string
  readonly type: string
  readonly text?: string
  readonly replyToId?: string
  readonly from: { readonly id: string; readonly role?: string }
  readonly channelData?: { readonly clientActivityID?: string }
}

/** The whole history, page by page. */
export async function history(server: string, client: DirectLineClient): Promise<Activity[]> {
  const activities: Activity[] = []
  for (let watermark = ''; ;) {
    const answer = await call(
      'GET',
      `${server}/v3/directline/conversations/${client.conversation}/activities?watermark=${watermark}`,
      { token: client.token },
    )
    const page = parse(answer) as { activities: Activity[]; watermark: string }
    if (page.activities.length === 0) return activities
    activities.push(...page.activities)
    watermark = page.watermark
  }
}

/** A fresh stream URL that replays what followed the watermark. */
export async function reconnect(
  server: string,
  client: DirectLineClient,
  watermark: string,
): Promise<string> {
  const answer = await call(
    'GET',
    `${server}/v3/directline/conversations/${client.conversation}?watermark=${watermark}`,
    { token: client.token },
  )
  return (parse(answer) as { streamUrl: string }).streamUrl
}

/** Opens the stream; `onFrame` gets each frame that is not a keep-alive. */
export function openStream(url: string, onFrame: (frame: string) => void): WebSocket {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    origin: new URL(url).origin.replace(/^ws/, 'http'),
  })
  socket.on('message', (data: Buffer) => {
    const frame = data.toString()
    if (frame) onFrame(frame)
  })
  // A broken socket is what fault runs are about: the owner reconnects on 'close'.
  socket.on('error', () => {})
  return socket
}

function parse(answer: Answer): unknown {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.body}`)
  return JSON.parse(answer.body)
}
