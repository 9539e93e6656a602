import type { Database } from '../database.ts'
import { run } from '../work.ts'
import { changeTicket } from './change-ticket.ts'
import type { Pace } from './sla.ts'
import { dueOf, type Clocked } from './ticket-clocks.ts'

const AT_ONCE = 200
const system = { kind: 'system', id: 'clocks', name: 'Parley' } as const

/**
 * Winds the clocks of tickets that came by another way than the desk, such as those that the bot
 * opened, and takes up again those whose customer wrote. Says how many it saw to; to be called
 * again when there were any.
 */
export async function keepClocks(db: Database, pace: Pace): Promise<number> {
  const fresh = await db.all<Clocked & { number: string }>(
    `select number, priority, status, opened_at as "openedAt", responded_at as "respondedAt",
       paused_at as "pausedAt", paused_minutes as "pausedMinutes"
     from tickets where resolution_due is null order by number limit ?`,
    AT_ONCE,
  )
  const answered = await db.all<{ number: string; at: string }>(
    `select t.number, min(e.at) as at
     from tickets t join conversations c on c.id = t.conversation
       join events e on e.conversation = c.key and e.at > t.paused_at
     where t.status = 'pending' and e.body like '{"kind":"customer-said"%'
     group by t.number limit ?`,
    AT_ONCE,
  )
  if (fresh.length + answered.length === 0) return 0
  await db.write(function* () {
    for (const ticket of fresh) {
      const { responseDue, resolutionDue } = dueOf(ticket, pace)
      yield* run(
        `update tickets set response_due = ?, resolution_due = ?,
           paused_at = case when status in ('pending', 'solved', 'closed')
             then coalesce(paused_at, closed_at, opened_at) end
         where number = ? and resolution_due is null`,
        responseDue,
        resolutionDue,
        ticket.number,
      )
    }
    for (const { number, at } of answered) {
      yield* changeTicket(number, { status: 'open' }, { by: system, at }, pace)
    }
  })
  return fresh.length + answered.length
}
