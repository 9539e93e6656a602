import { z } from 'zod'
import type { Asker } from '../crm/access/asker.ts'
import { maySee } from '../crm/access/may-see.ts'
import { listConversations, queue, type Conversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { apiRoute, type ApiRoute } from './api/api-route.ts'
import { asIs } from './api/as-is.ts'
import { readers } from './api/may.ts'
import { readInput } from './desk-input.ts'
import { summariesOf } from './desk-summaries.ts'
import type { Inbox, InboxPage } from './wire.ts'

const pageSize = 50

type Page = { readonly conversations: readonly Conversation[]; readonly next: string | null }

/** The lists of conversations, a page at a time. */
export const inboxRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/conversations',
    operation: 'readInbox',
    tag: 'Conversations',
    summary: 'A list of conversations.',
    may: readers,
    scope: null,
    lists: ['conversation'],
    // What waits is for all to see, and opening one is written down.
    audit: null,
    query: z.strictObject({
      inbox: z.enum(['waiting', 'mine', 'open', 'resolved']),
      cursor: z.string().max(300).optional(),
    }),
    answer: asIs<InboxPage>(),
    async run({ db, asker, query: { inbox, cursor } }) {
      const { conversations, next } =
        inbox === 'waiting'
          ? await waiting(db, asker, cursor)
          : await newestFirst(db, inbox, asker, cursor)
      return { conversations: await summariesOf(db, conversations), next }
    },
  }),
]

async function waiting(db: Database, asker: Asker, cursor = ''): Promise<Page> {
  const all = await queue(db, maySee(asker, 'conversation', 'conversations'))
  const rest = all.filter((conversation) => place(conversation) > cursor)
  const conversations = rest.slice(0, pageSize)
  const last = conversations.at(-1)
  return { conversations, next: last && rest.length > pageSize ? place(last) : null }
}

async function newestFirst(
  db: Database,
  inbox: Exclude<Inbox, 'waiting'>,
  asker: Asker,
  cursor: string | undefined,
): Promise<Page> {
  const before =
    cursor === undefined ? undefined : readInput(z.coerce.number().int().min(0), cursor)
  const { conversations, next } = await listConversations(db, {
    status: inbox === 'resolved' ? 'resolved' : 'open',
    ...(inbox === 'mine' && { agent: asker.id }),
    seen: maySee(asker, 'conversation', 'conversations'),
    before,
    limit: pageSize,
  })
  return { conversations, next: next === null ? null : String(next) }
}

const place = ({ queuedFrom, id }: Conversation) => `${queuedFrom} ${id}`
