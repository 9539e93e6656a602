import type { Event } from '../conversation.ts'
import type { Change } from './change.ts'

/** What a change leaves in the log: which record was written and how. */
export function eventsOfChange(change: Change): Event[] {
  switch (change.do) {
    case 'open-ticket':
      return [{ kind: 'changed', what: 'opened ticket', record: change.ticket.number }]
    case 'cancel-order':
      return [{ kind: 'changed', what: 'cancelled order', record: change.order }]
    case 'change-address':
      return [{ kind: 'changed', what: 'changed address of order', record: change.order }]
    case 'request-return':
      return [{ kind: 'changed', what: 'requested return', record: change.number }]
    case 'set-reminder':
      return [{ kind: 'changed', what: 'set reminder', record: change.reminder.name }]
    case 'cancel-reminders':
      return [
        {
          kind: 'changed',
          what: 'cancelled reminders',
          record: change.name ?? change.intent ?? 'all',
        },
      ]
    case 'unsubscribe':
      return [{ kind: 'changed', what: 'took back consent', record: change.customer }]
    default:
      return []
  }
}
