import type { Intent, Understanding } from '../conversation.ts'
import {
  type Features,
  type FeatureSpace,
  type Hashed,
  hashFeatures,
  weighFeatures,
} from './features.ts'
import { type Net, activate, logitsOf, sumsOf } from './net.ts'
import { entropy, softmax } from './softmax.ts'
import type { Token } from './tokens.ts'

export type IntentModel = {
  readonly intents: readonly string[]
  readonly space: FeatureSpace
  readonly net: Net
  /** Divides the logits so that a confidence of 0.8 is right eight times in ten. */
  readonly temperature: number
  readonly limits: Limits
}

export type Limits = {
  /** Entropy of the uncalibrated softmax, in nats, above which a message is out of scope. */
  readonly outOfScope: number
  /** A likeliest intent below this confidence is not relied on. */
  readonly threshold: number
  /** Nor is one that the next is nearer to than this; reaching the threshold together they tie. */
  readonly ambiguity: number
  /** A message is taken in clauses when this is certain; `certaintyOf` in `clauses.ts`. */
  readonly clauses: number
}

export type Ranked = {
  /** Best first, at most ten. */
  readonly ranking: readonly Intent[]
  readonly doubt: Understanding['doubt']
  /** Entropy of the uncalibrated softmax, in nats. */
  readonly uncertainty: number
  /** What the net made of the message, for explaining it at once: buffers of the next message. */
  readonly seen?: Seen
}

export type Seen = {
  readonly hashed: Hashed
  readonly features: Features
  readonly z: Float32Array
  readonly h: Float32Array
  readonly logits: Float32Array
}

export function rankIntents(tokens: readonly Token[], model: IntentModel): Ranked {
  const { net, temperature, limits } = model
  if (net.outputs === 0) return { ranking: [], doubt: 'out-of-scope', uncertainty: 0 }
  const hashed = hashFeatures(tokens, model.space)
  const features = weighFeatures(hashed, model.space)
  const isUnknown = features.count === 0
  const { z, h, logits, shares } = buffersOf(net)
  sumsOf(features, net, z)
  activate(z, h)
  logitsOf(net, h, logits)
  softmax(logits, temperature, shares)
  const ranking: Intent[] = []
  for (const k of best(shares, RANKED)) {
    if (ranking.length >= RANKED_ANYWAY && shares[k]! < LEAST) break
    // More digits than anybody reads would fill the log.
    ranking.push({ name: model.intents[k]!, confidence: Math.round(shares[k]! * 1e4) / 1e4 })
  }
  const uncertainty = entropy(softmax(logits, 1, shares))
  const doubt = isUnknown ? 'out-of-scope' : doubtOf(ranking, uncertainty, limits)
  return { ranking, doubt, uncertainty, seen: { hashed, features, z, h, logits } }
}

type Buffers = Readonly<Record<'z' | 'h' | 'logits' | 'shares', Float32Array>>

const buffers = new WeakMap<Net, Buffers>()

/** Arrays of more than 64 bytes are costly to make and to throw away. */
function buffersOf(net: Net): Buffers {
  let known = buffers.get(net)
  if (!known) {
    const [z, h] = [new Float32Array(net.hidden), new Float32Array(net.hidden)]
    const [logits, shares] = [new Float32Array(net.outputs), new Float32Array(net.outputs)]
    buffers.set(net, (known = { z, h, logits, shares }))
  }
  return known
}

const RANKED = 10
/** Of intents that are out of the question only so many are named. */
const RANKED_ANYWAY = 3
const LEAST = 0.001

function doubtOf(
  ranking: readonly Intent[],
  uncertainty: number,
  limits: Limits,
): Understanding['doubt'] {
  const first = ranking[0]!
  if (isOutOfScope(first.name) || uncertainty > limits.outOfScope) return 'out-of-scope'
  const second = ranking[1]?.confidence ?? 0
  const isTie = second > 0 && first.confidence - second < limits.ambiguity
  // Which of two it is can be asked, however little each of them has alone.
  if (isTie && first.confidence + second >= limits.threshold) return 'ambiguous'
  return first.confidence < limits.threshold ? 'unsure' : undefined
}

/** The names under which teams keep examples of what their bot is not for. */
export function isOutOfScope(intent: string): boolean {
  return /^(?:out[_-]of[_-]scope|oos|nlu_fallback)(?:\/|$)/.test(intent)
}

/** The indices of the largest values, largest first; of equals the earlier. */
export function best(values: Float32Array, count: number): number[] {
  const found: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (found.length === count && value <= values[found[count - 1]!]!) continue
    let at = found.length
    while (at > 0 && values[found[at - 1]!]! < value) at--
    found.splice(at, 0, i)
    if (found.length > count) found.pop()
  }
  return found
}
