import { choiceField, integerField, referenceField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const invoiceShape: RecordShape = {
  kind: 'invoice',
  table: 'invoices',
  key: 'number',
  customer: 'customer',
  owner: null,
  team: null,
  fields: {
    order: referenceField('order_number', 'order', { readOnly: true }),
    customer: referenceField('customer', 'customer', { readOnly: true }),
    issuedAt: timeField('issued_at', { readOnly: true }),
    dueAt: timeField('due_at'),
    paidAt: timeField('paid_at', { optional: true }),
    status: choiceField('status', ['open', 'paid', 'overdue', 'credited']),
    currency: textField('currency', { least: 3, most: 3, readOnly: true }),
    netCents: integerField('net_cents', { readOnly: true }),
    taxCents: integerField('tax_cents', { readOnly: true }),
    totalCents: integerField('total_cents', { readOnly: true }),
  },
}
