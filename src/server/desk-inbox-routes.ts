import { Router } from 'express'
import { z } from 'zod'
import { listConversations, queue, type Conversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { readInput } from './desk-input.ts'
import { summariesOf } from './desk-summaries.ts'
import { signedIn } from './sessions.ts'
import type { Inbox, InboxPage } from './wire.ts'

const pageSize = 50

const inboxQuery = z.strictObject({
  inbox: z.enum(['waiting', 'mine', 'open', 'resolved']),
  cursor: z.string().max(300).optional(),
})

type Page = { readonly conversations: readonly Conversation[]; readonly next: string | null }

/** The lists of conversations, a page at a time. */
export function inboxRoutes({ db }: { db: Database }): Router {
  const router = Router()
  router.get('/conversations', async (request, response) => {
    const { inbox, cursor } = readInput(inboxQuery, request.query)
    const page =
      inbox === 'waiting'
        ? await waiting(db, cursor)
        : await newestFirst(db, inbox, signedIn(request).agent.id, cursor)
    const answer: InboxPage = {
      conversations: await summariesOf(db, page.conversations),
      next: page.next,
    }
    response.json(answer)
  })
  return router
}

async function waiting(db: Database, cursor = ''): Promise<Page> {
  const rest = (await queue(db)).filter((conversation) => place(conversation) > cursor)
  const conversations = rest.slice(0, pageSize)
  const last = conversations.at(-1)
  return { conversations, next: last && rest.length > pageSize ? place(last) : null }
}

async function newestFirst(
  db: Database,
  inbox: Exclude<Inbox, 'waiting'>,
  me: string,
  cursor: string | undefined,
): Promise<Page> {
  const before =
    cursor === undefined ? undefined : readInput(z.coerce.number().int().min(0), cursor)
  const { conversations, next } = await listConversations(db, {
    status: inbox === 'resolved' ? 'resolved' : 'open',
    ...(inbox === 'mine' && { agent: me }),
    ...(before !== undefined && { before }),
    limit: pageSize,
  })
  return { conversations, next: next === null ? null : String(next) }
}

const place = ({ queuedFrom, id }: Conversation) => `${queuedFrom} ${id}`
