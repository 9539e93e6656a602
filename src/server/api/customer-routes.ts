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
import { attributesBody, changesIn } from './attributes-body.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { customerPartRoutes } from './customer-part-routes.ts'
import { customerLineSchema, customerSchema, momentSchema } from './customer-schema.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { readers } from './may.ts'
import { noteRoutes } from './note-routes.ts'
import { invoiceSchema, orderSchema } from './order-schema.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordFrame } from './record-frame.ts'
import { recordId } from './record-id.ts'
import { sent, writableOf } from './record-schema.ts'

const tag = 'Customers'
const frame = recordFrame('customer', 'customers', tag)
const { params, of } = frame.read
const writable = writableOf(customerShape)

const list = apiRoute({
  ...frame.list,
  operation: 'listCustomers',
  summary: 'Customers, by name.',
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
    return paged(lines, limit, ({ name, id }) => cursorOf([name, id]))
  },
})

const make = apiRoute({
  ...frame.make,
  operation: 'makeCustomer',
  summary: 'A new customer. An e-mail address proves nothing unless it is said to be verified.',
  body: z.strictObject({ ...writable, name: customerShape.fields['name']!.schema }),
  answer: customerSchema,
  async run(call) {
    const { db, body } = call
    const id = await db.write(() => makeCustomer(sent(body), editOf(call)))
    return found(call, id)
  },
})

const read = apiRoute({
  ...frame.read,
  operation: 'readCustomer',
  summary: 'A customer, with contacts, attributes and consents.',
  answer: customerSchema,
  run: (call) => found(call, call.params.id),
})

const change = apiRoute({
  ...frame.change,
  operation: 'changeCustomer',
  summary: 'Changes fields and attributes; null takes an attribute away.',
  body: z.strictObject({ ...writable, ...attributesBody }),
  run: (call) => call.db.write(() => changeCustomer(...changesIn(call))),
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
