import { wilson, type Share } from './wilson.ts'

/** How much larger one share is than another, with its range of 95 %; from −1 to 1. */
export type Difference = {
  readonly difference: number | null
  readonly low: number
  readonly high: number
}

/**
 * The difference of two independent shares (R. G. Newcombe, "Interval estimation for the difference
 * between independent proportions", Statistics in Medicine 17, 1998, 873–890, method 10): made of
 * the two Wilson intervals, and good for small groups.
 */
export function differenceOf(one: Share, other: Share): Difference {
  if (one.share === null || other.share === null) return { difference: null, low: -1, high: 1 }
  const difference = one.share - other.share
  return {
    difference,
    low: difference - Math.hypot(one.share - one.low, other.high - other.share),
    high: difference + Math.hypot(one.high - one.share, other.share - other.low),
  }
}

export type Effect = Difference & {
  readonly treated: Share
  readonly control: Share
  readonly verdict: Verdict
}

/**
 * `no-control`: nobody was held out, so nothing can be said. `too-few`: a group is so small that
 * even a large effect could hide. `unclear`: the range has zero in it. `more`, `fewer`: it has not.
 */
export type Verdict = 'no-control' | 'too-few' | 'unclear' | 'more' | 'fewer'

/** In a smaller group one person more or less moves the share by more than three points. */
export const FEWEST = 30

/** What a message did to those who got it, against those who were held out by lot. */
export function effectOf(
  treated: { readonly count: number; readonly of: number },
  control: { readonly count: number; readonly of: number },
): Effect {
  const shares = {
    treated: wilson(treated.count, treated.of),
    control: wilson(control.count, control.of),
  }
  const difference = differenceOf(shares.treated, shares.control)
  return { ...difference, ...shares, verdict: verdictOf(treated.of, control.of, difference) }
}

function verdictOf(treated: number, control: number, { low, high }: Difference): Verdict {
  if (control === 0) return 'no-control'
  if (treated < FEWEST || control < FEWEST) return 'too-few'
  if (low > 0) return 'more'
  return high < 0 ? 'fewer' : 'unclear'
}
