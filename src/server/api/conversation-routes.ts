import { z } from 'zod'
import { LONGEST_TEXT } from '../../channels/activity.ts'
import type { Person } from '../../conversation.ts'
import type { Asker } from '../../crm/access/asker.ts'
import { maySee } from '../../crm/access/may-see.ts'
import { findConversation, listConversations } from '../../crm/conversations.ts'
import type { Database } from '../../crm/database.ts'
import { readLog, type Receipt } from '../../crm/log.ts'
import { claim } from '../../handoff/claim.ts'
import { giveBack } from '../../handoff/give-back.ts'
import { note } from '../../handoff/note.ts'
import { resolve } from '../../handoff/resolve.ts'
import { say } from '../../handoff/say.ts'
import { sendToTeam } from '../../handoff/send-to-team.ts'
import { Problem } from '../../problem.ts'
import { deskEvent } from '../desk-event.ts'
import { clientId, message } from '../desk-input.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { conversationSchema, eventSchema, recordedSchema } from './conversation-schema.ts'
import { readers, workers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordId } from './record-id.ts'

const tag = 'Conversations'
const params = z.strictObject({ id: recordId })
const of = { kind: 'conversation', by: 'id' } as const
const mostEvents = 500

const list = apiRoute({
  method: 'get',
  path: '/conversations',
  operation: 'listConversations',
  tag,
  summary: 'Conversations, those that moved on last first.',
  may: readers,
  scope: 'conversations:read',
  lists: ['conversation'],
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(['open', 'resolved']).optional(),
    heldBy: z.enum(['bot', 'queue', 'agent']).optional(),
    agent: recordId.optional(),
    customer: recordId.optional(),
    team: recordId.optional(),
  }),
  answer: pageOf(conversationSchema),
  async run({ db, asker, query: { cursor, ...filter } }) {
    const { conversations, next } = await listConversations(db, {
      ...filter,
      before: cursor === undefined ? undefined : positionIn(cursor),
      seen: maySee(asker, 'conversation', 'conversations'),
    })
    return { items: conversations, next: next === null ? null : String(next) }
  },
})

const read = apiRoute({
  method: 'get',
  path: '/conversations/:id',
  operation: 'readConversation',
  tag,
  summary: 'How a conversation stands.',
  may: readers,
  scope: 'conversations:read',
  params,
  of,
  answer: conversationSchema,
  version: ({ lastSeq }) => lastSeq,
  run: ({ db, params: { id } }) => found(db, id),
})

const events = apiRoute({
  method: 'get',
  path: '/conversations/:id/events',
  operation: 'readEvents',
  tag,
  summary: 'What happened in a conversation, in order.',
  may: readers,
  scope: 'conversations:read',
  params,
  of,
  query: z.strictObject({
    after: z.coerce
      .number()
      .int()
      .min(0)
      .max(1e12)
      .default(0)
      .describe('Only what is numbered above.'),
  }),
  answer: z.object({ events: z.array(eventSchema), hasMore: z.boolean() }),
  async run({ db, params: { id }, query: { after } }) {
    const page = await readLog(db, id, after, mostEvents)
    return { events: page.map(deskEvent), hasMore: page.length === mostEvents }
  },
})

const written = z.strictObject({
  clientId: clientId.describe('Your own id of this message: sent twice it is one message.'),
  text: message,
})

const write = (operation: string, path: string, summary: string, by: typeof say | typeof note) =>
  apiRoute({
    method: 'post',
    path: `/conversations/:id/${path}`,
    operation,
    tag,
    summary,
    may: workers,
    scope: 'conversations:write',
    params,
    of,
    body: written,
    answer: recordedSchema,
    async run({ db, asker, params: { id }, body: { clientId, text } }) {
      mustBeShort(text)
      return recorded(await by(db, { conversation: id, clientId, text, agent: personOf(asker) }))
    },
  })

type Move = (db: Database, conversation: string, agent: Person) => Promise<Receipt>

const move = (operation: string, path: string, summary: string, by: Move) =>
  apiRoute({
    method: 'post',
    path: `/conversations/:id/${path}`,
    operation,
    tag,
    summary,
    may: workers,
    scope: 'conversations:write',
    params,
    of,
    answer: recordedSchema,
    run: async ({ db, asker, params: { id } }) => recorded(await by(db, id, personOf(asker))),
  })

const send = apiRoute({
  method: 'post',
  path: '/conversations/:id/team',
  operation: 'sendToTeam',
  tag,
  summary: 'Lets a conversation wait for a team.',
  may: workers,
  scope: 'conversations:write',
  params,
  of,
  body: z.strictObject({ team: recordId }),
  answer: recordedSchema,
  run: async ({ db, asker, params: { id }, body: { team } }) =>
    recorded(await sendToTeam(db, id, team, personOf(asker))),
})

export const conversationRoutes: readonly ApiRoute[] = [
  list,
  read,
  events,
  write('say', 'messages', 'Says something to the customer; for who holds the conversation.', say),
  write('addNote', 'notes', 'Leaves a note that only the desk sees.', note),
  move('claim', 'claim', 'Takes a conversation over.', claim),
  move('giveBack', 'give-back', 'Lets the bot answer again.', giveBack),
  move('resolve', 'resolve', 'Closes a conversation until the customer writes again.', resolve),
  send,
]

async function found(db: Database, id: string) {
  const conversation = await findConversation(db, id)
  if (conversation) return conversation
  throw new Problem('not-found', 'ConversationNotFound', `There is no conversation ${id}.`)
}

const personOf = ({ id, name }: Asker): Person => ({ id, name })

const recorded = ({ isRepeat, events }: Receipt) => ({ isRepeat, events: events.map(deskEvent) })

function positionIn(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new Problem('invalid', 'BadCursor', 'The cursor is not one that a page gave.')
}

function mustBeShort(text: string): void {
  const length = Array.from(text).length
  if (length <= LONGEST_TEXT) return
  throw new Problem(
    'invalid',
    'MessageTooLong',
    `A message may have at most ${LONGEST_TEXT} characters, this one has ${length}.`,
  )
}
