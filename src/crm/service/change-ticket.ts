import type { Json } from '../../conversation.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { mustRefer } from '../records/must-refer.ts'
import { ticketShape } from '../records/ticket-shape.ts'
import type { Ticket } from '../tickets.ts'
import type { Edit } from '../people/edit.ts'
import { one, type Work } from '../work.ts'
import { businessMinutesBetween } from './business-minutes.ts'
import type { Pace } from './sla.ts'
import { dueOf, type Clocked } from './ticket-clocks.ts'

/** In these nobody at the desk has the ticket to work on: the clocks stand still. */
const still: readonly Json[] = ['pending', 'solved', 'closed']

/**
 * Changes a ticket, and its clocks with it: they stand still while it waits for the customer and
 * from when it is solved, go on when it is taken up again, and follow the priority. Asking the
 * customer back, or solving it, is a first response.
 */
export function* changeTicket(
  number: string,
  set: Readonly<Record<string, Json>>,
  edit: Edit,
  pace: Pace,
): Work<Changed> {
  yield* mustRefer(ticketShape, set)
  const now = yield* one<Clocked>(clocked, number)
  if (!now) return yield* changeRecord(ticketShape, number, { ...edit, set })
  const status = (set['status'] ?? now.status) as Ticket['status']
  const priority = (set['priority'] ?? now.priority) as Ticket['priority']
  const isStill = still.includes(status)
  const isAnswer = edit.by.kind === 'agent' && isStill && status !== now.status
  const next: Clocked = {
    ...now,
    status,
    priority,
    respondedAt: now.respondedAt ?? (isAnswer ? edit.at : null),
    pausedAt: isStill ? (now.pausedAt ?? edit.at) : null,
    pausedMinutes:
      now.pausedAt !== null && !isStill
        ? now.pausedMinutes +
          businessMinutesBetween(new Date(now.pausedAt), new Date(edit.at), pace.hours)
        : now.pausedMinutes,
  }
  // A priority that there is not is told by the check of its field.
  const due = Object.hasOwn(pace.sla.targets, priority) ? dueOf(next, pace) : null
  return yield* changeRecord(ticketShape, number, {
    ...edit,
    set: {
      ...set,
      ...(next.respondedAt !== now.respondedAt && { respondedAt: next.respondedAt }),
      ...(status !== now.status && { closedAt: status === 'closed' ? edit.at : null }),
    },
    columns: {
      paused_at: next.pausedAt,
      paused_minutes: next.pausedMinutes,
      ...(due && { response_due: due.responseDue, resolution_due: due.resolutionDue }),
    },
  })
}

const clocked = `select priority, status, opened_at as "openedAt", responded_at as "respondedAt",
  paused_at as "pausedAt", paused_minutes as "pausedMinutes" from tickets where number = ?`
