import { probabilityOf } from '../../nlp/knowledge/evidence.ts'

export type Judged = {
  readonly evidence: readonly number[]
  readonly isAnswer: boolean
  /** What belongs together is learned from together. */
  readonly group: number
}

const rounds = 400
const rate = 2
/** How strongly weights are held to where they start, which counts like so many examples. */
const hold = 0.01

/**
 * Weights of a logistic regression by gradient descent over all examples, both kinds counting the
 * same in all; held to the weights that it starts with.
 */
export function fitLogistic(judged: readonly Judged[], start: readonly number[]): number[] {
  const answers = judged.filter(({ isAnswer }) => isAnswer).length
  if (answers === 0 || answers === judged.length) return [...start]
  const weights = [...start]
  for (let round = 0; round < rounds; round++) {
    const slope = weights.map((weight, at) => hold * (weight - start[at]!))
    for (const { evidence, isAnswer } of judged) {
      const share = 0.5 / (isAnswer ? answers : judged.length - answers)
      const miss = share * (probabilityOf(evidence, weights) - Number(isAnswer))
      evidence.forEach((value, at) => (slope[at]! += miss * value))
      slope[slope.length - 1]! += miss
    }
    slope.forEach((value, at) => (weights[at]! -= rate * value))
  }
  // So that the last bits, which differ between machines' logarithms, are in no model file.
  return weights.map((weight) => Math.round(weight * 1e6) / 1e6)
}
