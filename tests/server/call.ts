import { request } from 'node:http'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body's JSON; undefined when it is none. */
  readonly json: unknown
}

/**
 * One request exactly as given: the path is sent as it is, a string or buffer body too, and
 * anything else as JSON.
 */
export function call(
  server: string,
  method: string,
  path: string,
  options: {
    readonly headers?: Readonly<Record<string, string>>
    readonly token?: string
    readonly body?: unknown
    readonly address?: string
  } = {},
): Promise<Answer> {
  const { body } = options
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
  const bytes = body === undefined ? undefined : isRaw ? body : JSON.stringify(body)
  const { hostname, port } = new URL(server)
  return new Promise((resolve, reject) => {
    const sent = request({
      host: hostname,
      port,
      method,
      path,
      ...(options.address && { localAddress: options.address }),
      headers: {
        ...(bytes !== undefined && {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(bytes),
        }),
        ...(options.token && { Authorization: `Bearer ${options.token}` }),
        ...options.headers,
      },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: parse(text),
        })
      })
    })
    sent.end(bytes)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type Started = {
  readonly id: string
  readonly token: string
  readonly streamUrl: string
}

/** A visitor's new conversation, as a page of the server's own begins it. */
export async function visit(server: string, body: object = {}): Promise<Started> {
  const headers = { Origin: server }
  const { json } = await call(server, 'POST', '/v3/directline/conversations', { body, headers })
  const { conversationId, token, streamUrl } = json as Record<string, string>
  if (!conversationId || !token || !streamUrl)
    throw new Error(`not started: ${JSON.stringify(json)}`)
  return { id: conversationId, token, streamUrl }
}

export const activitiesOf = ({ id }: { readonly id: string }) =>
  `/v3/directline/conversations/${id}/activities`

export function say(
  server: string,
  started: Started,
  text: string,
  clientId?: string,
): Promise<Answer> {
  const body = {
    type: 'message',
    from: { id: 'me' },
    text,
    ...(clientId && { channelData: { clientActivityID: clientId } }),
  }
  return call(server, 'POST', activitiesOf(started), { token: started.token, body })
}

export type Page = {
  readonly activities: readonly {
    readonly id: string
    readonly type: string
    readonly text?: string
    readonly name?: string
    readonly value?: unknown
    readonly from: { readonly id: string; readonly name?: string; readonly role?: string }
    readonly channelData?: unknown
  }[]
  readonly watermark?: string
}

export async function read(server: string, started: Started, watermark?: string): Promise<Page> {
  const query = watermark === undefined ? '' : `?watermark=${watermark}`
  const answer = await call(server, 'GET', activitiesOf(started) + query, { token: started.token })
  return answer.json as Page
}
