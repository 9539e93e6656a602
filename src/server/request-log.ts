import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import pino, { type DestinationStream, type Logger, destination, stdSerializers } from 'pino'
import { mask } from '../masking/mask.ts'
import type { Settings } from '../settings.ts'

/** Lines of JSON to standard output. Message text is never handed to it. */
export function createLog(settings: Settings, to: DestinationStream = destination()): Logger {
  return pino({ level: settings.LOG_LEVEL, base: null, serializers: { err: masked } }, to)
}

/** What broke may quote what it broke on. */
function masked(error: unknown): unknown {
  if (!(error instanceof Error)) return mask(String(error))
  const { message, stack, ...rest } = stdSerializers.err(error)
  return { ...rest, message: mask(message), stack: mask(stack) }
}

/** A request as the log knows it. */
export type Seen = { readonly id: string; readonly since: number }

export type RequestLog = {
  /** Gives a request its id. */
  begin(): Seen
  /** Logs how it ended: failures always, the rest at level debug. */
  ended(seen: Seen, request: IncomingMessage, response: ServerResponse): void
}

export function createRequestLog(log: Logger): RequestLog {
  const start = randomBytes(6).toString('base64url')
  let count = 0
  return {
    begin: () => ({ id: `${start}-${(++count).toString(36)}`, since: performance.now() }),
    ended({ id, since }, { method, url = '' }, { statusCode: status }) {
      const level = status >= 500 ? 'warn' : status >= 400 ? 'info' : 'debug'
      if (!log.isLevelEnabled(level)) return
      // Without the query: a stream's address holds a token.
      const path = url.split('?', 1)[0]
      const ms = Math.round(performance.now() - since)
      log[level]({ request: id, method, path, status, ms }, 'request')
    },
  }
}
