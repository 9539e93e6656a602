import type { Deal, Stay } from '../crm/sales/deal.ts'
import { median } from './median.ts'

export type CycleTime = {
  /** Null of none. */
  readonly medianDays: number | null
  readonly count: number
}

export type StageTime = CycleTime & {
  readonly stage: string
  /** Those that are in it now: how long they will stay is not known, and not counted. */
  readonly still: number
}

/** From opened to won, and from opened to lost. */
export function cycleTimes(deals: readonly Deal[]): { won: CycleTime; lost: CycleTime } {
  const daysOf = (outcome: Deal['outcome']) =>
    timeOf(
      deals.flatMap((deal) =>
        deal.outcome === outcome && deal.closedAt
          ? [daysBetween(deal.openedAt, deal.closedAt)]
          : [],
      ),
    )
  return { won: daysOf('won'), lost: daysOf('lost') }
}

/** How long the stays in each of the stages were that are over, whatever came after. */
export function stageTimes(deals: readonly Deal[], stages: readonly string[]): StageTime[] {
  return stages.map((stage) => {
    const stays = deals.flatMap(({ stays }) => stays.filter((stay) => stay.stage === stage))
    const days = stays.flatMap(({ from, until }: Stay) => (until ? [daysBetween(from, until)] : []))
    return { stage, ...timeOf(days), still: stays.length - days.length }
  })
}

const timeOf = (days: readonly number[]): CycleTime => ({
  medianDays: median(days),
  count: days.length,
})

const DAY_MS = 86_400_000

const daysBetween = (from: string, until: string): number =>
  (Date.parse(until) - Date.parse(from)) / DAY_MS
