/** When the sample ends. */
export const NOW = Date.parse('2026-11-20T18:00:00.000Z')

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const iso = (time: number): string =>
  new Date(Math.round(time / 1_000) * 1_000).toISOString()
