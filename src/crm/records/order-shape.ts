import { choiceField, integerField, referenceField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const orderShape: RecordShape = {
  kind: 'order',
  table: 'orders',
  key: 'number',
  customer: 'customer',
  owner: null,
  team: null,
  fields: {
    customer: referenceField('customer', 'customer', { readOnly: true }),
    placedAt: timeField('placed_at', { readOnly: true }),
    status: choiceField('status', ['processing', 'shipped', 'delivered', 'cancelled', 'returned']),
    currency: textField('currency', { least: 3, most: 3, readOnly: true }),
    totalCents: integerField('total_cents', { readOnly: true }),
    address: textField('address', { personal: true }),
  },
}
