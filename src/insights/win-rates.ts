import type { Deal } from '../crm/sales/deal.ts'
import { wilson, type Share } from './wilson.ts'

export type WinRate = Share & { readonly key: string | null }

/** Of all that are closed, how many were won. Those still open count nowhere: they may go either way. */
export const winRate = (deals: readonly Deal[]): Share => {
  const closed = deals.filter(({ outcome }) => outcome !== 'open')
  return wilson(closed.filter(({ outcome }) => outcome === 'won').length, closed.length)
}

/** Of the closed ones of each owner. */
export function winRatesByOwner(deals: readonly Deal[]): WinRate[] {
  const owners = [...new Set(deals.map(({ owner }) => owner))]
  return owners
    .map((owner) => ({ key: owner, ...winRate(deals.filter((deal) => deal.owner === owner)) }))
    .filter(({ of }) => of > 0)
    .toSorted((a, b) => b.of - a.of)
}

/** Of the closed ones that ever were in each of the stages: what its probability may be held against. */
export function winRatesByStage(deals: readonly Deal[], stages: readonly string[]): WinRate[] {
  return stages.map((stage) => ({
    key: stage,
    ...winRate(deals.filter(({ stays }) => stays.some((stay) => stay.stage === stage))),
  }))
}
