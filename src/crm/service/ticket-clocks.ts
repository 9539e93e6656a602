import type { Ticket } from '../tickets.ts'
import { addBusinessMinutes, businessMinutesBetween } from './business-minutes.ts'
import type { Pace } from './sla.ts'

/** What the clocks of a ticket are reckoned from. */
export type Clocked = {
  readonly priority: Ticket['priority']
  readonly status: Ticket['status']
  readonly openedAt: string
  readonly respondedAt: string | null
  /** Since when the clocks stand still. */
  readonly pausedAt: string | null
  /** How many minutes, of those in which people were there, they stood still before. */
  readonly pausedMinutes: number
}

export type Due = { readonly responseDue: string; readonly resolutionDue: string }

/** By when a ticket is to be answered and solved; time that it waited for the customer is added. */
export function dueOf(ticket: Clocked, { sla, hours }: Pace): Due {
  const target = sla.targets[ticket.priority]
  const due = (minutes: number) =>
    addBusinessMinutes(
      new Date(ticket.openedAt),
      minutes + ticket.pausedMinutes,
      hours,
    ).toISOString()
  return { responseDue: due(target.response), resolutionDue: due(target.resolution) }
}

export type ClockState = 'running' | 'at-risk' | 'breached' | 'paused' | 'met' | 'missed'

export type Clock = { readonly due: string; readonly state: ClockState }

export type Clocks = { readonly response: Clock; readonly resolution: Clock }

/** How the clocks stand at a time. */
export function clocksAt(ticket: Clocked & Due, now: string, pace: Pace): Clocks {
  const { response, resolution } = pace.sla.targets[ticket.priority]
  const isOver = ticket.status === 'solved' || ticket.status === 'closed'
  const answered = ticket.respondedAt ?? (isOver ? ticket.pausedAt : null)
  const state = (due: string, minutes: number, doneAt: string | null): ClockState => {
    if (doneAt !== null) return doneAt <= due ? 'met' : 'missed'
    if (ticket.pausedAt !== null) return ticket.pausedAt > due ? 'breached' : 'paused'
    if (now > due) return 'breached'
    const left = businessMinutesBetween(new Date(now), new Date(due), pace.hours)
    return left <= minutes * pace.sla.riskShare ? 'at-risk' : 'running'
  }
  const { responseDue, resolutionDue } = ticket
  return {
    response: { due: responseDue, state: state(responseDue, response, answered) },
    resolution: {
      due: resolutionDue,
      state: state(resolutionDue, resolution, isOver ? ticket.pausedAt : null),
    },
  }
}
