import { type IntentModel, rankIntents } from '../intent.ts'
import type { Token } from '../tokens.ts'

/** What a message is worth of which only some words are said: 1 for those that are. */
export type Value = (isSaid: Uint8Array) => number

/**
 * The log-probability of `rivals[0]` among the rivals, as `attribution.ts` weighs it; so that what
 * words are worth by leaving them out can be set beside what they push.
 */
export function valueOfWords(
  words: readonly (readonly Token[])[],
  rivals: readonly number[],
  model: IntentModel,
): Value {
  return (isSaid) => {
    const tokens = words.flatMap((word, n) => (isSaid[n] === 1 ? word : []))
    const logits = rankIntents(tokens, model).seen?.logits
    if (!logits) return 0
    const [likeliest = 0, ...others] = rivals.map((k) => logits[k]!)
    return -Math.log(others.reduce((sum, other) => sum + Math.exp(other - likeliest), 1))
  }
}
