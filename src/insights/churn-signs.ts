import type { CustomerHistory } from '../crm/customer-histories.ts'

/** What is looked at in a customer to tell whether they leave; each grows with its name. */
export const churnSigns = [
  'days since the latest order',
  'orders so far',
  'silence against their own rhythm',
  'days as a customer',
  'money spent in a year',
  'orders in three months',
  'tickets in half a year',
  'open tickets',
  'happy messages',
  'unhappy messages',
] as const

export type ChurnSigns = {
  /** In the order of `churnSigns`, on the scale that is learned from (logarithms of counts). */
  readonly values: readonly number[]
  /** Days since the latest order, and what usually lay between two; null after a single one. */
  readonly silentDays: number
  readonly usualDays: number | null
  readonly tickets: number
  readonly openTickets: number
}

const DAY = 86_400_000

/**
 * The signs as they stood at an instant (ms), from what had happened by then and nothing later;
 * null for whoever had not ordered yet. `rhythm` is the usual number of days between two orders of
 * the shop's customers, taken for those who ordered once.
 */
export function churnSignsAt(
  { orders, tickets, feelings }: CustomerHistory,
  at: number,
  rhythm: number,
): ChurnSigns | null {
  const past = orders.filter((order) => order.at < at)
  const first = past[0]
  const latest = past.at(-1)
  if (!first || !latest) return null
  const since = (days: number) => at - days * DAY
  const silentDays = (at - latest.at) / DAY
  const usualDays = past.length > 1 ? (latest.at - first.at) / DAY / (past.length - 1) : null
  // A few orders say little of a rhythm: the shop's counts like one more.
  const expected = ((usualDays ?? 0) * (past.length - 1) + rhythm) / past.length
  const inYear = past.filter((order) => order.at >= since(365))
  const spent = inYear.reduce((sum, order) => sum + order.spent, 0)
  const opened = tickets.filter(({ openedAt }) => openedAt < at)
  const recent = opened.filter(({ openedAt }) => openedAt >= since(180)).length
  const open = opened.filter(({ closedAt }) => closedAt === null || closedAt >= at).length
  const felt = feelings.filter((one) => one.at < at && one.at >= since(90))
  const mean = (sign: 1 | -1) =>
    felt.reduce((sum, { sentiment }) => sum + Math.max(0, sign * sentiment), 0) /
    Math.max(1, felt.length)
  return {
    values: [
      Math.log1p(silentDays),
      Math.log1p(past.length),
      Math.log((silentDays + 1) / (expected + 1)),
      Math.log1p((at - first.at) / DAY),
      Math.log1p(spent),
      Math.log1p(past.filter((order) => order.at >= since(90)).length),
      Math.log1p(recent),
      Math.log1p(open),
      mean(1),
      mean(-1),
    ],
    silentDays: Math.floor(silentDays),
    usualDays: usualDays === null ? null : Math.round(usualDays),
    tickets: recent,
    openTickets: open,
  }
}
