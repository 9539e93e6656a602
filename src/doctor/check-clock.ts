import { type Finding, ok, wrong } from './finding.ts'

/** A minute between machines is nothing to worry about. */
const ALLOWED_MS = 60_000

/** `newest` is the time of the latest event, ISO 8601; null when there is none. */
export function checkClock(now: Date, newest: string | null): Finding {
  if (newest === null) return ok('clock', `The clock says ${now.toISOString()}.`)
  const aheadMs = Date.parse(newest) - now.getTime()
  if (aheadMs <= ALLOWED_MS) {
    return ok('clock', `The clock is not behind the newest event (${newest}).`)
  }
  return wrong(
    'clock',
    `The clock says ${now.toISOString()}, but the newest event is of ${newest}. Set the clock: sessions and tokens go by it.`,
  )
}
