import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { invoicesOf } from '../../crm/invoices.ts'
import { ordersOf } from '../../crm/orders.ts'
import { changeCustomer } from '../../crm/people/change-customer.ts'
import { customerRecord } from '../../crm/people/customer-record.ts'
import { listCustomers } from '../../crm/people/list-customers.ts'
import { makeCustomer } from '../../crm/people/make-customer.ts'
import { timelineOf } from '../../crm/people/timeline.ts'
import { customerShape } from '../../crm/records/customer-shape.ts'
import { readDeclared } from '../../crm/records/read-declared.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiParley, type ApiRoute } from './api-route.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { customerPartRoutes } from './customer-part-routes.ts'
import { customerLineSchema, customerSchema, momentSchema } from './customer-schema.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { changedSchema } from './history-schema.ts'
import { readers, workers } from './may.ts'
import { noteRoutes } from './note-routes.ts'
import { invoiceSchema, orderSchema } from './order-schema.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordId } from './record-id.ts'
import { sent, writableOf } from './record-schema.ts'

const tag = 'Customers'
const params = z.strictObject({ id: recordId })
const of = { kind: 'customer', by: 'id' } as const
const writable = writableOf(customerShape)

const list = apiRoute({
  method: 'get',
  path: '/customers',
  operation: 'listCustomers',
  tag,
  summary: 'Customers, by name.',
  may: readers,
  scope: 'customers:read',
  lists: ['customer'],
  query: z.strictObject({
    ...pageQuery,
    text: z.string().max(200).optional().describe('Part of a name, e-mail address, phone or id.'),
    company: recordId.optional(),
    tier: z.string().max(50).optional(),
    owner: recordId.optional(),
  }),
  answer: pageOf(customerLineSchema),
  async run({ db, asker, query: { limit, cursor, ...filter } }) {
    const lines = await listCustomers(db, {
      ...filter,
      after: placeIn(cursor),
      limit: limit + 1,
      where: maySee(asker, 'customer', 'c'),
    })
    const items = lines.slice(0, limit)
    const last = items.at(-1)
    return { items, next: cursorOf(lines.length > limit && last ? [last.name, last.id] : null) }
  },
})

const make = apiRoute({
  method: 'post',
  path: '/customers',
  operation: 'makeCustomer',
  tag,
  summary: 'A new customer. An e-mail address proves nothing unless it is said to be verified.',
  may: workers,
  scope: 'customers:write',
  body: z.strictObject({ ...writable, name: customerShape.fields['name']!.schema }),
  status: 201,
  answer: customerSchema,
  async run(call) {
    const { db, body } = call
    const id = await db.write(() => makeCustomer(sent(body), editOf(call)))
    return found(call, id)
  },
})

const read = apiRoute({
  method: 'get',
  path: '/customers/:id',
  operation: 'readCustomer',
  tag,
  summary: 'A customer, with contacts, attributes and consents.',
  may: readers,
  scope: 'customers:read',
  params,
  of,
  answer: customerSchema,
  version: ({ version }) => version,
  run: (call) => found(call, call.params.id),
})

const change = apiRoute({
  method: 'patch',
  path: '/customers/:id',
  operation: 'changeCustomer',
  tag,
  summary: 'Changes fields and attributes; null takes an attribute away.',
  may: workers,
  scope: 'customers:write',
  params,
  of,
  ifMatch: 'heard',
  body: z.strictObject({
    ...writable,
    attributes: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional(),
  }),
  answer: changedSchema,
  version: ({ version }) => version,
  run(call) {
    const { attributes = {}, ...set } = call.body
    const { attributes: declared } = readDeclared(call.parley.settings.RECORDS_FILE)
    return call.db.write(() =>
      changeCustomer(call.params.id, { set: sent(set), attributes }, declared, editOf(call)),
    )
  },
})

const timeline = apiRoute({
  method: 'get',
  path: '/customers/:id/timeline',
  operation: 'customerTimeline',
  tag,
  summary: 'All that happened with a customer, the latest first.',
  may: readers,
  scope: 'customers:read',
  params,
  of,
  lists: ['conversation', 'ticket'],
  query: z.strictObject(pageQuery),
  answer: pageOf(momentSchema),
  async run({ db, asker, params: { id }, query: { limit, cursor } }) {
    const { moments, next } = await timelineOf(db, id, {
      before: placeIn(cursor),
      limit,
      seen: {
        conversations: maySee(asker, 'conversation', 'c'),
        tickets: maySee(asker, 'ticket', 't'),
        tasks: maySee(asker, 'task', 'k'),
      },
    })
    return { items: moments, next: cursorOf(next) }
  },
})

const orders = apiRoute({
  method: 'get',
  path: '/customers/:id/orders',
  operation: 'customerOrders',
  tag,
  summary: 'The latest orders of a customer, with items and shipments.',
  may: readers,
  scope: 'orders:read',
  params,
  of,
  answer: z.object({ items: z.array(orderSchema) }),
  run: async ({ db, params: { id } }) => ({ items: await ordersOf(db, id) }),
})

const invoices = apiRoute({
  method: 'get',
  path: '/customers/:id/invoices',
  operation: 'customerInvoices',
  tag,
  summary: 'The latest invoices of a customer.',
  may: readers,
  scope: 'orders:read',
  params,
  of,
  answer: z.object({ items: z.array(invoiceSchema) }),
  run: async ({ db, params: { id } }) => ({ items: await invoicesOf(db, id) }),
})

export const customerRoutes: readonly ApiRoute[] = [
  list,
  make,
  read,
  change,
  timeline,
  orders,
  invoices,
  historyRoute('customer', 'customers', tag),
  ...noteRoutes('customer', 'customers', tag),
  ...customerPartRoutes,
]

async function found({ db, parley }: { db: ApiParley['db']; parley: ApiParley }, id: string) {
  const { attributes } = readDeclared(parley.settings.RECORDS_FILE)
  const customer = await customerRecord(db, id, attributes)
  if (customer) return customer
  throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
}
