import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Express, Request } from 'express'
import type { Logger } from 'pino'
import type { Tokens } from '../channels/direct-line-tokens.ts'
import { readWatermark } from '../channels/watermark.ts'
import { findConversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { Problem } from '../problem.ts'
import { bodyOf, statusOf } from './answer-with-problem.ts'
import { asProblem, notFound } from './as-problem.ts'
import { checkOrigin, missing, otherConversation } from './direct-line-access.ts'
import type { Streams } from './direct-line-stream.ts'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Refuses a socket as any other request is refused. */
export function refuseUpgrade(socket: Duplex, error: unknown, log: Logger): void {
  const problem = asProblem(error)
  if (!problem) log.error({ err: error }, 'bug')
  const status = problem ? statusOf(problem) : 500
  const body = JSON.stringify(
    problem
      ? bodyOf(problem)
      : { error: { code: 'SomethingWentWrong', message: 'Please try again.' } },
  )
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...(problem?.retryAfter ? [`Retry-After: ${Math.ceil(problem.retryAfter)}`] : []),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

const streamPath = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/

/** `WS /v3/directline/conversations/{id}/stream?t=TOKEN&watermark=W` */
export function streamUpgrade(parts: {
  readonly db: Database
  readonly tokens: Tokens
  readonly streams: Streams
}) {
  const { db, tokens, streams } = parts
  return async (
    request: IncomingMessage,
    url: URL,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> => {
    const id = streamPath.exec(url.pathname)?.[1]
    if (id === undefined) throw notFound()
    const token = url.searchParams.get('t')
    if (!token) throw missing()
    const claims = await tokens.verify(token, 'stream', 'conversation')
    if (claims.conversation !== id) throw otherConversation()
    checkOrigin(claims, request.headers.origin)
    const conversation = await findConversation(db, id)
    if (!conversation) {
      throw new Problem('not-found', 'ConversationNotFound', 'There is no such conversation.')
    }
    const watermark = url.searchParams.get('watermark') ?? undefined
    const after = readWatermark(watermark, conversation.lastSeq)
    if (socket.destroyed) return
    streams.open(request, socket, head, { conversation: id, visitor: conversation.visitor, after })
  }
}

/** The address of who asks, as Express sees it behind proxies. */
export function ipOf(request: IncomingMessage, app: Express): string | undefined {
  return (Object.setPrototypeOf(request, app.request) as Request).ip
}
