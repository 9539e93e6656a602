/** A stand-in for a Rasa SDK action server: the protocol over HTTP, the actions as functions. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = {
  readonly next_action: string
  readonly sender_id: string
  readonly tracker: {
    readonly slots: Record<string, unknown>
    readonly latest_message: { readonly text: string; readonly intent: { readonly name: string } }
    readonly active_loop: { readonly name?: string }
    readonly events: readonly { readonly event: string; readonly name?: string }[]
  }
  readonly domain: { readonly forms: Record<string, unknown>; readonly version: string }
  readonly version: string
}

type Answering = (call: Call, response: ServerResponse) => unknown

export type SdkServer = {
  readonly url: string
  /** Every call so far, with its idempotency key. */
  readonly calls: (Call & { readonly key: string | undefined })[]
  close(): void
}

/** What an action returns is its answer; one that returns nothing has answered by itself. */
export async function sdkServer(actions: Readonly<Record<string, Answering>>): Promise<SdkServer> {
  const calls: SdkServer['calls'] = []
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/actions') {
      return send(
        response,
        200,
        Object.keys(actions).map((name) => ({ name })),
      )
    }
    void bodyOf(request).then((text) => {
      const call = JSON.parse(text) as Call
      calls.push({ ...call, key: request.headers['idempotency-key'] as string | undefined })
      const action = actions[call.next_action]
      if (!action) return send(response, 404, { error: 'no such action' })
      const answer = action(call, response)
      if (answer !== undefined) send(response, 200, answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    calls,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => resolve(text))
  })
}
