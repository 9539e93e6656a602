import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { findOrder, listOrders } from '../../crm/orders.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordId } from './record-id.ts'

const shared = { tag: 'Orders', may: readers, scope: 'orders:read' } as const
const status = z.enum(['processing', 'shipped', 'delivered', 'cancelled', 'returned'])

const order = z
  .object({
    number: z.string(),
    customer: z.string(),
    placedAt: z.string(),
    status,
    currency: z.string(),
    total: z.number(),
    address: z.string(),
    items: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        nameZh: z.string(),
        quantity: z.int(),
        price: z.number().describe('Of one piece.'),
      }),
    ),
    shipments: z.array(
      z.object({
        carrier: z.string(),
        tracking: z.string(),
        status: z.string(),
        shippedAt: z.string(),
        expectedAt: z.string().nullable(),
        deliveredAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Order' })

const list = apiRoute({
  ...shared,
  method: 'get',
  path: '/orders',
  operation: 'listOrders',
  summary: 'Orders, by number.',
  lists: ['order'],
  query: z.strictObject({
    ...pageQuery,
    customer: recordId.optional(),
    status: status.optional(),
  }),
  answer: pageOf(order),
  run: ({ db, asker, query }) =>
    listOrders(db, { ...query, seen: maySee(asker, 'order', 'orders') }),
})

const read = apiRoute({
  ...shared,
  method: 'get',
  path: '/orders/:number',
  operation: 'readOrder',
  summary: 'One order.',
  params: z.strictObject({ number: recordId.toUpperCase() }),
  of: { kind: 'order', by: 'number' },
  answer: order,
  audit: { action: 'read', about: ({ params: { number } }) => ({ kind: 'order', id: number }) },
  async run({ db, params: { number } }) {
    const found = await findOrder(db, number)
    if (found) return found
    throw new Problem('not-found', 'OrderNotFound', `There is no order ${number}.`)
  },
})

export const orderRoutes: readonly ApiRoute[] = [list, read]
