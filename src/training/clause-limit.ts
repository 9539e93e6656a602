import { certaintyOf, findParts } from '../nlp/clauses.ts'
import { type IntentModel, rankIntents } from '../nlp/intent.ts'
import { tokenise } from '../nlp/tokens.ts'
import type { Judged } from './judge.ts'

/** This share of messages that say one thing may be taken to say several. */
const WRONGLY_SPLIT = 0.005
const LEAST = 0.45
/** With fewer messages the rarest of them say nothing. */
const ENOUGH = 300
const CAUTIOUS = 0.6

/**
 * How certain it must be that a message says several things, so that of the held-out ones, each an
 * example of one intent, hardly any is taken apart.
 */
export function clauseLimit({ rounds }: Judged, model: Omit<IntentModel, 'space' | 'net'>): number {
  const scores = rounds
    .flatMap(({ classifier, texts }) =>
      texts.map((text) => certainty(text, { ...model, ...classifier })),
    )
    .sort((a, b) => b - a)
  if (scores.length < ENOUGH) return CAUTIOUS
  // Just above the first that must stay whole.
  return Math.min(1, Math.max(LEAST, scores[Math.floor(scores.length * WRONGLY_SPLIT)]! + 0.001))
}

function certainty(text: string, model: IntentModel): number {
  const tokens = tokenise(text)
  const found = findParts(text, tokens, model)
  return found ? certaintyOf(found, rankIntents(tokens, model).ranking) : 0
}
