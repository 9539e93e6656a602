import { z } from 'zod'
import { kinds } from '../../crm/search/query-fields.ts'
import { search } from '../../crm/search/search.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'

const hit = z
  .object({
    kind: z.enum(kinds),
    ref: z.string().describe('The id or number; of a message the conversation and its event.'),
    title: z.string(),
    excerpt: z.object({
      text: z.string(),
      marks: z.array(z.tuple([z.int(), z.int()])).describe('Places in it, in UTF-16 units.'),
    }),
    at: z.string(),
    status: z.string().nullable(),
    customer: z.object({ id: z.string(), name: z.string() }).nullable(),
    conversation: z.string().nullable(),
    seq: z.int().nullable(),
  })
  .meta({ id: 'SearchHit' })

export const searchRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/search',
    operation: 'search',
    tag: 'Search',
    summary: 'Searches customers, orders, tickets and messages as the box at the desk does.',
    may: readers,
    scope: 'search:read',
    lists: ['customer', 'order', 'ticket', 'conversation'],
    query: z.strictObject({
      ...pageQuery,
      q: z.string().min(1).max(200),
      kind: z.enum(kinds).optional(),
    }),
    answer: pageOf(hit),
    async run({ db, asker, query: { q, kind, cursor, limit } }) {
      const { hits, next } = await search(db, {
        asker,
        text: q,
        limit,
        ...(kind && { kind }),
        ...(cursor !== undefined && { cursor }),
      })
      return { items: hits, next }
    },
  }),
]
