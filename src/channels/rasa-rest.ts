/** Rasa's `rest` channel: one message in, what the bot says to it out. */

import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { BotMessage, CustomerMessage, Json, Logged } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { LONGEST_TEXT } from './activity.ts'
import type { Taken } from './bot.ts'

export type RasaRestParts = {
  readonly takeTurn: (message: CustomerMessage) => Promise<Taken>
  /** Begins the conversation unless it is there already. */
  readonly begin: (start: {
    readonly id: string
    readonly visitor: string
    readonly locale: string | undefined
  }) => Promise<void>
  /** What was recorded after an event of a conversation, oldest first. */
  readonly readAfter: (conversation: string, seq: number) => Promise<readonly Logged[]>
}

/** A message of the bot in the words of Rasa's channels. */
export type RasaMessage = {
  readonly recipient_id: string
  readonly text?: string
  readonly buttons?: readonly { readonly title: string; readonly payload: string }[]
  readonly image?: string
  readonly custom?: Json
}

const posted = z.object({
  sender: z.string().min(1).max(256).default('default'),
  message: z.string().max(2 * LONGEST_TEXT),
  /** Ours: the same id is the same message, which is answered again and not taken twice. */
  message_id: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 plain characters')
    .optional(),
  metadata: z.looseObject({ language: z.string().max(35).optional() }).nullish(),
})

export function rasaRest({ takeTurn, begin, readAfter }: RasaRestParts) {
  return async (body: unknown): Promise<RasaMessage[]> => {
    const { sender, message, message_id: id, metadata } = read(body)
    const conversation = conversationOf(sender)
    const locale = metadata?.language
    await begin({ id: conversation, visitor: sender, locale })
    const taken = await takeTurn({
      conversation,
      clientId: id ?? randomUUID(),
      text: message,
      ...(locale && { locale }),
    })
    const events = taken.isRepeat ? await answersAgain(taken) : taken.events
    return events.flatMap((event) => (event.kind === 'bot-said' ? [inRasa(event, sender)] : []))
  }

  async function answersAgain({ events }: Taken): Promise<readonly Logged[]> {
    const said = events[0]
    if (!said) return []
    const after = await readAfter(said.conversation, said.seq)
    const next = after.findIndex(({ kind }) => kind === 'customer-said')
    return next < 0 ? after : after.slice(0, next)
  }
}

function read(body: unknown) {
  const { success, data, error } = posted.safeParse(body)
  if (!success) {
    const { path, message } = error.issues[0]!
    throw new Problem('invalid', 'BadArgument', `${path.join('.') || 'The body'}: ${message}.`)
  }
  // Neither NUL nor half a surrogate pair can be stored as UTF-8 text by every database.
  const message = data.message.replace(/[\0\p{Cs}]/gu, '\uFFFD')
  if (message.trim() === '') {
    throw new Problem('invalid', 'BadArgument', 'message: a message needs some text.')
  }
  if (Array.from(message).length > LONGEST_TEXT) {
    throw new Problem(
      'invalid',
      'MessageTooLong',
      `A message may have at most ${LONGEST_TEXT} characters. Please shorten it or send it in parts.`,
    )
  }
  return { ...data, message }
}

/** The same sender is always in the same conversation, which no other channel's id can name. */
export function conversationOf(sender: string): string {
  return `rasa-${createHash('sha256').update(sender).digest('hex').slice(0, 32)}`
}

function inRasa({ text, buttons, image, custom }: BotMessage, sender: string): RasaMessage {
  return {
    recipient_id: sender,
    ...(text && { text }),
    ...(buttons?.length && {
      buttons: buttons.map(({ title, payload }) => ({ title, payload })),
    }),
    ...(image && { image }),
    ...(custom !== undefined && { custom }),
  }
}
