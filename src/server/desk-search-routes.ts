import { Router } from 'express'
import { z } from 'zod'
import { findCustomer } from '../crm/customers.ts'
import { listConversations } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { kinds } from '../crm/search/query-fields.ts'
import { search, type Hit } from '../crm/search/search.ts'
import { searchEach } from '../crm/search/search-each.ts'
import { Problem } from '../problem.ts'
import { customerRecords } from './desk-customer-card.ts'
import { readInput } from './desk-input.ts'
import { summariesOf } from './desk-summaries.ts'
import { signedIn } from './sessions.ts'
import type { CustomerPage, SearchHit, SearchResult } from './wire.ts'

/** Of each kind when all are searched, and of one. */
const fewOfEach = 6
const pageSize = 20
const mostConversations = 20

const searchQuery = z.strictObject({
  q: z.string().max(200),
  kind: z.enum(kinds).optional(),
  cursor: z.string().max(500).optional(),
})

/** The search box, and the customer that it found. */
export function searchRoutes({ db }: { db: Database }): Router {
  const router = Router()

  router.get('/search', async (request, response) => {
    const { q, kind, cursor } = readInput(searchQuery, request.query)
    const asked = { asker: signedIn(request).asker, text: q }
    const groups = kind
      ? [
          {
            kind,
            ...(await search(db, { ...asked, kind, limit: pageSize, ...(cursor && { cursor }) })),
          },
        ]
      : await searchEach(db, { ...asked, limit: fewOfEach })
    const answer: SearchResult = {
      groups: groups.map(({ kind, hits, next }) => ({ kind, hits: hits.map(searchHit), next })),
    }
    response.json(answer)
  })

  router.get('/customers/:id', async (request, response) => {
    const id = String(request.params['id'])
    const customer = await findCustomer(db, id)
    if (!customer) {
      throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
    }
    const { conversations } = await listConversations(db, {
      customer: id,
      limit: mostConversations,
    })
    const answer: CustomerPage = {
      ...(await customerRecords(db, customer)),
      conversations: await summariesOf(db, conversations),
    }
    response.json(answer)
  })

  return router
}

const searchHit = ({ id: _, ...hit }: Hit): SearchHit => hit
