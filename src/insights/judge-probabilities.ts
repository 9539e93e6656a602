/** How good probabilities turned out to be. */
export type Judgement = {
  /** How often of two, one of which it came true for, that one had the higher probability. */
  readonly auc: number
  /** Mean distance of probability and frequency, over ten bins of equal size. */
  readonly calibrationError: number
  /** Mean squared error; `knownRate` that of giving everybody the frequency. */
  readonly brier: number
  readonly knownRate: number
  readonly bins: readonly { readonly said: number; readonly came: number; readonly count: number }[]
}

const BINS = 10

export function judgeProbabilities(
  probabilities: readonly number[],
  outcomes: readonly boolean[],
): Judgement {
  const count = probabilities.length
  const sorted = probabilities
    .map((said, n) => ({ said, came: Number(outcomes[n]) }))
    .sort((a, b) => a.said - b.said)
  const rate = meanOf(sorted.map(({ came }) => came))
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const part = sorted.slice(
      Math.floor((bin * count) / BINS),
      Math.floor(((bin + 1) * count) / BINS),
    )
    const said = meanOf(part.map((one) => one.said))
    return { said, came: meanOf(part.map((one) => one.came)), count: part.length }
  })
  return {
    auc: aucOf(sorted),
    calibrationError: bins.reduce(
      (sum, bin) => sum + (Math.abs(bin.said - bin.came) * bin.count) / Math.max(1, count),
      0,
    ),
    brier: meanOf(sorted.map(({ said, came }) => (said - came) ** 2)),
    knownRate: rate * (1 - rate),
    bins,
  }
}

/** By ranks (Mann and Whitney 1947); ties count half. */
function aucOf(sorted: readonly { readonly said: number; readonly came: number }[]): number {
  const positives = sorted.filter(({ came }) => came === 1).length
  let ranks = 0
  for (let from = 0; from < sorted.length;) {
    let end = from
    while (end < sorted.length && sorted[end]!.said === sorted[from]!.said) end++
    for (let n = from; n < end; n++) ranks += sorted[n]!.came * ((from + end + 1) / 2)
    from = end
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives))
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
