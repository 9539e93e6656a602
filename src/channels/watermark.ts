import { Problem } from '../problem.ts'

/**
 * A watermark is the number of the last event that the client has. Absent and empty mean that it
 * has none; one beyond the end is as good as the end, so nothing is ever skipped that comes later.
 *
 *     '' → 0, '12' → 12, '10^30' → BadArgument, '1000000000000000000000' → lastSeq
 */
export function readWatermark(given: unknown, lastSeq: number): number {
  if (given === undefined || given === '') return 0
  if (typeof given === 'string' && /^\d{1,40}$/.test(given)) return Math.min(Number(given), lastSeq)
  throw new Problem(
    'invalid',
    'BadArgument',
    'The watermark should be one that the server gave, a whole number, or be left out.',
  )
}
