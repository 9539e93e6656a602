import type { BotMessage, Button, Event, Json, Logged } from '../conversation.ts'
import type { Account, Activity, Attachment, CardAction } from './activity.ts'
import { unwrapChannelData } from './channel-data.ts'

/** The names on the two sides of a conversation. */
export type Sides = { readonly visitor: string; readonly bot: Account }

/** `<conversation>|0000001`: the number of the event, so that ids sort as they were written. */
export function activityId(event: { readonly conversation: string; readonly seq: number }): string {
  return `${event.conversation}|${String(event.seq).padStart(7, '0')}`
}

/**
 * Events as a client of Direct Line sees them, oldest first. What is for the desk's eyes only, such
 * as notes and what was understood, leaves no trace.
 */
export function activitiesFrom(events: readonly Logged[], sides: Sides): Activity[] {
  const activities: Activity[] = []
  let asked: string | undefined
  for (const event of events) {
    if (event.kind === 'customer-said') asked = activityId(event)
    const activity = activityFrom(event, sides, asked)
    if (activity) activities.push(activity)
  }
  return activities
}

function activityFrom(event: Logged, sides: Sides, asked: string | undefined): Activity | null {
  switch (event.kind) {
    case 'customer-said':
      return customerSaid(event, sides)
    case 'bot-said':
      return { ...head('message', event, sides.bot, asked), ...said(event) }
    case 'agent-said': {
      const { id, name } = event.agent
      const from = { id: `agent-${id}`, name, role: 'bot' }
      return { ...head('message', event, from, asked), textFormat: 'plain', text: event.text }
    }
    case 'handed-over':
      return handoff(event, sides, {
        state: 'waiting',
        ...(event.place !== undefined && { place: event.place }),
      })
    case 'sent-to-team':
      return handoff(event, sides, { state: 'waiting' })
    case 'claimed':
      return handoff(event, sides, { state: 'accepted', agent: event.agent.name })
    case 'given-back':
      return handoff(event, sides, { state: 'returned', agent: event.agent.name })
    case 'resolved':
      return handoff(event, sides, { state: 'completed', agent: event.agent.name })
    default:
      return null
  }
}

function head<T extends Activity['type']>(type: T, event: Logged, from: Account, asked?: string) {
  return {
    type,
    id: activityId(event),
    timestamp: event.at,
    channelId: 'directline',
    conversation: { id: event.conversation },
    from,
    ...(asked !== undefined && { replyToId: asked }),
  }
}

type Of<K extends Event['kind']> = Logged<Extract<Event, { kind: K }>>

function customerSaid(event: Of<'customer-said'>, sides: Sides): Activity | null {
  const carried = unwrapChannelData(event.channelData)
  if (carried.isSilent) return null
  const from = { ...(carried.from ?? { id: sides.visitor }), role: 'user' }
  return {
    ...head('message', event, from),
    textFormat: 'plain',
    text: event.text,
    ...(event.locale && { locale: event.locale }),
    ...(carried.value !== undefined && { value: carried.value }),
    ...(carried.data !== undefined && { channelData: carried.data }),
  }
}

/** `handoff.status` of the Bot Framework's handoff protocol; the customer learns their place, but never the reason. */
function handoff(event: Logged, sides: Sides, value: Json): Activity {
  return { ...head('event', event, sides.bot), name: 'handoff.status', value }
}

function said(message: BotMessage): Partial<Activity> {
  const attachments = attachmentsOf(message)
  return {
    ...(message.text && { textFormat: 'markdown', text: message.text }),
    ...(message.buttons?.length && {
      suggestedActions: { actions: message.buttons.map(cardAction) },
    }),
    ...(attachments.length > 0 && { attachments }),
    ...(attachments.length === 0 &&
      message.custom !== undefined && { channelData: { custom: message.custom } }),
  }
}

/**
 * `messageBack` shows the title as the customer's own words and sends the payload as `value`. A
 * payload without a slash is what the customer would have typed, so it goes as the text.
 */
function cardAction({ title, payload }: Button): CardAction {
  const isCommand = payload.startsWith('/')
  return {
    type: 'messageBack',
    title,
    displayText: title,
    text: isCommand ? title : payload,
    ...(isCommand && { value: payload }),
  }
}

function attachmentsOf({ image, custom }: BotMessage): Attachment[] {
  const attachments: Attachment[] = []
  if (image) attachments.push({ contentType: imageType(image), contentUrl: image })
  if (typeof custom === 'object' && custom !== null && !Array.isArray(custom)) {
    if ('type' in custom && custom['type'] === 'AdaptiveCard') {
      attachments.push({
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: custom,
      })
    } else if ('contentType' in custom && typeof custom['contentType'] === 'string') {
      attachments.push(custom as Attachment)
    }
  }
  return attachments
}

const imageTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
}

function imageType(url: string): string {
  const ending = /\.([a-z]+)(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? ''
  return imageTypes[ending] ?? 'image/png'
}
