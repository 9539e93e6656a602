import type { Candidate } from './candidates.ts'
import type { Wanted } from './expand.ts'
import { occurrencesOf, type Range } from './occurrences.ts'
import type { Kind } from './query-fields.ts'
import type { Phrase } from './read-query.ts'
import { termsOf } from './terms.ts'

export type Ranked = {
  readonly score: number
  readonly candidate: Candidate
  /** Where what was looked for stands in its text. */
  readonly ranges: readonly Range[]
}

/** Okapi BM25 (Robertson and Zaragoza 2009) with its usual constants. */
const K1 = 1.2
const B = 0.75
/** What is this old counts half as much for being new. */
const HALF_LIFE_MS = 30 * 24 * 60 * 60 * 1_000
/** Whoever types a number wants that record, and nothing before it. */
const EXACT = 1_000

/** There are few customers and many messages, of which the bot's own say the same again and again. */
const weights: Readonly<Record<Kind | 'bot', number>> = {
  customer: 1.5,
  ticket: 1.2,
  order: 1.2,
  message: 1,
  bot: 0.6,
}

/**
 * The best first: BM25 over all that is ranked together, times how recent it is, with whatever
 * has exactly the number or name asked for before all others. `total` is how many messages and
 * records there are, roughly; `now` in milliseconds.
 */
export function rank(
  candidates: readonly Candidate[],
  phrases: readonly Phrase[],
  wanted: readonly Wanted[],
  { total, now }: { readonly total: number; readonly now: number },
): Ranked[] {
  const texts = candidates.map(({ text }) => termsOf(text))
  const average = texts.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, texts.length)
  const typed = phrases.map(({ words }) => words.join(''))
  const names = new Set([...typed, typed.join('')])
  return candidates
    .map((candidate, i) => {
      const terms = texts[i] ?? []
      const found = wanted.map((one) => occurrencesOf(terms, one))
      let score = wanted.length === 0 ? 1 : 0
      for (const [w, { weight }] of found.entries()) {
        const idf = Math.log(1 + total / (1 + (wanted[w]?.uses ?? 0)))
        const length = 1 - B + (B * terms.length) / Math.max(1, average)
        score += (idf * weight * (K1 + 1)) / (weight + K1 * length)
      }
      score *= weights[candidate.by === 'bot' ? 'bot' : candidate.kind] * recency(candidate, now)
      if (isNamed(candidate, names)) score += EXACT
      return { score, candidate, ranges: found.flatMap((one) => one.ranges) }
    })
    .toSorted((one, other) => other.score - one.score || other.candidate.id - one.candidate.id)
}

/** From ½ to 1. Since when somebody is a customer is no news. */
function recency({ kind, at }: Candidate, now: number): number {
  if (kind === 'customer') return 1
  const age = Math.max(0, now - Date.parse(at))
  return 0.5 + 0.5 * 2 ** (-age / HALF_LIFE_MS)
}

function isNamed({ kind, ref, title }: Candidate, names: ReadonlySet<string>): boolean {
  if (kind === 'message') return false
  const simple = (text: string) => termsOf(text).map(({ word }) => word)
  return [ref, title].some((text) => names.has(simple(text).join('')))
}
