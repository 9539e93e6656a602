/** What each call of Direct Line 3.0 does. The contract is Microsoft's; `identify` is ours. */

import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import { activitiesFrom, activityId } from '../channels/activities-from.ts'
import { type Account, type Activity, readActivity } from '../channels/activity.ts'
import type { DirectLineAdapter, ParleyBot, Taken } from '../channels/bot.ts'
import type { Claims, Tokens } from '../channels/direct-line-tokens.ts'
import { noUploads } from '../channels/message-from.ts'
import { readWatermark } from '../channels/watermark.ts'
import type { Logged } from '../conversation.ts'
import { type Conversation, findConversation } from '../crm/conversations.ts'
import { readLog, startConversation } from '../crm/log.ts'
import { Problem } from '../problem.ts'
import { type Access, type Gate, missing } from './direct-line-access.ts'
import {
  identification,
  readBody,
  type TokenParameters,
  tokenParameters,
} from './direct-line-bodies.ts'
import { customerOf, recordIdentity } from './direct-line-identify.ts'
import type { Streams } from './direct-line-stream.ts'
import { languageOf } from './language-of.ts'
import { isAllowedOrigin, originNotAllowed, ownOrigin } from './origins.ts'
import type { Parley } from './parley.ts'
import type { RateLimits } from './rate-limits.ts'
import { wholeTurns } from './whole-turns.ts'

export type DirectLineParts = {
  readonly parley: Parley
  readonly bot: Account
  readonly tokens: Tokens
  readonly gate: Gate
  readonly streams: Streams
  readonly limits: RateLimits
  readonly identitySecret: string
  /** The bot behind its adapter, loaded when it is first wanted. */
  readonly turns: () => Promise<{ readonly bot: ParleyBot; readonly adapter: DirectLineAdapter }>
}

/** A stream's address is good for so long. */
const STREAM_SECONDS = 60
const EVENTS_AT_ONCE = 1_000

type InConversation = Request<{ id: string }>

export function directLineHandlers(parts: DirectLineParts) {
  const { parley, bot, tokens, gate, streams, limits, identitySecret, turns } = parts
  const { settings, db } = parley

  // Tokens --------------------------------------------------------------------------------------

  async function generateToken(request: Request, response: Response): Promise<void> {
    const parameters = readBody(tokenParameters, request.body)
    const access = await gate.look(request, 'conversation')
    if (access?.by === 'token') throw needsSecret()
    const claims = await newClaims(request, parameters, access)
    response.json(await tokenAnswer(claims))
  }

  async function refreshToken(request: Request, response: Response): Promise<void> {
    const access = await gate.look(request, 'conversation')
    if (access?.by !== 'token') throw missing()
    response.json(await tokenAnswer(access))
  }

  async function tokenAnswer(claims: Claims) {
    const seconds = claims.isVisitor ? settings.VISITOR_DAYS * 86_400 : settings.TOKEN_MINUTES * 60
    const token = await tokens.issue(claims, 'conversation', seconds)
    return { conversationId: claims.conversation, token, expires_in: seconds }
  }

  /** Of a conversation yet to begin: a visitor's from an allowed page, or as the secret's holder says. */
  async function newClaims(
    request: Request,
    parameters: TokenParameters,
    access: Access | null,
  ): Promise<Claims> {
    const conversation = randomBytes(16).toString('hex')
    const { identity, user, trustedOrigins } = parameters
    const customer = identity ? await customerOf(db, identity, identitySecret, settings) : null
    const proven = customer === null ? {} : { customer }
    if (access) {
      return {
        conversation,
        ...(user?.id && { user: user.id }),
        ...(trustedOrigins && { origins: trustedOrigins }),
        ...proven,
      }
    }
    const { origin } = request.headers
    if (!isAllowedOrigin(request, settings) || origin === undefined) {
      throw origin === undefined ? missing() : originNotAllowed(origin)
    }
    return { conversation, user: newUser(), origins: [origin], isVisitor: true, ...proven }
  }

  // Conversations -------------------------------------------------------------------------------

  async function start(request: Request, response: Response): Promise<void> {
    const parameters = readBody(tokenParameters, request.body)
    const access = await gate.look(request, 'conversation')
    const claims =
      access?.by === 'token'
        ? await startingClaims(access, parameters)
        : await newClaims(request, parameters, access)
    await limits.countStart?.(request.ip)
    const started = await startConversation(db, {
      id: claims.conversation,
      visitor: claims.user ?? newUser(),
      channel: 'directline',
      language: languageOf(parameters.locale ?? undefined),
    })
    if (claims.customer !== undefined) {
      await recordIdentity(db, await existing(started.id), claims.customer)
    }
    const answer = await tokenAnswer(claims)
    const streamUrl = await streamUrlOf(request, claims)
    response.status(started.isNew ? 201 : 200).json({ ...answer, streamUrl })
  }

  /** What the body adds to a token: a user where it names none, and who they are. */
  async function startingClaims(
    token: Claims,
    { user, identity }: TokenParameters,
  ): Promise<Claims> {
    const named = token.user ?? user?.id
    const customer = identity ? await customerOf(db, identity, identitySecret, settings) : null
    return { ...token, ...(named && { user: named }), ...(customer !== null && { customer }) }
  }

  async function reconnect(request: InConversation, response: Response): Promise<void> {
    const { id } = request.params
    const access = await gate.open(request, id)
    const { lastSeq } = await existing(id)
    const given = request.query['watermark']
    // The stock client sends an empty one when it has seen nothing; without any it wants only news.
    const after = given === undefined ? lastSeq : readWatermark(given, lastSeq)
    const claims = claimsOf(access, id)
    const streamUrl = await streamUrlOf(request, claims, after)
    response.json({ ...(await tokenAnswer(claims)), streamUrl })
  }

  async function identify(request: InConversation, response: Response): Promise<void> {
    const { id } = request.params
    await gate.open(request, id)
    const { identity } = readBody(identification, request.body)
    const customer = await customerOf(db, identity, identitySecret, settings)
    const conversation = await existing(id)
    if (customer !== null) await recordIdentity(db, conversation, customer)
    response.json({ identified: customer !== null })
  }

  async function existing(id: string): Promise<Conversation> {
    const conversation = await findConversation(db, id)
    if (conversation?.channel === 'directline') return conversation
    throw new Problem('not-found', 'ConversationNotFound', 'There is no such conversation.')
  }

  async function streamUrlOf(request: Request, claims: Claims, after?: number): Promise<string> {
    const token = await tokens.issue(claims, 'stream', STREAM_SECONDS)
    const url = new URL(ownOrigin(request, settings).replace(/^http/, 'ws'))
    url.pathname = `/v3/directline/conversations/${claims.conversation}/stream`
    if (after !== undefined) url.searchParams.set('watermark', String(after))
    url.searchParams.set('t', token)
    return url.href
  }

  // Activities ----------------------------------------------------------------------------------

  async function getActivities(request: InConversation, response: Response): Promise<void> {
    const { id } = request.params
    await gate.open(request, id)
    const conversation = await existing(id)
    let watermark = readWatermark(request.query['watermark'], conversation.lastSeq)
    const sides = { visitor: conversation.visitor, bot }
    let activities: Activity[] = []
    for (;;) {
      const read: Logged[] = await readLog(db, id, watermark, EVENTS_AT_ONCE)
      const events = wholeTurns(read, EVENTS_AT_ONCE)
      watermark = events.at(-1)?.seq ?? watermark
      activities = activitiesFrom(events, sides)
      // An empty page would tell the client that it has everything.
      if (activities.length > 0 || read.length < EVENTS_AT_ONCE) break
    }
    response.json({ activities, watermark: String(watermark) })
  }

  async function postActivity(request: InConversation, response: Response): Promise<void> {
    response.json(await takeActivity(request, request.params.id, request.body))
  }

  /** The answer to an activity posted into a conversation, once its turn is on disk. */
  async function takeActivity(
    request: IncomingMessage,
    id: string,
    body: unknown,
  ): Promise<{ readonly id: string }> {
    const access = await gate.open(request, id)
    const activity = readActivity(body)
    if (limits.countMessage && activity.type !== 'typing') await limits.countMessage(id)
    const user = access.by === 'token' ? access.user : undefined
    const sender = { conversation: id, ...(user !== undefined && { user }) }
    const { bot, adapter } = await turns()
    const taken = await rejecting(adapter.take(bot, activity, sender))
    if (taken && !taken.isRepeat) streams.offer(id, taken.events)
    return { id: idOf(taken, id) }
  }

  async function upload(request: InConversation): Promise<void> {
    await gate.open(request, request.params.id)
    throw noUploads()
  }

  /** Only for signing in by a card, which the bot does not do: any id will do. */
  async function getSessionId(request: Request, response: Response): Promise<void> {
    const access = await gate.look(request, 'conversation')
    if (!access) throw missing()
    response.json({ sessionId: randomUUID() })
  }

  return {
    generateToken,
    refreshToken,
    start,
    reconnect,
    identify,
    getActivities,
    postActivity,
    takeActivity,
    upload,
    getSessionId,
  }
}

function claimsOf(access: Access, conversation: string): Claims {
  return access.by === 'token' ? access : { conversation }
}

/** The prefix is reserved to users that a token names, so that no client can pass for one. */
function newUser(): string {
  return `dl_${randomBytes(12).toString('hex')}`
}

function idOf(taken: Taken | null, conversation: string): string {
  const said = taken?.events.find((event) => event.kind === 'customer-said')
  return said ? activityId(said) : `${conversation}|${randomUUID()}`
}

/** Direct Line's word for a bot that fails: clients try again later. */
async function rejecting<T>(turn: Promise<T>): Promise<T> {
  try {
    return await turn
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(
      'unavailable',
      'BotRejectedActivity',
      'The message could not be handled. Please send it again.',
      { cause },
    )
  }
}

function needsSecret(): Problem {
  return new Problem(
    'not-allowed',
    'NeedsSecret',
    'A token makes no other tokens. Send the Direct Line secret, or refresh the token.',
  )
}
