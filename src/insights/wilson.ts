/** A share with the range in which it lies with a confidence of 95 %; from 0 to 1. */
export type Share = {
  readonly count: number
  readonly of: number
  /** Null of nothing. */
  readonly share: number | null
  readonly low: number
  readonly high: number
}

/** The quantile of the normal distribution that leaves 2.5 % above it. */
const Z = 1.959963984540054

/**
 * Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", J. Am. Stat. Assoc. 22, 1927, 209–212): unlike the textbook's ± it keeps its promise
 * for few cases and for shares near 0 and 1. Of nothing anything may be true: 0 to 1.
 */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: 0, high: 1 }
  const share = count / of
  const scale = 1 + Z ** 2 / of
  const centre = (share + Z ** 2 / (2 * of)) / scale
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  // At the ends the formula gives the end itself, but for rounding.
  const low = count === 0 ? 0 : Math.max(0, centre - reach)
  const high = count === of ? 1 : Math.min(1, centre + reach)
  return { count, of, share, low, high }
}
