import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { tellProblem } from './answer-with-problem.ts'
import { headersForAllOrigins } from './cross-origin.ts'
import type { directLineHandlers } from './direct-line-handlers.ts'
import { readJson } from './json-body.ts'
import type { RateLimits } from './rate-limits.ts'
import type { RequestLog, Seen } from './request-log.ts'
import { headersOfData } from './security-headers.ts'

export type TurnRouteParts = {
  readonly takeActivity: ReturnType<typeof directLineHandlers>['takeActivity']
  readonly countRequest: RateLimits['countRequest']
  readonly ipOf: (request: IncomingMessage) => string | undefined
  readonly requests: RequestLog
  readonly log: Logger
}

const address = /^\/v3\/directline\/conversations\/([\w-]+)\/activities$/

const headers = Object.entries({
  ...headersOfData,
  ...headersForAllOrigins,
  'Content-Type': 'application/json; charset=utf-8',
})

/** What Node takes in one go, without looking at each by itself. */
const flatHeaders: readonly string[] = headers.flat()

/**
 * Takes the post of an activity past Express, whose layers cost a turn more than all the rest of
 * HTTP; false for any other request. The same call by an address that is written differently, such
 * as with a slash at its end, goes the way of all and is answered no differently.
 */
export function turnRoute(parts: TurnRouteParts) {
  const { takeActivity, countRequest, ipOf, requests, log } = parts

  async function post(
    request: IncomingMessage,
    response: ServerResponse,
    conversation: string,
    seen: Seen,
  ): Promise<void> {
    let answer: string
    try {
      if (countRequest) await countRequest(ipOf(request))
      const body = await readJson(request, response)
      answer = JSON.stringify(await takeActivity(request, conversation, body))
    } catch (error) {
      for (const [name, value] of headers) response.setHeader(name, value)
      response.setHeader('X-Request-Id', seen.id)
      tellProblem(error, request, response, log)
      return requests.ended(seen, request, response)
    }
    const length = String(Buffer.byteLength(answer))
    response.writeHead(200, [...flatHeaders, 'X-Request-Id', seen.id, 'Content-Length', length])
    response.end(answer)
    requests.ended(seen, request, response)
  }

  return (request: IncomingMessage, response: ServerResponse, seen: Seen): boolean => {
    if (request.method !== 'POST') return false
    const conversation = address.exec(request.url ?? '')?.[1]
    if (conversation === undefined) return false
    void post(request, response, conversation, seen)
    return true
  }
}
