/** What Rasa's HTTP API answers, so that front-ends written for it work: README, "From Rasa". */

import { timingSafeEqual, createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { isIP } from 'node:net'
import { z } from 'zod'
import { rasaRest } from '../channels/rasa-rest.ts'
import { readLog, startConversation } from '../crm/log.ts'
import { findConversation } from '../crm/conversations.ts'
import { understand } from '../nlp/understand.ts'
import { Problem } from '../problem.ts'
import { readInput } from './desk-input.ts'
import { languageOf } from './language-of.ts'
import type { Parley } from './parley.ts'
import { rasaParse } from './rasa-parse.ts'
import type { RateLimits } from './rate-limits.ts'

/** No turn says more than this. */
const EVENTS_OF_A_TURN = 100

const toParse = z.object({ text: z.string().max(10_000), message_id: z.string().optional() })

export function rasaHandlers(parley: Parley, limits: RateLimits) {
  const { db, settings, takeTurn } = parley

  async function webhook(request: Request, response: Response): Promise<void> {
    checkCaller(request, settings.RASA_TOKEN)
    const rest = rasaRest({
      async takeTurn(message) {
        await limits.countMessage?.(message.conversation)
        return takeTurn(message)
      },
      async begin({ id, visitor, locale }) {
        if (await findConversation(db, id)) return
        await limits.countStart?.(request.ip)
        await startConversation(db, { id, visitor, channel: 'rest', language: languageOf(locale) })
      },
      readAfter: (conversation, seq) => readLog(db, conversation, seq, EVENTS_OF_A_TURN),
    })
    const messages = await rest(request.body)
    if (request.query['stream'] !== 'true') {
      response.json(messages)
      return
    }
    // As Rasa streams: one message a line. A turn is recorded whole before anything is said of it.
    response.type('text/event-stream')
    response.end(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
  }

  function parse(request: Request, response: Response): void {
    checkCaller(request, settings.RASA_TOKEN)
    const { text } = readInput(toParse, request.body)
    response.json(rasaParse(text, understand({ text, now: new Date() }, parley.model().nlu)))
  }

  function status(request: Request, response: Response): void {
    checkCaller(request, settings.RASA_TOKEN)
    const { hash } = parley.model()
    response.json({ model_file: `${hash}.parley`, model_id: hash, num_active_training_jobs: 0 })
  }

  function alive(_request: Request, response: Response): void {
    response.json({ status: 'ok' })
  }

  return { webhook, parse, status, alive }
}

/**
 * Whoever may post as any sender may read any sender's conversation: so only with the token, as
 * `?token=` (Rasa's way) or `Authorization: Bearer`, or, when none is set, from this machine.
 */
function checkCaller(request: Request, expected: string | undefined): void {
  if (expected === undefined) {
    if (isFromHere(request)) return
    throw new Problem(
      'not-allowed',
      'RasaNotSetUp',
      'Without RASA_TOKEN only this machine may use the addresses of Rasa.',
    )
  }
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const given = bearer ?? request.query['token']
  if (typeof given !== 'string') {
    throw new Problem(
      'not-allowed',
      'MissingCredentials',
      'Send RASA_TOKEN as Authorization: Bearer …, or as ?token=….',
    )
  }
  if (!timingSafeEqual(digest(given), digest(expected))) {
    throw new Problem('not-allowed', 'BadCredentials', 'The token is not right.')
  }
}

/** The socket's own peer: what a proxy says of its client does not make that client local. */
function isFromHere({ headers, socket }: Request): boolean {
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
  // A page in a browser on this machine is somebody else's: browsers tell where they come from.
  if (headers['x-forwarded-for'] || headers.forwarded || headers.origin) return false
  return peer === '::1' || (isIP(peer) === 4 && peer.startsWith('127.'))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
