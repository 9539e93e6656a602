/** Bot Framework channels and the Emulator: what they post to us, and how we answer them. */

import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TurnContext,
  type Activity,
  type ConversationReference,
} from 'botbuilder'
import type { Json, Logged } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { activitiesFrom } from './activities-from.ts'
import { type Account, type IncomingActivity, readActivity } from './activity.ts'
import { type ParleyBot, prepare } from './bot.ts'

export type Credentials = {
  readonly appId?: string | undefined
  readonly password?: string | undefined
  readonly tenant?: string | undefined
}

/** How to reach a customer outside of a turn. */
export type Reference = Partial<ConversationReference>

/** Where an activity belongs: the conversation of ours, begun when it is new. */
export type FindConversation = (origin: {
  readonly id: string
  readonly channel: string
  readonly visitor: string
  readonly locale: string | undefined
  readonly reference: Json
}) => Promise<void>

export class BotFrameworkAdapter extends CloudAdapter {
  private readonly appId: string
  private readonly bot: ParleyBot
  private readonly findConversation: FindConversation

  constructor(credentials: Credentials, bot: ParleyBot, findConversation: FindConversation) {
    super(
      new ConfigurationBotFrameworkAuthentication({
        MicrosoftAppId: credentials.appId ?? '',
        MicrosoftAppPassword: credentials.password ?? '',
        MicrosoftAppTenantId: credentials.tenant ?? '',
        MicrosoftAppType: credentials.tenant ? 'SingleTenant' : 'MultiTenant',
      }),
    )
    this.appId = credentials.appId ?? ''
    this.bot = bot
    this.findConversation = findConversation
    // Errors go to whoever posted the activity, instead of being printed here.
    this.onTurnError = (_context, error) => Promise.reject(error)
  }

  /**
   * Takes one posted activity. Without credentials nobody is asked who they are, so that only a
   * peer on this machine may post, and answers go nowhere else.
   */
  async receive(
    posted: unknown,
    authorization: string,
    peer: string | undefined,
  ): Promise<{ readonly status: number; readonly body?: unknown }> {
    const incoming = readActivity(posted)
    const activity = posted as Activity
    if (!this.appId) checkLoopback(peer, activity.serviceUrl)
    if (typeof activity.channelId !== 'string' || typeof activity.conversation?.id !== 'string') {
      throw new Problem(
        'invalid',
        'BadArgument',
        'The fields channelId and conversation.id of the activity are needed.',
      )
    }
    let isAccepted = false
    try {
      const answer = await this.processActivity(authorization, activity, (context) => {
        isAccepted = true
        return this.run(context, incoming)
      })
      return { status: answer?.status ?? 200, body: answer?.body }
    } catch (error) {
      if (isAccepted || !isRefusal(error)) throw error
      throw new Problem('not-allowed', 'BadCredentials', 'The token of the channel is not valid.', {
        cause: error,
      })
    }
  }

  private async run(context: TurnContext, incoming: IncomingActivity): Promise<void> {
    const { channelId, conversation, from } = context.activity
    const id = conversationIdOf(channelId, conversation.id)
    const visitor = from?.id ?? conversation.id
    const locale = incoming.locale ?? undefined
    // Without the activity's own id, which would make it another with each message.
    const { activityId: _activity, ...rest } = TurnContext.getConversationReference(
      context.activity,
    )
    const reference = JSON.parse(JSON.stringify(rest)) as Json
    await this.findConversation({ id, channel: channelId, visitor, locale, reference })
    prepare(context, incoming, { conversation: id, user: visitor })
    await this.bot.run(context)
  }

  /** Sends what is said outside of any turn. */
  async tell(reference: Reference, events: readonly Logged[], bot: Account): Promise<void> {
    const sides = { visitor: reference.user?.id ?? '', bot }
    // Who says it, and where, is the channel's own to know.
    const activities = activitiesFrom(events, sides).map(
      ({ type, text, textFormat, suggestedActions, attachments }) => ({
        type,
        text,
        textFormat,
        suggestedActions,
        attachments,
      }),
    )
    await this.continueConversationAsync(this.appId, reference, async (context) => {
      await context.sendActivities(activities as Partial<Activity>[])
    })
  }
}

/** The connector's AuthenticationError, which botbuilder does not export, carries a status. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error
}

/** The same conversation of a channel is always the same one of ours. */
export function conversationIdOf(channelId: string, conversation: string): string {
  const hash = createHash('sha256').update(JSON.stringify([channelId, conversation]))
  return `bf-${hash.digest('hex').slice(0, 32)}`
}

function checkLoopback(peer: string | undefined, serviceUrl: unknown): void {
  if (!peer || !isLoopback(peer)) {
    throw new Problem(
      'not-allowed',
      'BotFrameworkNotSetUp',
      'Without BOT_APP_ID and BOT_APP_PASSWORD only this machine may post activities.',
    )
  }
  const host =
    typeof serviceUrl === 'string' && URL.canParse(serviceUrl) ? new URL(serviceUrl).hostname : ''
  if (host === 'localhost' || isLoopback(host.replace(/^\[|\]$/g, ''))) return
  throw new Problem(
    'not-allowed',
    'BotFrameworkNotSetUp',
    'Without BOT_APP_ID and BOT_APP_PASSWORD the serviceUrl must be on this machine.',
  )
}

function isLoopback(address: string): boolean {
  const v4 = address.replace(/^::ffff:/i, '')
  return address === '::1' || (isIP(v4) === 4 && v4.startsWith('127.'))
}
