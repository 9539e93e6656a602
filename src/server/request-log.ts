import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import pino, { type Logger } from 'pino'
import type { Settings } from '../settings.ts'

/** Lines of JSON to standard output. Message text is never handed to it. */
export function createLog(settings: Settings): Logger {
  return pino({ level: settings.LOG_LEVEL, base: null })
}

/** Gives each request an id, and logs how it ended: failures always, the rest at level debug. */
export function requestLogger(log: Logger) {
  const start = randomBytes(6).toString('base64url')
  let count = 0
  return ({ method, url = '' }: IncomingMessage, response: ServerResponse): void => {
    const id = `${start}-${(++count).toString(36)}`
    response.setHeader('X-Request-Id', id)
    const since = performance.now()
    response.on('finish', () => {
      const { statusCode: status } = response
      const level = status >= 500 ? 'warn' : status >= 400 ? 'info' : 'debug'
      if (!log.isLevelEnabled(level)) return
      // Without the query: a stream's address holds a token.
      const path = url.split('?', 1)[0]
      const ms = Math.round(performance.now() - since)
      log[level]({ request: id, method, path, status, ms }, 'request')
    })
  }
}
