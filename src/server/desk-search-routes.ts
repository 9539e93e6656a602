import { z } from 'zod'
import { maySee } from '../crm/access/may-see.ts'
import { listConversations } from '../crm/conversations.ts'
import { findCustomer } from '../crm/customers.ts'
import { kinds } from '../crm/search/query-fields.ts'
import { search, type Hit } from '../crm/search/search.ts'
import { searchEach } from '../crm/search/search-each.ts'
import { Problem } from '../problem.ts'
import { apiRoute, type ApiRoute } from './api/api-route.ts'
import { asIs } from './api/as-is.ts'
import { readers } from './api/may.ts'
import { recordId } from './api/record-id.ts'
import { customerRecords } from './desk-customer-card.ts'
import { summariesOf } from './desk-summaries.ts'
import type { CustomerPage, SearchHit, SearchResult } from './wire.ts'

/** Of each kind when all are searched, and of one. */
const fewOfEach = 6
const pageSize = 20
const mostConversations = 20

const find = apiRoute({
  method: 'get',
  path: '/search',
  operation: 'searchAtDesk',
  tag: 'Search',
  summary: 'Searches customers, orders, tickets and messages.',
  may: readers,
  scope: null,
  lists: ['customer', 'order', 'ticket', 'conversation'],
  query: z.strictObject({
    q: z.string().max(200),
    kind: z.enum(kinds).optional(),
    cursor: z.string().max(500).optional(),
  }),
  answer: asIs<SearchResult>(),
  async run({ db, asker, query: { q, kind, cursor } }) {
    const asked = { asker, text: q }
    const groups = kind
      ? [
          {
            kind,
            ...(await search(db, { ...asked, kind, limit: pageSize, ...(cursor && { cursor }) })),
          },
        ]
      : await searchEach(db, { ...asked, limit: fewOfEach })
    return {
      groups: groups.map(({ kind, hits, next }) => ({ kind, hits: hits.map(searchHit), next })),
    }
  },
})

const customer = apiRoute({
  method: 'get',
  path: '/customers/:id',
  operation: 'readCustomerPage',
  tag: 'Customers',
  summary: 'A customer with orders, tickets and the latest conversations.',
  may: readers,
  scope: null,
  params: z.strictObject({ id: recordId }),
  of: { kind: 'customer', by: 'id' },
  lists: ['ticket', 'conversation'],
  answer: asIs<CustomerPage>(),
  async run({ db, asker, params: { id } }) {
    const found = await findCustomer(db, id)
    if (!found) throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
    const { conversations } = await listConversations(db, {
      customer: id,
      seen: maySee(asker, 'conversation', 'conversations'),
      limit: mostConversations,
    })
    return {
      ...(await customerRecords(db, asker, found)),
      conversations: await summariesOf(db, conversations),
    }
  },
})

/** The search box, and the customer that it found. */
export const searchRoutes: readonly ApiRoute[] = [find, customer]

const searchHit = ({ id: _, ...hit }: Hit): SearchHit => hit
