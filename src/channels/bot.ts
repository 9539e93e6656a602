/** The bot as the Bot Framework knows it: an ActivityHandler that hands messages to the turn. */

import { ActivityHandler, BotAdapter, TurnContext } from 'botbuilder'
import type { Activity as FrameworkActivity, ResourceResponse } from 'botbuilder'
import type { CustomerMessage, Logged } from '../conversation.ts'
import { activitiesFrom } from './activities-from.ts'
import type { Account, IncomingActivity } from './activity.ts'
import { wrapChannelData } from './channel-data.ts'
import { messageFrom, type Sender } from './message-from.ts'

/** What the turn recorded; `isRepeat` when the same message was recorded before. */
export type Taken = { readonly isRepeat: boolean; readonly events: readonly Logged[] }

export type BotParts = {
  readonly takeTurn: (message: CustomerMessage) => Promise<Taken>
  readonly announceTyping: (conversation: string) => void
  readonly bot: Account
}

const senderKey = Symbol('sender')
const incomingKey = Symbol('incoming')
const takenKey = Symbol('taken')

export class ParleyBot extends ActivityHandler {
  constructor({ takeTurn, announceTyping, bot }: BotParts) {
    super()

    const take = async (context: TurnContext, message: CustomerMessage): Promise<void> => {
      const taken = await takeTurn(message)
      context.turnState.set(takenKey, taken)
      // A channel that delivers a message again has had the answers already.
      if (taken.isRepeat) return
      const answers = taken.events.filter((event) => event.kind !== 'customer-said')
      const sides = { visitor: context.activity.from?.id ?? '', bot }
      await context.sendActivities(activitiesFrom(answers, sides))
    }

    this.onMessage(async (context, next) => {
      await take(context, messageFrom(incomingOf(context), senderOf(context)))
      await next()
    })

    this.onMembersAdded(async (context, next) => {
      const self = context.activity.recipient?.id
      const isCustomer = context.activity.membersAdded?.some((member) => member.id !== self)
      if (isCustomer) await take(context, greeting(incomingOf(context), senderOf(context)))
      await next()
    })

    this.onEvent(async (context, next) => {
      const isJoin = context.activity.name === 'webchat/join'
      if (isJoin) await take(context, greeting(incomingOf(context), senderOf(context)))
      await next()
    })

    this.onTyping(async (context, next) => {
      announceTyping(senderOf(context).conversation)
      await next()
    })
  }
}

/** Tells the bot what was read from the activity, and who is known to have sent it. */
export function prepare(context: TurnContext, incoming: IncomingActivity, sender: Sender): void {
  context.turnState.set(incomingKey, incoming)
  context.turnState.set(senderKey, sender)
}

/**
 * Direct Line's clients read the log, in which the turn has already recorded what the bot says: so
 * nothing is sent here.
 */
export class DirectLineAdapter extends BotAdapter {
  /** Runs the bot on one activity; null when it was nothing to record, such as typing. */
  async take(bot: ParleyBot, incoming: IncomingActivity, sender: Sender): Promise<Taken | null> {
    const activity = {
      type: incoming.type,
      channelId: 'directline',
      conversation: { id: sender.conversation },
      from: { id: sender.user ?? incoming.from?.id ?? '' },
      recipient: { id: 'bot' },
      name: incoming.name ?? undefined,
      membersAdded: incoming.membersAdded ?? undefined,
    } as Partial<FrameworkActivity>
    const context = new TurnContext(this, activity)
    prepare(context, incoming, sender)
    await this.runMiddleware(context, (context) => bot.run(context))
    return context.turnState.get<Taken | undefined>(takenKey) ?? null
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<FrameworkActivity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map(({ id }) => ({ id: id ?? '' }))
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(new Error('What was said in Direct Line stays as it was said.'))
  }

  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('What was said in Direct Line stays said.'))
  }

  override continueConversation(): Promise<never> {
    return Promise.reject(
      new Error('In Direct Line nothing is sent outside a turn but by the log.'),
    )
  }
}

/** The same id for every greeting of a conversation, so that it is greeted once. */
function greeting(incoming: IncomingActivity, { conversation }: Sender): CustomerMessage {
  const channelData = wrapChannelData({ isSilent: true })
  return {
    conversation,
    clientId: 'greeting',
    text: '/greet',
    payload: '/greet',
    ...(incoming.locale && { locale: incoming.locale }),
    ...(channelData !== undefined && { channelData }),
  }
}

function incomingOf(context: TurnContext): IncomingActivity {
  return context.turnState.get<IncomingActivity>(incomingKey)
}

function senderOf(context: TurnContext): Sender {
  return context.turnState.get<Sender>(senderKey)
}
