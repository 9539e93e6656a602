/** What a clock on the wall of a time zone shows: `2026-12-01T09:30`. */
export type WallTime = string

/** The wall clock of an IANA time zone at an instant. */
export function wallTime(at: Date, timeZone: string): WallTime {
  const parts = clockOf(timeZone).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/**
 * When the wall clock shows it. Of an hour that comes twice, the first; a time that the clocks skip
 * is moved on by as much as they are.
 */
export function instantOf(wall: WallTime, timeZone: string): Date {
  const asUtc = Date.parse(`${wall}:00.000Z`)
  const offsetAt = (instant: number) =>
    Date.parse(`${wallTime(new Date(instant), timeZone)}:00.000Z`) -
    Math.floor(instant / 60_000) * 60_000
  // No zone changes twice within two days: the offsets before and after are all that may hold.
  const before = asUtc - offsetAt(asUtc - DAY_MS)
  const after = asUtc - offsetAt(asUtc + DAY_MS)
  const isShown = (instant: number) => wallTime(new Date(instant), timeZone) === wall
  return new Date([Math.min(before, after), Math.max(before, after)].find(isShown) ?? before)
}

export function isTimeZone(name: string): boolean {
  try {
    clockOf(name)
    return true
  } catch {
    return false
  }
}

const DAY_MS = 86_400_000

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}
