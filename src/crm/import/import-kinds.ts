import { customerFields } from './customer-fields.ts'
import type { ImportField } from './import-field.ts'
import { orderFields } from './order-fields.ts'
import { productFields } from './product-fields.ts'
import { ticketFields } from './ticket-fields.ts'

/** What files may hold: the fields of each kind, the key first. */
export const importKinds = {
  customers: customerFields,
  orders: orderFields,
  products: productFields,
  tickets: ticketFields,
} satisfies Readonly<Record<string, readonly ImportField[]>>

export type ImportKind = keyof typeof importKinds
