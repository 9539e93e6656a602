import { z } from 'zod'

export const orderSchema = z
  .object({
    number: z.string(),
    customer: z.string(),
    placedAt: z.string(),
    status: z.string(),
    currency: z.string(),
    total: z.number().describe('In the main unit of the currency, as are all amounts.'),
    address: z.string(),
    items: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        nameZh: z.string(),
        quantity: z.int(),
        price: z.number(),
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

export const invoiceSchema = z
  .object({
    number: z.string(),
    order: z.string(),
    customer: z.string(),
    issuedAt: z.string(),
    dueAt: z.string(),
    paidAt: z.string().nullable(),
    status: z.string(),
    currency: z.string(),
    net: z.number(),
    tax: z.number(),
    total: z.number(),
  })
  .meta({ id: 'Invoice' })
