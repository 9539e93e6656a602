import type { Deal } from '../crm/sales/deal.ts'

export type ForecastMonth = {
  /** Such as 2026-12. Open ones whose day has passed are `overdue`, those without one `undated`. */
  readonly month: string
  readonly currency: string
  readonly open: number
  readonly amountCents: number
  /** The amounts times their probabilities, rounded once, at the end. */
  readonly weightedCents: number
  /** Won in that month already. */
  readonly won: number
  readonly wonCents: number
}

/**
 * What is expected per month and currency: the sum of amount × probability over the open
 * opportunities. That is what comes on average over many; of a few each comes whole or not at all.
 * `today` is a day such as 2026-11-26; months won before it are left out, but for the current one.
 */
export function forecast(deals: readonly Deal[], today: string): ForecastMonth[] {
  const months = new Map<string, Sums>()
  const at = (month: string, currency: string): Sums => {
    const key = `${month} ${currency}`
    const known = months.get(key) ?? {
      month,
      currency,
      open: 0,
      cents: 0,
      hundredths: 0,
      won: 0,
      wonCents: 0,
    }
    months.set(key, known)
    return known
  }
  for (const deal of deals) {
    if (deal.outcome === 'open') {
      const sums = at(monthOf(deal, today), deal.currency)
      sums.open++
      sums.cents += deal.amountCents
      sums.hundredths += deal.amountCents * deal.probability
    } else if (deal.outcome === 'won' && deal.closedAt && deal.closedAt >= today.slice(0, 7)) {
      const sums = at(deal.closedAt.slice(0, 7), deal.currency)
      sums.won++
      sums.wonCents += deal.amountCents
    }
  }
  return [...months.values()]
    .map(({ cents, hundredths, ...sums }) => ({
      ...sums,
      amountCents: cents,
      weightedCents: Math.round(hundredths / 100),
    }))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

type Sums = {
  readonly month: string
  readonly currency: string
  open: number
  cents: number
  /** Cents times percent. */
  hundredths: number
  won: number
  wonCents: number
}

function monthOf({ expectedClose }: Deal, today: string): string {
  if (expectedClose === null) return 'undated'
  return expectedClose < today ? 'overdue' : expectedClose.slice(0, 7)
}

/** What is overdue stands first, what has no day last. */
const orderOf = ({ month, currency }: ForecastMonth): string =>
  `${month === 'overdue' ? '0' : month === 'undated' ? '9' : month} ${currency}`
