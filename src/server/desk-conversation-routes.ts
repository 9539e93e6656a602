import { Router, type Request } from 'express'
import { z } from 'zod'
import type { Person } from '../conversation.ts'
import { LONGEST_TEXT } from '../channels/activity.ts'
import { findConversation, type Conversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { readLog, type Receipt } from '../crm/log.ts'
import { claim } from '../handoff/claim.ts'
import { giveBack } from '../handoff/give-back.ts'
import { note } from '../handoff/note.ts'
import { resolve } from '../handoff/resolve.ts'
import { say } from '../handoff/say.ts'
import { Problem } from '../problem.ts'
import { customerCard } from './desk-customer-card.ts'
import { deskEvent } from './desk-event.ts'
import { clientId, message, readInput } from './desk-input.ts'
import { summariesOf } from './desk-summaries.ts'
import { announceTyping } from './live.ts'
import { signedIn } from './sessions.ts'
import type { ConversationPage, Recorded } from './wire.ts'

const pageSize = 500

const pageQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(1e12).default(0) })
const written = z.strictObject({ clientId, text: message })
const nothing = z.strictObject({})

/** One conversation: what happened in it, and what an agent does about it. */
export function conversationRoutes({ db }: { db: Database }): Router {
  const router = Router()

  router.get('/conversations/:id', async (request, response) => {
    const { after } = readInput(pageQuery, request.query)
    // The summary first: it is never ahead of the events that follow, so nothing seems missing.
    const [conversation] = await summariesOf(db, [await found(request)])
    const events = await readLog(db, idOf(request), after, pageSize)
    if (!conversation) throw notFound(idOf(request))
    const hasMore = events.length === pageSize
    const answer: ConversationPage = { conversation, events: events.map(deskEvent), hasMore }
    response.json(answer)
  })

  router.get('/conversations/:id/customer', async (request, response) => {
    response.json(await customerCard(db, await found(request)))
  })

  const moves = { claim, 'give-back': giveBack, resolve }
  for (const [name, move] of Object.entries(moves)) {
    router.post(`/conversations/:id/${name}`, async (request, response) => {
      readInput(nothing, request.body)
      response.json(recorded(await move(db, idOf(request), personOf(request))))
    })
  }

  for (const [name, write] of Object.entries({ say, note })) {
    router.post(`/conversations/:id/${name}`, async (request, response) => {
      const { clientId, text } = readInput(written, request.body)
      mustBeShort(text)
      const agent = personOf(request)
      response.json(
        recorded(await write(db, { conversation: idOf(request), clientId, text, agent })),
      )
    })
  }

  router.post('/conversations/:id/typing', async (request, response) => {
    readInput(nothing, request.body)
    const { heldBy, agent } = await found(request)
    const me = personOf(request)
    if (heldBy === 'agent' && agent?.id === me.id) {
      announceTyping(idOf(request), { side: 'agent', name: me.name })
    }
    response.json({})
  })

  async function found(request: Request): Promise<Conversation> {
    const conversation = await findConversation(db, idOf(request))
    if (!conversation) throw notFound(idOf(request))
    return conversation
  }

  return router
}

const idOf = (request: Request): string => String(request.params['id'])

const personOf = (request: Request): Person => {
  const { id, name } = signedIn(request).agent
  return { id, name }
}

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
