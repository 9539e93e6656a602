/** As few answers are quoted at the top of the range as make no measure. */
const fewestQuoted = 10

/**
 * The least probability above which at least this share of what would be quoted is an answer, on
 * questions that were not learned from; `otherwise` when there is none.
 */
export function chooseThreshold(
  judged: readonly { readonly probability: number; readonly isAnswer: boolean }[],
  precision: number,
  otherwise: number,
): number {
  const best = judged.toSorted((a, b) => b.probability - a.probability)
  let right = 0
  let threshold: number | null = null
  best.forEach(({ probability, isAnswer }, at) => {
    if (isAnswer) right++
    const isLastOfEqual = best[at + 1]?.probability !== probability
    if (at + 1 >= fewestQuoted && isLastOfEqual && right / (at + 1) >= precision)
      threshold = probability
  })
  return Math.round((threshold ?? Math.max(otherwise, 0.9)) * 1e6) / 1e6
}
