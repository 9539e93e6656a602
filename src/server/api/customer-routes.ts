import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { findCustomer, listCustomers } from '../../crm/customers.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordId } from './record-id.ts'

const shared = { tag: 'Customers', may: readers, scope: 'customers:read' } as const

const customer = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    language: z.string(),
    address: z.string(),
    city: z.string(),
    country: z.string(),
    postcode: z.string(),
    tier: z.string(),
    since: z.string(),
  })
  .meta({ id: 'Customer' })

const list = apiRoute({
  ...shared,
  method: 'get',
  path: '/customers',
  operation: 'listCustomers',
  summary: 'Customers, by id.',
  lists: ['customer'],
  query: z.strictObject({ ...pageQuery, email: z.string().max(254).optional() }),
  answer: pageOf(customer),
  run: ({ db, asker, query }) =>
    listCustomers(db, { ...query, seen: maySee(asker, 'customer', 'customers') }),
})

const read = apiRoute({
  ...shared,
  method: 'get',
  path: '/customers/:id',
  operation: 'readCustomer',
  summary: 'One customer.',
  params: z.strictObject({ id: recordId }),
  of: { kind: 'customer', by: 'id' },
  answer: customer,
  audit: { action: 'read', about: ({ params: { id } }) => ({ kind: 'customer', id }) },
  async run({ db, params: { id } }) {
    const found = await findCustomer(db, id)
    if (found) return found
    throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
  },
})

export const customerRoutes: readonly ApiRoute[] = [list, read]
