import { choiceField, referenceField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const returnShape: RecordShape = {
  kind: 'return',
  table: 'returns',
  key: 'number',
  customer: '(select o.customer from orders o where o.number = order_number)',
  owner: null,
  team: null,
  fields: {
    order: referenceField('order_number', 'order', { readOnly: true }),
    conversation: referenceField('conversation', 'conversation', {
      optional: true,
      readOnly: true,
    }),
    reason: textField('reason', { most: 20_000, personal: true }),
    wish: choiceField('wish', ['refund', 'exchange']),
    status: choiceField('status', ['requested', 'received', 'refunded', 'exchanged', 'refused']),
    askedAt: timeField('asked_at', { readOnly: true }),
  },
}
