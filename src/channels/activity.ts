/** What we say of Bot Framework activities on the wire (schema 3.x), in and out. */

import { z } from 'zod'
import type { Json } from '../conversation.ts'
import { Problem } from '../problem.ts'

/** The longest message of a customer, in characters (code points). */
export const LONGEST_TEXT = 4_000

export type Account = { readonly id: string; readonly name?: string; readonly role?: string }

export type CardAction = {
  readonly type: 'messageBack'
  readonly title: string
  readonly text: string
  readonly displayText: string
  readonly value?: string
}

export type Attachment = {
  readonly contentType: string
  readonly contentUrl?: string
  readonly content?: Json
  readonly name?: string
}

/** An activity as clients get it. */
export type Activity = {
  readonly type: 'message' | 'event' | 'typing'
  readonly id?: string
  readonly timestamp: string
  readonly channelId: string
  readonly conversation: { readonly id: string }
  readonly from: Account
  readonly replyToId?: string
  readonly textFormat?: 'plain' | 'markdown'
  readonly text?: string
  readonly locale?: string
  readonly name?: string
  readonly value?: Json
  readonly suggestedActions?: { readonly actions: readonly CardAction[] }
  readonly attachments?: readonly Attachment[]
  readonly channelData?: Json
}

const knownTypes = [
  'message',
  'typing',
  'event',
  'conversationUpdate',
  'endOfConversation',
  'contactRelationUpdate',
  'installationUpdate',
  'invoke',
  'invokeResponse',
  'messageReaction',
  'messageUpdate',
  'messageDelete',
  'suggestion',
  'trace',
  'handoff',
  'command',
  'commandResult',
  'deleteUserData',
] as const

/** A client's id of a message: no control characters and no halves of surrogate pairs. */
const clientId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\p{C}]+$/u, 'no control characters are allowed')

const account = z.object({ id: z.string().max(256).nullish(), name: z.string().max(256).nullish() })

const json = z.custom<Json>((value) => value !== undefined && typeof value !== 'function')

/** Fields we do not use are let through and ignored, as the schema asks of receivers. */
const incoming = z.object({
  type: z.enum(knownTypes),
  id: clientId.nullish(),
  from: account.nullish(),
  text: z.string().nullish(),
  locale: z.string().max(64).nullish(),
  name: z.string().max(256).nullish(),
  value: json.nullish(),
  attachments: z.array(z.unknown()).max(100).nullish(),
  membersAdded: z.array(account).max(100).nullish(),
  channelData: json.nullish(),
})

/** An activity as a client posts it, checked. */
export type IncomingActivity = z.output<typeof incoming>

/** Throws a Problem `BadArgument` that names the first wrong field. */
export function readActivity(body: unknown): IncomingActivity {
  const read = incoming.safeParse(body)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const field = issue?.path.join('.') || 'activity'
  throw badField(field, issue?.message ?? 'it cannot be read')
}

export function badField(field: string, why: string): Problem {
  return new Problem(
    'invalid',
    'BadArgument',
    `The field ${field} of the activity is wrong: ${why}.`,
  )
}
