import { choiceField, referenceField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const taskShape: RecordShape = {
  kind: 'task',
  table: 'tasks',
  key: 'id',
  customer: 'customer',
  owner: 'owner',
  team: 'team',
  fields: {
    title: textField('title', { least: 1, most: 200, personal: true }),
    body: textField('body', { most: 20_000, personal: true }),
    status: choiceField('status', ['open', 'done']),
    dueAt: timeField('due_at', { optional: true }),
    remindAt: timeField('remind_at', { optional: true }),
    doneAt: timeField('done_at', { optional: true, readOnly: true }),
    owner: referenceField('owner', 'agent', { optional: true }),
    team: referenceField('team', 'team', { optional: true }),
    customer: referenceField('customer', 'customer', { optional: true }),
    ticket: referenceField('ticket', 'ticket', { optional: true }),
    conversation: referenceField('conversation', 'conversation', { optional: true }),
    madeAt: timeField('made_at', { readOnly: true }),
  },
}
