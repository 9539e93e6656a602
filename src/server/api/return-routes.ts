import { z } from 'zod'
import { findReturn, returnsOfOrder } from '../../crm/returns.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'
import { recordId } from './record-id.ts'

const shared = { tag: 'Returns', may: readers, scope: 'orders:read' } as const
const params = z.strictObject({ number: recordId.toUpperCase() })

const returned = z
  .object({
    number: z.string(),
    order: z.string(),
    skus: z.array(z.string()),
    reason: z.string(),
    wish: z.enum(['refund', 'exchange']),
    status: z.enum(['requested', 'received', 'refunded', 'exchanged', 'refused']),
    askedAt: z.string(),
  })
  .meta({ id: 'Return' })

const list = apiRoute({
  ...shared,
  method: 'get',
  path: '/orders/:number/returns',
  operation: 'listReturns',
  summary: 'What was asked to be returned of an order, newest first.',
  params,
  of: { kind: 'order', by: 'number' },
  answer: z.object({ items: z.array(returned) }),
  run: async ({ db, params: { number } }) => ({ items: await returnsOfOrder(db, number) }),
})

const read = apiRoute({
  ...shared,
  method: 'get',
  path: '/returns/:number',
  operation: 'readReturn',
  summary: 'One return.',
  params,
  of: { kind: 'return', by: 'number' },
  answer: returned,
  async run({ db, params: { number } }) {
    const found = await findReturn(db, number)
    if (found) return found
    throw new Problem('not-found', 'ReturnNotFound', `There is no return ${number}.`)
  },
})

export const returnRoutes: readonly ApiRoute[] = [list, read]
