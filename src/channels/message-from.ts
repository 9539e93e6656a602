import type { CustomerMessage, Json } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { badField, type IncomingActivity, LONGEST_TEXT } from './activity.ts'
import { wrapChannelData } from './channel-data.ts'

/** Who is known to have sent it, and where. */
export type Sender = {
  readonly conversation: string
  /** The user that the token names: it overrides `from`. */
  readonly user?: string
}

/**
 * A message activity as the turn takes it. A pressed button comes as its title in `text` and its
 * payload in `value`; `channelData.clientActivityID`, else `id`, makes it the same message again.
 */
export function messageFrom(activity: IncomingActivity, sender: Sender): CustomerMessage {
  if (activity.attachments?.length) throw noUploads()
  const payload = payloadOf(activity.value)
  const text = textOf(activity, payload)
  const channelData = wrapChannelData({
    from: writer(activity, sender),
    value: activity.value ?? undefined,
    data: activity.channelData ?? undefined,
  })
  return {
    conversation: sender.conversation,
    clientId: clientIdOf(activity),
    text,
    ...(payload !== undefined && { payload }),
    ...(activity.locale && { locale: activity.locale }),
    ...(channelData !== undefined && { channelData }),
  }
}

export function noUploads(): Problem {
  return new Problem(
    'invalid',
    'UploadsNotSupported',
    'Files cannot be sent in this chat yet. Please describe in words what they show.',
  )
}

/** Only what begins with a slash bypasses understanding; anything else is text like any other. */
function payloadOf(value: Json | null | undefined): string | undefined {
  const given = isRecord(value) ? value['payload'] : value
  if (typeof given !== 'string' || !given.startsWith('/')) return undefined
  if (given.length > LONGEST_TEXT) throw tooLong()
  return storable(given)
}

function textOf(activity: IncomingActivity, payload: string | undefined): string {
  const given = activity.text || (typeof activity.value === 'string' ? activity.value : payload)
  if (given && given.length > LONGEST_TEXT && codePoints(given) > LONGEST_TEXT) throw tooLong()
  const text = storable(given ?? '')
  if (text.trim() === '') throw badField('text', 'a message needs some text')
  return text
}

function codePoints(text: string): number {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '_').length
}

function tooLong(): Problem {
  return new Problem(
    'invalid',
    'MessageTooLong',
    `A message may have at most ${LONGEST_TEXT} characters. Please shorten it or send it in parts.`,
  )
}

/** Neither NUL nor half a surrogate pair can be stored as UTF-8 text by every database. */
function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\uFFFD')
}

function clientIdOf(activity: IncomingActivity): string {
  const own = isRecord(activity.channelData) ? activity.channelData['clientActivityID'] : undefined
  if (own === undefined || own === null) return activity.id ?? crypto.randomUUID()
  if (typeof own === 'string' && /^[^\p{C}]{1,128}$/u.test(own)) return own
  throw badField('channelData.clientActivityID', '1 to 128 printable characters are expected')
}

/** Who wrote it by their own account, where no token says who it is. */
function writer(
  activity: IncomingActivity,
  sender: Sender,
): { id: string; name?: string } | undefined {
  if (sender.user !== undefined) return undefined
  const id = activity.from?.id
  if (!id) throw badField('from.id', 'it is missing, and the token names no user')
  return { id, ...(activity.from?.name && { name: activity.from.name }) }
}

function isRecord(value: Json | null | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
