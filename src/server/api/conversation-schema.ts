import { z } from 'zod'

const person = z.object({ id: z.string(), name: z.string() })

export const conversationSchema = z
  .object({
    id: z.string(),
    channel: z.string(),
    language: z.string(),
    customer: z.string().nullable().describe('The id of the customer, once proven.'),
    heldBy: z.enum(['bot', 'queue', 'agent']),
    agent: person.nullable(),
    owner: z.string().nullable().describe('The id of the agent who holds it or held it last.'),
    team: z.string().nullable().describe('The id of the team that it was sent to.'),
    status: z.enum(['open', 'resolved']),
    lastSeq: z.int(),
    lastAt: z.string(),
    lastText: z.string(),
    waitingSince: z.string().nullable(),
    isAngry: z.boolean(),
    isUrgent: z.boolean(),
    reason: z.string().nullable().describe('Why a person was asked for.'),
    unread: z.int(),
    startedAt: z.string(),
  })
  .meta({ id: 'Conversation' })

/** What stands in a log, with the fields of its kind. */
export const eventSchema = z
  .looseObject({
    seq: z.int().describe('1, 2, 3 … without gaps.'),
    position: z.int(),
    at: z.string(),
    kind: z.string(),
    text: z.string().optional(),
    agent: person.optional(),
  })
  .meta({ id: 'Event' })

export const recordedSchema = z
  .object({
    isRepeat: z.boolean().describe('It was so already, and nothing was written.'),
    events: z.array(eventSchema),
  })
  .meta({ id: 'Recorded' })
