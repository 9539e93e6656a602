import { randomInt } from 'node:crypto'
import type { Json } from '../../conversation.ts'
import type { Actor } from '../records/actor.ts'
import { makeRecord } from '../records/make-record.ts'
import { mustRefer } from '../records/must-refer.ts'
import { ticketShape } from '../records/ticket-shape.ts'
import type { Ticket } from '../tickets.ts'
import { one, type Work } from '../work.ts'
import type { Pace } from './sla.ts'
import { dueOf } from './ticket-clocks.ts'

/** Opens a ticket from the desk; says its number. */
export function* makeTicket(
  set: Readonly<Record<string, Json>>,
  { by, at }: { readonly by: Actor; readonly at: string },
  pace: Pace,
): Work<string> {
  const all = {
    category: 'other',
    priority: 'normal',
    body: '',
    ...set,
    status: 'open',
    openedAt: at,
  }
  yield* mustRefer(ticketShape, all)
  const number = yield* freeNumber()
  const priority = all.priority as Ticket['priority']
  const due = Object.hasOwn(pace.sla.targets, priority)
    ? dueOf(
        {
          priority,
          status: 'open',
          openedAt: at,
          respondedAt: null,
          pausedAt: null,
          pausedMinutes: 0,
        },
        pace,
      )
    : null
  yield* makeRecord(ticketShape, number, {
    by,
    at,
    set: all,
    columns: { response_due: due?.responseDue ?? null, resolution_due: due?.resolutionDue ?? null },
  })
  return number
}

/** As customers are told them: no letters or digits that look alike. */
function* freeNumber(): Work<string> {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  for (;;) {
    const number = `T-${Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')}`
    if (!(yield* one('select number from tickets where number = ?', number))) return number
  }
}
