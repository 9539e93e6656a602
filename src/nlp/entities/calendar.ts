/** Days as numbers (days since 1970 UTC), and what "next month" and "in March" come to. */

/** What a date in a message is counted from. */
export type Clock = {
  readonly today: number
  /** Whether the words around it speak of what was, or of what is to come. */
  readonly tense: Tense
}

export type Tense = 'past' | 'future' | 'open'

const DAY_MS = 86_400_000

export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS)
}

/** The day of a date that exists: the 30th of February is undefined. Months from 1. */
export function dayAt(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOf(date) : undefined
}

/** 2026-03-18 */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** 2026-03 */
export function isoMonth(year: number, month: number): string {
  return isoDay(dayAt(year, month, 1) ?? 0).slice(0, 7)
}

export function partsOf(day: number): { year: number; month: number; date: number } {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() }
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** The Monday of the day's week. */
export function mondayOf(day: number): number {
  return day - ((weekdayOf(day) + 6) % 7)
}

export type Unit = 'day' | 'week' | 'month' | 'year'

/** Months keep the day of the month where they have it: a month after 31 January is 28 February. */
export function shiftDay(day: number, by: number, unit: Unit = 'day'): number {
  if (unit === 'day') return day + by
  if (unit === 'week') return day + 7 * by
  const { year, month, date } = partsOf(day)
  const months = year * 12 + month - 1 + (unit === 'year' ? 12 * by : by)
  const last = lastOfMonth(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1)
  return Math.min(dayAtMonth(months) + date - 1, last)
}

function dayAtMonth(months: number): number {
  return dayAt(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) ?? 0
}

export function lastOfMonth(year: number, month: number): number {
  return dayAtMonth(year * 12 + month) - 1
}

/**
 * Of the days that `inYear` gives for the years around today, the nearest one, past or to come;
 * the last one that was or the next one that will be where the message says which.
 */
export function nearestDay(
  { today, tense }: Clock,
  inYear: (year: number) => number | undefined,
): number | undefined {
  const { year } = partsOf(today)
  // Four years on either side have a 29th of February.
  const days = [0, -1, 1, -2, 2, -3, 3, -4, 4].flatMap((by) => inYear(year + by) ?? [])
  const fitting = days.filter(
    (day) => tense === 'open' || (tense === 'past' ? day <= today : day >= today),
  )
  return nearestOf(fitting, today)
}

export function nearestOf(days: readonly number[], today: number): number | undefined {
  let best: number | undefined
  for (const day of days) {
    if (best === undefined || Math.abs(day - today) < Math.abs(best - today)) best = day
  }
  return best
}

/** That day of this week (0), the next (1) or the last (−1); weeks begin on Monday. */
export function dayOfWeek(today: number, weekday: number, weeks: number): number {
  return mondayOf(today) + ((weekday + 6) % 7) + 7 * weeks
}
