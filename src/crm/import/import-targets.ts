import { companyTarget } from './company-target.ts'
import { customerTarget } from './customer-target.ts'
import type { ImportTarget } from './import-target.ts'
import { orderTarget } from './order-target.ts'
import { productTarget } from './product-target.ts'
import { ticketTarget } from './ticket-target.ts'

const targets = {
  customers: customerTarget,
  companies: companyTarget,
  orders: orderTarget,
  products: productTarget,
  tickets: ticketTarget,
}

export type ImportKind = keyof typeof targets

export const importKinds = Object.keys(targets) as ImportKind[]

/** What files may be imported as. */
export const importTargets: Readonly<Record<ImportKind, ImportTarget>> = targets
