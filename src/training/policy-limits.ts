import { logitsAt, type Policy, probabilitiesAt } from '../dialogue/policy.ts'
import type { Features } from '../dialogue/policy-features.ts'
import { fitTemperature } from './temperature.ts'

/** What the policy sees, what is right then, and the number of the story that says so. */
export type Moment = {
  readonly features: Features
  readonly action: string
  readonly story: number
}

export type PolicyLimits = Pick<Policy, 'temperature' | 'threshold'>

/** Fewer held-out moments than this tell nothing of how well the policy knows itself. */
const fewMoments = 30
/** Where nothing can be measured: to act, it must be more likely right than wrong. */
const usualThreshold = 0.5
/** Of the moments that it acts on, this share is to be right on stories it has not seen. */
const wantedPrecision = 0.8
const highestThreshold = 0.9

/**
 * The temperature that makes the policy's probabilities honest on stories it has not seen, and the
 * least threshold with which four in five of its actions there are right. Never below what the
 * files ask for.
 */
export function policyLimits(
  policy: Policy | null,
  heldOut: readonly Moment[],
  least: number,
): PolicyLimits {
  const number = new Map(policy?.actions.map((action, k) => [action, k]))
  const known = heldOut.filter(({ action }) => number.has(action))
  if (!policy || known.length < fewMoments) {
    return { temperature: 1, threshold: Math.max(least, usualThreshold) }
  }
  const temperature = fitTemperature(
    known.map(({ features }) => logitsAt(features, policy)),
    known.map(({ action }) => number.get(action)!),
  )
  const honest = { ...policy, temperature }
  const answers = heldOut.map(({ features, action }) => {
    const { best, confidence } = likeliest(features, honest)
    return { confidence, isRight: policy.actions[best] === action }
  })
  return { temperature, threshold: thresholdFor(answers, least) }
}

function likeliest(features: Moment['features'], policy: Policy) {
  const probabilities = probabilitiesAt(features, policy)
  let best = 0
  for (let k = 1; k < probabilities.length; k++) {
    if (probabilities[k]! > probabilities[best]!) best = k
  }
  return { best, confidence: probabilities[best] ?? 0 }
}

type Answer = { readonly confidence: number; readonly isRight: boolean }

function thresholdFor(answers: readonly Answer[], least: number): number {
  const surest = [...answers].sort((a, b) => b.confidence - a.confidence)
  let threshold = highestThreshold
  let right = 0
  for (const [at, { confidence, isRight }] of surest.entries()) {
    if (confidence < least) break
    if (isRight) right++
    if (right / (at + 1) >= wantedPrecision) threshold = confidence
  }
  return Math.max(least, Math.min(highestThreshold, threshold))
}
