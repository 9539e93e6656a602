const MINUTE_MS = 60_000

/** After so many attempts it is given up: about 30 hours after the first. */
export const MOST_ATTEMPTS = 9

/** How long to wait after a number of attempts that failed, in ms: 1, 4, 16 … minutes, at most 8 hours. */
export const retryAfterMs = (attempts: number): number =>
  Math.min(MINUTE_MS * 4 ** Math.max(0, attempts - 1), 480 * MINUTE_MS)
