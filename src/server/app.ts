import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import express from 'express'
import pino from 'pino'
import { createTokens } from '../channels/direct-line-tokens.ts'
import { Problem } from '../problem.ts'
import { answerWithProblem } from './answer-with-problem.ts'
import { apiRouter } from './api/api-router.ts'
import { notFound } from './as-problem.ts'
import { botFrameworkHandler } from './bot-framework-handler.ts'
import { apiRoutes } from './api/api-routes.ts'
import type { ApiRoute } from './api/api-route.ts'
import { deskApiRoutes } from './desk-api-routes.ts'
import { deskUpgrade } from './desk-live.ts'
import { deskRoutes } from './desk-routes.ts'
import { createGate } from './direct-line-access.ts'
import { directLineHandlers } from './direct-line-handlers.ts'
import { createStreams } from './direct-line-stream.ts'
import { healthHandlers } from './health.ts'
import { linkHandlers } from './link-handlers.ts'
import { botLoader } from './load-bot.ts'
import type { Parley } from './parley.ts'
import { rasaHandlers } from './rasa-handlers.ts'
import { createRateLimits } from './rate-limits.ts'
import { createRequestLog } from './request-log.ts'
import { addRoutes } from './routes.ts'
import { readSecrets } from './secrets.ts'
import { studioApiRoutes, studioRoutes } from './studio-routes.ts'
import { turnRoute } from './turn-route.ts'
import { ipOf, refuseUpgrade, streamUpgrade } from './upgrades.ts'

/** Sockets are asked to leave and get this long to do so. */
const LEAVING_MS = 1_000

/** The declared routes under /api/v1, /api/desk and /api/studio. */
export type RouteTables = Readonly<Record<'api' | 'desk' | 'studio', readonly ApiRoute[]>>

/**
 * The whole server, not yet listening. `drain(server)` ends it; it emits `drain` when that begins,
 * for whoever holds sockets open.
 */
export function createServer(
  parley: Parley,
  routes: RouteTables = { api: apiRoutes, desk: deskApiRoutes(), studio: studioApiRoutes },
): Server {
  const { settings, db } = parley
  const log = parley.log ?? pino({ level: 'silent' })
  const secrets = readSecrets(settings)
  const tokens = createTokens(secrets.directLine)
  const gate = createGate(secrets.directLine, tokens)
  const limits = createRateLimits(settings)
  const bot = { id: 'bot', name: settings.BOT_NAME, role: 'bot' }
  const streams = createStreams(db, bot, log)
  const turns = botLoader(parley, bot)
  let isOpen = true

  const app = express()
  app.disable('x-powered-by')
  // No answer of ours is worth a hash of it; files have their own tags.
  app.set('etag', false)
  app.set('trust proxy', settings.TRUST_PROXY)
  app.set('query parser', 'simple')
  const direct = directLineHandlers({
    parley,
    bot,
    tokens,
    gate,
    streams,
    limits,
    identitySecret: secrets.identity,
    turns,
  })
  addRoutes(app, {
    direct,
    health: healthHandlers(parley, () => isOpen, turns),
    botFramework: botFrameworkHandler(turns),
    rasa: rasaHandlers(parley, limits),
    countRequest: async (request, _response, next) => {
      await limits.countRequest?.(request.ip)
      next()
    },
    desk: deskRoutes(parley, routes.desk),
    studio: studioRoutes(parley, routes.studio),
    links: linkHandlers(parley, secrets.links),
    api: apiRouter(parley, limits.countKey, routes.api),
  })
  app.use(answerWithProblem(log))

  const requests = createRequestLog(log)
  const takeTurn = turnRoute({
    takeActivity: direct.takeActivity,
    countRequest: limits.countRequest,
    ipOf: (request) => ipOf(request, app),
    requests,
    log,
  })
  const server = createHttpServer(
    { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      const seen = requests.begin()
      if (takeTurn(request, response, seen)) return
      response.setHeader('X-Request-Id', seen.id)
      response.on('finish', () => requests.ended(seen, request, response))
      app(request, response)
    },
  )
  const openStream = streamUpgrade({ db, tokens, streams })
  const desk = deskUpgrade(parley)
  const upgraded = new Set<Duplex>()

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    await limits.countRequest?.(ipOf(request, app))
    if (!isOpen) throw restarting()
    const url = urlOf(request)
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    if (url.pathname === '/api/desk/live') await desk.open(request, socket, head)
    else await openStream(request, url, socket, head)
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    upgrade(request, socket, head).catch((error: unknown) => refuseUpgrade(socket, error, log))
  })
  server.once('listening', () => void turns().catch((error) => log.error({ err: error }, 'bug')))
  server.once('drain', () => {
    isOpen = false
    streams.close()
    desk.close()
    void turns().then(({ relay }) => relay.stop(), ignore)
    // Who has not left by then is not going to.
    setTimeout(() => upgraded.forEach((socket) => socket.destroy()), LEAVING_MS).unref()
  })
  return server
}

/** That the bot could not be loaded was logged when it happened. */
function ignore(): void {}

function urlOf({ url = '/' }: IncomingMessage): URL {
  if (!URL.canParse(url, 'http://server')) throw notFound()
  return new URL(url, 'http://server')
}

function restarting(): Problem {
  return new Problem('unavailable', 'Restarting', 'The server restarts. Please try again.', {
    retryAfter: 2,
  })
}
