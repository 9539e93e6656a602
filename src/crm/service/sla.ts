import type { BusinessHours } from '../../conversation.ts'
import type { Ticket } from '../tickets.ts'

/** How soon a ticket of a priority is to be answered and solved, in minutes people are there. */
export type Target = { readonly response: number; readonly resolution: number }

export type Sla = {
  readonly targets: Readonly<Record<Ticket['priority'], Target>>
  /** What is left of a target when it counts as at risk, 0 to 1. */
  readonly riskShare: number
}

/** What holds where the records file does not say otherwise. */
export const usualSla: Sla = {
  targets: {
    urgent: { response: 60, resolution: 480 },
    high: { response: 120, resolution: 960 },
    normal: { response: 480, resolution: 2_400 },
    low: { response: 960, resolution: 4_800 },
  },
  riskShare: 0.25,
}

/** Targets, and when people are there; always, without hours. */
export type Pace = { readonly sla: Sla; readonly hours: BusinessHours | undefined }
