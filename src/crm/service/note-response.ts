import { changeRecord } from '../records/change-record.ts'
import type { Actor } from '../records/actor.ts'
import { ticketShape } from '../records/ticket-shape.ts'
import { all, type Work } from '../work.ts'

/** An agent wrote to the customer: the first response to the tickets of that conversation. */
export function* noteResponse(conversation: string, by: Actor, at: string): Work<void> {
  const waiting = yield* all<{ number: string }>(
    'select number from tickets where conversation = ? and responded_at is null',
    conversation,
  )
  for (const { number } of waiting) {
    yield* changeRecord(ticketShape, number, { by, at, set: { respondedAt: at } })
  }
}
