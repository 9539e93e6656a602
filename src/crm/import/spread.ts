/** So many numbers are kept of a column, each with the same chance. */
const KEPT = 20_000

export type Limits = { readonly low: number; readonly high: number }

/** Beyond this modified z-score a number is an outlier. */
const FAR = 3.5
/** Below so many nothing is said. */
const LEAST = 30

/**
 * Where the numbers of a column lie, and beyond which limits they are outliers: the modified z-score
 * 0.6745 · |x − median| / MAD > 3.5 of Iglewicz & Hoaglin, "How to Detect and Handle Outliers" (1993),
 * which a few wild numbers do not move. Amounts are compared by their logarithms, as they spread to
 * one side only. Where more than half are the same, MAD is 0, and 1.2533 · the mean deviation takes
 * the place of 1.4826 · MAD (the same source). Keeps a sample (Vitter's algorithm R, 1985).
 */
export function spread(): {
  readonly add: (x: number) => void
  readonly limits: () => Limits | null
} {
  const kept: number[] = []
  let seen = 0
  let state = 1

  function add(x: number): void {
    seen += 1
    if (kept.length < KEPT) kept.push(x)
    else {
      // A linear congruential generator (Numerical Recipes): the same file, the same report.
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const at = Math.floor((state / 2 ** 32) * seen)
      if (at < KEPT) kept[at] = x
    }
  }

  function limits(): Limits | null {
    if (kept.length < LEAST) return null
    const isOneSided = kept.every((x) => x > 0)
    const values = isOneSided ? kept.map(Math.log) : kept
    const middle = median(values)
    const deviations = values.map((x) => Math.abs(x - middle))
    const mad = median(deviations) * 1.4826
    const mean = (deviations.reduce((sum, d) => sum + d, 0) / deviations.length) * 1.2533
    const scale = mad > 0 ? mad : mean
    if (scale === 0) return null
    const [low, high] = [middle - FAR * scale, middle + FAR * scale]
    return isOneSided ? { low: Math.exp(low), high: Math.exp(high) } : { low, high }
  }
  return { add, limits }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
