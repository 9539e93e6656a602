import { ticketShape } from '../records/ticket-shape.ts'
import type { ImportTarget } from './import-target.ts'
import { newNumber } from '../new-number.ts'
import { ticketFields } from './ticket-fields.ts'

export const ticketTarget: ImportTarget = {
  shape: ticketShape,
  fields: ticketFields,
  newKey: () => newNumber('T'),
  keysAreCapitals: true,
  recordOf: (values, now) => ({
    customer: values['customer'] ?? null,
    order: values['order'] ?? null,
    category: values['category'] ?? null,
    priority: values['priority'] ?? null,
    subject: values['subject'] ?? null,
    body: values['body'] ?? '',
    status: values['status'] ?? null,
    openedAt: values['opened_at'] ?? now,
    closedAt: values['closed_at'] ?? (values['status'] === 'closed' ? now : null),
  }),
  // The clock stands while nobody is at work on it.
  columnsOfNew: ({ status, openedAt, closedAt }) => ({
    paused_at: status === 'open' ? null : (closedAt ?? openedAt),
  }),
}
