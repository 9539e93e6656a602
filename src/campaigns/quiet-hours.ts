import { instantOf, wallTime } from '../crm/campaigns/zoned-time.ts'

/** When nobody is to be written to: `21:00` to `08:00`, over midnight too; the end not included. */
export type QuietHours = { readonly from: string; readonly until: string }

/** When the quiet hours that hold at `at` are over; null when there are none then. */
export function quietUntil(quiet: QuietHours | null, at: Date, timeZone: string): Date | null {
  if (quiet === null) return null
  const [day = '', clock = ''] = wallTime(at, timeZone).split('T')
  const { from, until } = quiet
  const isQuiet = from < until ? from <= clock && clock < until : from <= clock || clock < until
  if (!isQuiet) return null
  const endsToday = clock < until
  return instantOf(`${endsToday ? day : dayAfter(day)}T${until}`, timeZone)
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10)
