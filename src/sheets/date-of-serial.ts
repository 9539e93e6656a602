const DAY_MS = 86_400_000

/**
 * The day number of a workbook as ISO 8601, with a time unless it is midnight. Excel takes 1900 for
 * a leap year: numbers below 60 are a day off in its own way.
 */
export function dateOfSerial(serial: number, from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  // To the second: days are fractions.
  const ms = Math.round((serial * DAY_MS) / 1_000) * 1_000
  const date = new Date(epoch + ms)
  if (Number.isNaN(date.getTime())) return String(serial)
  const iso = date.toISOString()
  return ms % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19)
}
