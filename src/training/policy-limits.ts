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
const highestThreshold = 0.9

/**
 * The temperature that makes the policy's probabilities honest on stories it has not seen, and the
 * threshold that best tells the moments it gets right from those it gets wrong (Youden's J). Never
 * below what the files ask for.
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
  const inside: number[] = []
  const outside: number[] = []
  for (const { features, action } of heldOut) {
    const { best, confidence } = likeliest(features, honest)
    if (policy.actions[best] === action) inside.push(confidence)
    else outside.push(confidence)
  }
  const found = bestThreshold(inside, outside)
  return { temperature, threshold: Math.max(least, Math.min(highestThreshold, found)) }
}

function likeliest(features: Moment['features'], policy: Policy) {
  const probabilities = probabilitiesAt(features, policy)
  let best = 0
  for (let k = 1; k < probabilities.length; k++) {
    if (probabilities[k]! > probabilities[best]!) best = k
  }
  return { best, confidence: probabilities[best] ?? 0 }
}

function bestThreshold(inside: readonly number[], outside: readonly number[]): number {
  const all = [
    ...inside.map((confidence) => ({ confidence, isInside: true })),
    ...outside.map((confidence) => ({ confidence, isInside: false })),
  ].sort((a, b) => a.confidence - b.confidence)
  let best = usualThreshold
  let mostGain = -Infinity
  let refusedInside = 0
  let refusedOutside = 0
  for (const { confidence, isInside } of all) {
    const gain = refusedOutside / outside.length - refusedInside / inside.length
    if (gain > mostGain) {
      mostGain = gain
      best = confidence
    }
    if (isInside) refusedInside++
    else refusedOutside++
  }
  return best
}
