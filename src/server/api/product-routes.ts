import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { findProducts, listProducts } from '../../crm/products.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'

const shared = { tag: 'Products', may: readers, scope: 'products:read' } as const

const product = z
  .object({
    sku: z.string(),
    name: z.string(),
    nameZh: z.string(),
    category: z.string(),
    price: z.number(),
    currency: z.string(),
    stock: z.int(),
    description: z.string(),
    descriptionZh: z.string(),
  })
  .meta({ id: 'Product' })

const list = apiRoute({
  ...shared,
  method: 'get',
  path: '/products',
  operation: 'listProducts',
  summary: 'Products, by SKU.',
  query: z.strictObject(pageQuery),
  answer: pageOf(product),
  run: ({ db, asker, query }) =>
    listProducts(db, { ...query, seen: maySee(asker, 'product', 'products') }),
})

const find = apiRoute({
  ...shared,
  method: 'get',
  path: '/products/search',
  operation: 'findProducts',
  summary: 'The products that a text names, in either language, the likeliest first.',
  query: z.strictObject({ q: z.string().min(1).max(200) }),
  answer: z.object({ items: z.array(product) }),
  run: async ({ db, query: { q } }) => ({ items: await findProducts(db, q, 20) }),
})

export const productRoutes: readonly ApiRoute[] = [list, find]
