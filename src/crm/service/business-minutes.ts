import type { BusinessHours } from '../../conversation.ts'

const MINUTE = 60_000
/** Nobody's target is further away: hours that never come must not be looked for for ever. */
const MOST_DAYS = 3_700

/** The instant at which so many minutes have passed while people are there. Without hours, always. */
export function addBusinessMinutes(
  from: Date,
  minutes: number,
  hours: BusinessHours | undefined,
): Date {
  let left = minutes * MINUTE
  for (const [start, end] of spansFrom(from, hours)) {
    if (left <= end - start) return new Date(start + left)
    left -= end - start
  }
  return new Date(from.getTime() + minutes * MINUTE)
}

/** How many whole minutes people were there between two instants; 0 when `to` is not later. */
export function businessMinutesBetween(
  from: Date,
  to: Date,
  hours: BusinessHours | undefined,
): number {
  let passed = 0
  for (const [start, end] of spansFrom(from, hours)) {
    if (start >= to.getTime()) break
    passed += Math.min(end, to.getTime()) - start
  }
  return Math.floor(passed / MINUTE)
}

/** The spans, in ms, in which people are there, from an instant on. */
function* spansFrom(
  from: Date,
  hours: BusinessHours | undefined,
): Generator<readonly [number, number]> {
  const begin = from.getTime()
  if (!hours || Object.values(hours.days).every((spans) => spans.length === 0)) {
    yield [begin, Infinity]
    return
  }
  const { timeZone, days } = hours
  const { year, month, day } = localDate(begin, timeZone)
  for (let ahead = 0; ahead < MOST_DAYS; ahead++) {
    const midnight = Date.UTC(year, month - 1, day + ahead)
    const weekday = weekdays[new Date(midnight).getUTCDay()]!
    for (const [start, end] of days[weekday] ?? []) {
      const opens = Math.max(begin, instantOf(midnight + start * MINUTE, timeZone))
      const closes = instantOf(midnight + end * MINUTE, timeZone)
      if (closes > opens) yield [opens, closes]
    }
  }
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** When clocks of the zone show what `local`, read as UTC, shows. */
function instantOf(local: number, timeZone: string): number {
  const guess = local - offsetAt(local, timeZone)
  // Another offset may hold there: the clocks were changed in between.
  return local - offsetAt(guess, timeZone)
}

function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute } = localDate(instant, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE) * MINUTE
}

function localDate(instant: number, timeZone: string) {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(instant)
      .map((p) => [p.type, p.value]),
  )
  const number = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name))
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  clocks.set(timeZone, clock)
  return clock
}
