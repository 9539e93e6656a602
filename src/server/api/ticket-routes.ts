import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { findTicket, listTickets } from '../../crm/tickets.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordId } from './record-id.ts'

const shared = { tag: 'Tickets', may: readers, scope: 'tickets:read' } as const
const status = z.enum(['open', 'pending', 'on-hold', 'solved', 'closed'])

const ticket = z
  .object({
    number: z.string(),
    customer: z.string().nullable(),
    conversation: z.string().nullable(),
    order: z.string().nullable(),
    category: z.string(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    subject: z.string(),
    body: z.string(),
    status,
    openedAt: z.string(),
    closedAt: z.string().nullable(),
  })
  .meta({ id: 'Ticket' })

const list = apiRoute({
  ...shared,
  method: 'get',
  path: '/tickets',
  operation: 'listTickets',
  summary: 'Tickets, by number.',
  lists: ['ticket'],
  query: z.strictObject({
    ...pageQuery,
    customer: recordId.optional(),
    status: status.optional(),
  }),
  answer: pageOf(ticket),
  run: ({ db, asker, query }) =>
    listTickets(db, { ...query, seen: maySee(asker, 'ticket', 'tickets') }),
})

const read = apiRoute({
  ...shared,
  method: 'get',
  path: '/tickets/:number',
  operation: 'readTicket',
  summary: 'One ticket.',
  params: z.strictObject({ number: recordId.toUpperCase() }),
  of: { kind: 'ticket', by: 'number' },
  answer: ticket,
  audit: { action: 'read', about: ({ params: { number } }) => ({ kind: 'ticket', id: number }) },
  async run({ db, params: { number } }) {
    const found = await findTicket(db, number)
    if (found) return found
    throw new Problem('not-found', 'TicketNotFound', `There is no ticket ${number}.`)
  },
})

export const ticketRoutes: readonly ApiRoute[] = [list, read]
