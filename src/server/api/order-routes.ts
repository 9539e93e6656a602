import { z } from 'zod'
import { invoicesOfOrder } from '../../crm/invoices.ts'
import { findOrder } from '../../crm/orders.ts'
import { changeRecord } from '../../crm/records/change-record.ts'
import { orderShape } from '../../crm/records/order-shape.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { changedSchema } from './history-schema.ts'
import { readers, workers } from './may.ts'
import { invoiceSchema, orderSchema } from './order-schema.ts'
import { recordId } from './record-id.ts'
import { sent, writableOf } from './record-schema.ts'

const tag = 'Orders'
const params = z.strictObject({ id: recordId })
const of = { kind: 'order', by: 'id' } as const

export const orderRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/orders/:id',
    operation: 'readOrder',
    tag,
    summary: 'An order, with items, shipments and invoices.',
    may: readers,
    scope: 'orders:read',
    params,
    of,
    answer: orderSchema.extend({ invoices: z.array(invoiceSchema) }),
    async run({ db, params: { id } }) {
      const order = await findOrder(db, id)
      if (!order) throw new Problem('not-found', 'OrderNotFound', `There is no order ${id}.`)
      return { ...order, invoices: await invoicesOfOrder(db, order.number) }
    },
  }),
  apiRoute({
    method: 'patch',
    path: '/orders/:id',
    operation: 'changeOrder',
    tag,
    summary: 'Changes the status or the address of an order.',
    may: workers,
    scope: 'orders:write',
    params,
    of,
    ifMatch: 'heard',
    body: z.strictObject(writableOf(orderShape)),
    answer: changedSchema,
    version: ({ version }) => version,
    run: (call) =>
      call.db.write(() =>
        changeRecord(orderShape, call.params.id, { ...editOf(call), set: sent(call.body) }),
      ),
  }),
  historyRoute('order', 'orders', tag),
]
