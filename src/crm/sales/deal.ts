/** An opportunity as the figures of the pipeline need it. */
export type Deal = {
  /** Null of nobody's. */
  readonly owner: string | null
  readonly outcome: 'open' | 'won' | 'lost'
  /** The stages it went through, in order; the last is the one it is in. */
  readonly stays: readonly Stay[]
  /** In the currency's smallest unit. */
  readonly amountCents: number
  readonly currency: string
  /** In percent; of one that is open. */
  readonly probability: number
  /** A day such as 2026-12-31. */
  readonly expectedClose: string | null
  readonly openedAt: string
  readonly closedAt: string | null
}

/** ISO 8601. */
export type Stay = { readonly stage: string; readonly from: string; readonly until: string | null }
