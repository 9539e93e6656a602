import { z } from 'zod'
import { LONGEST_TEXT } from '../channels/activity.ts'
import type { Person } from '../conversation.ts'
import type { Asker } from '../crm/access/asker.ts'
import { findConversation, type Conversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { readLog, type Receipt } from '../crm/log.ts'
import { claim } from '../handoff/claim.ts'
import { giveBack } from '../handoff/give-back.ts'
import { note } from '../handoff/note.ts'
import { resolve } from '../handoff/resolve.ts'
import { say } from '../handoff/say.ts'
import { Problem } from '../problem.ts'
import { apiRoute, type ApiRoute } from './api/api-route.ts'
import { asIs } from './api/as-is.ts'
import { readers, workers } from './api/may.ts'
import { recordId } from './api/record-id.ts'
import { customerCard } from './desk-customer-card.ts'
import { deskEvent } from './desk-event.ts'
import { clientId, message } from './desk-input.ts'
import { summariesOf } from './desk-summaries.ts'
import { announceTyping } from './live.ts'
import type { ConversationPage, CustomerCard, Recorded } from './wire.ts'

const pageSize = 500

const shared = {
  tag: 'Conversations',
  scope: null,
  params: z.strictObject({ id: recordId }),
  of: { kind: 'conversation', by: 'id' },
} as const

const written = z.strictObject({ clientId, text: message })
const nothing = z.strictObject({})

const read = apiRoute({
  ...shared,
  method: 'get',
  path: '/conversations/:id',
  operation: 'readConversationPage',
  summary: 'A conversation and what happened in it.',
  may: readers,
  query: z.strictObject({ after: z.coerce.number().int().min(0).max(1e12).default(0) }),
  answer: asIs<ConversationPage>(),
  async run({ db, params: { id }, query: { after } }) {
    // The summary first: it is never ahead of the events that follow, so nothing seems missing.
    const [conversation] = await summariesOf(db, [await found(db, id)])
    const events = await readLog(db, id, after, pageSize)
    if (!conversation) throw notFound(id)
    return { conversation, events: events.map(deskEvent), hasMore: events.length === pageSize }
  },
})

const readCustomer = apiRoute({
  ...shared,
  method: 'get',
  path: '/conversations/:id/customer',
  operation: 'readCustomerCard',
  summary: 'The proven customer of a conversation.',
  may: readers,
  lists: ['ticket'],
  answer: asIs<CustomerCard>(),
  audit: {
    action: 'read',
    about: (_call, { customer }) => customer && { kind: 'customer', id: customer.id },
  },
  run: async ({ db, asker, params: { id } }) => customerCard(db, asker, await found(db, id)),
})

type Move = (db: Database, conversation: string, agent: Person) => Promise<Receipt>

const move = (name: string, operation: string, summary: string, by: Move) =>
  apiRoute({
    ...shared,
    method: 'post',
    path: `/conversations/:id/${name}`,
    operation,
    summary,
    may: workers,
    body: nothing,
    answer: asIs<Recorded>(),
    run: async ({ db, asker, params: { id } }) => recorded(await by(db, id, personOf(asker))),
  })

const write = (name: string, operation: string, summary: string, by: typeof say | typeof note) =>
  apiRoute({
    ...shared,
    method: 'post',
    path: `/conversations/:id/${name}`,
    operation,
    summary,
    may: workers,
    body: written,
    answer: asIs<Recorded>(),
    async run({ db, asker, params: { id }, body: { clientId, text } }) {
      mustBeShort(text)
      return recorded(await by(db, { conversation: id, clientId, text, agent: personOf(asker) }))
    },
  })

const typing = apiRoute({
  ...shared,
  method: 'post',
  path: '/conversations/:id/typing',
  operation: 'typing',
  summary: 'Tells the customer that the agent types.',
  may: workers,
  body: nothing,
  answer: z.object({}),
  async run({ db, asker: { id: me, name }, params: { id } }) {
    const { heldBy, agent } = await found(db, id)
    if (heldBy === 'agent' && agent?.id === me) announceTyping(id, { side: 'agent', name })
    return {}
  },
})

/** One conversation: what happened in it, and what an agent does about it. */
export const conversationRoutes: readonly ApiRoute[] = [
  read,
  readCustomer,
  move('claim', 'claimAtDesk', 'Takes it over.', claim),
  move('give-back', 'giveBackAtDesk', 'Lets the bot answer again.', giveBack),
  move('resolve', 'resolveAtDesk', 'Closes it.', resolve),
  write('say', 'sayAtDesk', 'Says something to the customer.', say),
  write('note', 'noteAtDesk', 'Leaves a note.', note),
  typing,
]

async function found(db: Database, id: string): Promise<Conversation> {
  const conversation = await findConversation(db, id)
  if (!conversation) throw notFound(id)
  return conversation
}

const personOf = ({ id, name }: Asker): Person => ({ id, name })

const recorded = ({ isRepeat, events }: Receipt): Recorded => ({
  isRepeat,
  events: events.map(deskEvent),
})

function mustBeShort(text: string): void {
  const length = Array.from(text).length
  if (length <= LONGEST_TEXT) return
  throw new Problem(
    'invalid',
    'MessageTooLong',
    `A message may have at most ${LONGEST_TEXT} characters, this one has ${length}.`,
  )
}

function notFound(id: string): Problem {
  return new Problem('not-found', 'ConversationNotFound', `There is no conversation ${id}.`)
}
