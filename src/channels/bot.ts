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

/** Messages are taken by overrides: the way past listeners, of which there are none, costs each turn. */
export class ParleyBot extends ActivityHandler {
  private readonly parts: BotParts

  constructor(parts: BotParts) {
    super()
    this.parts = parts
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient } = context.activity
      const isCustomer = membersAdded.some((member) => member.id !== recipient?.id)
      if (isCustomer) await this.greet(context)
      await next()
    })
  }

  override run(context: TurnContext): Promise<void> {
    const isMessage = context.activity.type === 'message'
    return isMessage ? this.onMessageActivity(context) : super.run(context)
  }

  protected override onMessageActivity(context: TurnContext): Promise<void> {
    return this.take(context, messageFrom(incomingOf(context), senderOf(context)))
  }

  protected override async onEventActivity(context: TurnContext): Promise<void> {
    if (context.activity.name === 'webchat/join') await this.greet(context)
  }

  protected override async onTypingActivity(context: TurnContext): Promise<void> {
    this.parts.announceTyping(senderOf(context).conversation)
  }

  private greet(context: TurnContext): Promise<void> {
    return this.take(context, greeting(incomingOf(context), senderOf(context)))
  }

  private async take(context: TurnContext, message: CustomerMessage): Promise<void> {
    const taken = await this.parts.takeTurn(message)
    context.turnState.set(takenKey, taken)
    // Direct Line's clients read the answers in the log.
    if (context.adapter instanceof DirectLineAdapter) return
    const answers = taken.events.filter((event) => event.kind !== 'customer-said')
    const sides = { visitor: context.activity.from?.id ?? '', bot: this.parts.bot }
    await context.sendActivities(asFramework(activitiesFrom(answers, sides)))
  }
}

/** Tells the bot what was read from the activity, and who is known to have sent it. */
export function prepare(context: TurnContext, incoming: IncomingActivity, sender: Sender): void {
  context.turnState.set(incomingKey, incoming)
  context.turnState.set(senderKey, sender)
}

/** Direct Line, where everything said is in the log that the clients read: nothing is sent. */
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
    // Not by way of middleware, of which we have none and which doubles the cost.
    await bot.run(context)
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

/** The framework's own types name its enums; on the wire they are the same. */
function asFramework(activities: readonly object[]): Partial<FrameworkActivity>[] {
  return [...activities]
}
