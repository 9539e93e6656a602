/** As few answers are quoted at the top of the range as make no measure. */
const fewestQuoted = 10

/**
 * The least probability above which at least this share of what would be quoted is an answer, on
 * questions that were not learned from, if as many of them had an answer as had none; `otherwise`
 * when there is no such.
 */
export function chooseThreshold(
  judged: readonly { readonly probability: number; readonly isAnswer: boolean }[],
  precision: number,
  otherwise: number,
): number {
  const best = judged.toSorted((a, b) => b.probability - a.probability)
  const answers = judged.filter(({ isAnswer }) => isAnswer).length
  const weight = { right: 1 / answers, wrong: 1 / (judged.length - answers) }
  let right = 0
  let wrong = 0
  let threshold: number | null = null
  best.forEach(({ probability, isAnswer }, at) => {
    if (isAnswer) right += weight.right
    else wrong += weight.wrong
    const isLastOfEqual = best[at + 1]?.probability !== probability
    const isEnough = at + 1 >= fewestQuoted && right / (right + wrong) >= precision
    if (isLastOfEqual && isEnough) threshold = probability
  })
  return Math.round((threshold ?? Math.max(otherwise, 0.9)) * 1e6) / 1e6
}
