import { orderShape } from '../records/order-shape.ts'
import type { ImportTarget } from './import-target.ts'
import { orderFields } from './order-fields.ts'

export const orderTarget: ImportTarget = {
  shape: orderShape,
  fields: orderFields,
  keysAreCapitals: true,
  hasItems: true,
  recordOf: (values) => ({
    customer: values['customer'] ?? null,
    placedAt: values['placed_at'] ?? null,
    status: values['status'] ?? null,
    currency: values['currency'] ?? null,
    totalCents: values['total'] ?? null,
    address: values['address'] ?? '',
  }),
}
