import { certaintyOf, findParts } from '../nlp/clauses.ts'
import { type IntentModel, rankIntents } from '../nlp/intent.ts'
import { tokenise } from '../nlp/tokens.ts'
import type { Judged } from './judge.ts'

/** This share of messages that say one thing may be taken to say several. */
const WRONGLY_SPLIT = 0.004
/** What bots of very different kinds come to. */
const USUAL = 0.5
/** It counts as much as so many messages of the bot's own, of which a few say nothing of the rarest. */
const WEIGHT_OF_USUAL = 1000
const LEAST = 0.15

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
  // Just above the first that must stay whole.
  const first = scores[Math.floor(scores.length * WRONGLY_SPLIT)] ?? USUAL
  const own = Math.min(1, Math.max(LEAST, first + 0.001))
  return (own * scores.length + USUAL * WEIGHT_OF_USUAL) / (scores.length + WEIGHT_OF_USUAL)
}

function certainty(text: string, model: IntentModel): number {
  const tokens = tokenise(text)
  const ways = findParts(text, tokens, model)
  if (ways.length === 0) return 0
  const { ranking } = rankIntents(tokens, model)
  return Math.max(...ways.map((way) => certaintyOf(way, ranking)))
}
