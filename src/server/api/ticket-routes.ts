import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { ticketShape } from '../../crm/records/ticket-shape.ts'
import { changeTicket } from '../../crm/service/change-ticket.ts'
import { findTicketLine, listTickets } from '../../crm/service/list-tickets.ts'
import { makeTicket } from '../../crm/service/make-ticket.ts'
import { Problem } from '../../problem.ts'
import { paceOf } from '../pace-of.ts'
import { apiRoute, type ApiParley, type ApiRoute } from './api-route.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { noteRoutes } from './note-routes.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordFrame } from './record-frame.ts'
import { recordId } from './record-id.ts'
import { answeredOf, sent, writableOf } from './record-schema.ts'

const tag = 'Tickets'
const frame = recordFrame('ticket', 'tickets', tag)
const writable = writableOf(ticketShape)
const status = z.enum(['open', 'pending', 'on-hold', 'solved', 'closed'])

const clock = z.object({
  due: z.string(),
  state: z.enum(['running', 'at-risk', 'breached', 'paused', 'met', 'missed']),
})
const ticketSchema = z
  .object({
    number: z.string(),
    ...answeredOf(ticketShape),
    customerName: z.string().nullable(),
    ownerName: z.string().nullable(),
    version: z.int(),
    clocks: z
      .object({ response: clock, resolution: clock })
      .describe('By when it is to be answered and solved.'),
  })
  .meta({ id: 'Ticket' })

export const ticketRoutes: readonly ApiRoute[] = [
  apiRoute({
    ...frame.list,
    operation: 'listTickets',
    summary: 'Tickets, those that are to be solved first at the top.',
    query: z.strictObject({
      ...pageQuery,
      status: status.optional().describe('When absent, all that are neither solved nor closed.'),
      priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
      owner: recordId.optional().describe('The id of an agent, or `nobody`.'),
      team: recordId.optional(),
      customer: recordId.optional(),
    }),
    answer: pageOf(ticketSchema),
    async run({ db, asker, parley, query: { limit, cursor, status, owner, ...filter } }) {
      const { tickets, next } = await listTickets(
        db,
        {
          ...filter,
          ...(owner !== undefined && { owner: owner === 'nobody' ? null : owner }),
          statuses: status === undefined ? ['open', 'pending', 'on-hold'] : [status],
          after: placeIn(cursor),
          limit,
          where: maySee(asker, 'ticket', 't'),
        },
        paceOf(parley),
        new Date().toISOString(),
      )
      return { items: tickets, next: cursorOf(next) }
    },
  }),
  apiRoute({
    ...frame.make,
    operation: 'openTicket',
    summary: 'Opens a ticket.',
    body: z.strictObject({
      ...writable,
      status: z.literal('open').optional(),
      subject: ticketShape.fields['subject']!.schema,
    }),
    answer: ticketSchema,
    async run(call) {
      const pace = paceOf(call.parley)
      const number = await call.db.write(() => makeTicket(sent(call.body), editOf(call), pace))
      return found(call.parley, number)
    },
  }),
  apiRoute({
    // Clocks go on without a new version: the ETag is only for If-Match.
    ...frame.read,
    operation: 'readTicket',
    summary: 'A ticket, with its clocks.',
    answer: ticketSchema,
    run: ({ parley, params: { id } }) => found(parley, id),
  }),
  apiRoute({
    ...frame.change,
    operation: 'changeTicket',
    summary: 'Changes a ticket; its clocks follow the status and the priority.',
    body: z.strictObject(writable),
    run: (call) =>
      call.db.write(() =>
        changeTicket(call.params.id, sent(call.body), editOf(call), paceOf(call.parley)),
      ),
  }),
  historyRoute('ticket', 'tickets', tag),
  ...noteRoutes('ticket', 'tickets', tag),
]

async function found(parley: ApiParley, number: string) {
  const now = new Date().toISOString()
  const ticket = await findTicketLine(parley.db, number, paceOf(parley), now)
  if (ticket) return ticket
  throw new Problem('not-found', 'TicketNotFound', `There is no ticket ${number}.`)
}
