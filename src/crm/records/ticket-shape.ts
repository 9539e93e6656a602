import { choiceField, referenceField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const ticketShape: RecordShape = {
  kind: 'ticket',
  table: 'tickets',
  key: 'number',
  customer: 'customer',
  owner: 'owner',
  team: 'team',
  fields: {
    customer: referenceField('customer', 'customer', { optional: true }),
    conversation: referenceField('conversation', 'conversation', {
      optional: true,
      readOnly: true,
    }),
    order: referenceField('order_number', 'order', { optional: true }),
    category: textField('category', { least: 1, most: 100 }),
    priority: choiceField('priority', ['low', 'normal', 'high', 'urgent']),
    subject: textField('subject', { least: 1, personal: true }),
    body: textField('body', { most: 20_000, personal: true }),
    status: choiceField('status', ['open', 'pending', 'on-hold', 'solved', 'closed']),
    owner: referenceField('owner', 'agent', { optional: true }),
    team: referenceField('team', 'team', { optional: true }),
    openedAt: timeField('opened_at', { readOnly: true }),
    respondedAt: timeField('responded_at', { optional: true, readOnly: true }),
    closedAt: timeField('closed_at', { optional: true, readOnly: true }),
  },
}
