import type { Passage } from './knowledge.ts'
import { knowledgeTerms } from './terms.ts'

type Given = {
  /** The question's terms. */
  readonly question: readonly string[]
  readonly passage: Passage
  /** BM25 of the best passage, and of the one after it. */
  readonly score: number
  readonly next: number
  readonly counts: ReadonlyMap<string, number>
  readonly passages: number
}

/** What each number of the evidence says, in order; the weights' last is the bias. */
export const evidenceNames = [
  'how much of the question, by rarity, the passage has',
  'how much of it its headings have',
  'how much of its own heading the question has',
  'the score for each bit of rarity',
  'the lead over the next passage',
  'how much of the question no page has at all',
  'how many terms the question has',
] as const

/** Numbers from 0 to about 1 that tell an answer from words that merely occur. */
export function evidenceOf({ question, passage, score, next, counts, passages }: Given): number[] {
  const rarity = (term: string): number => {
    const count = counts.get(term) ?? 0
    return Math.log(1 + (passages - count + 0.5) / (count + 0.5))
  }
  const terms = new Set(question)
  const all = sum(terms, rarity)
  const own = new Set(knowledgeTerms(passage.heading))
  const headings = new Set([...knowledgeTerms(passage.title), ...own])
  const words = new Set([...headings, ...knowledgeTerms(passage.text)])
  const within = (of: ReadonlySet<string>) =>
    sum(
      [...terms].filter((term) => of.has(term)),
      rarity,
    )
  const unknown = sum(
    [...terms].filter((term) => !counts.has(term)),
    rarity,
  )
  const perBit = score / (all || 1)
  return [
    within(words) / (all || 1),
    within(headings) / (all || 1),
    within(own) / (sum(own, rarity) || 1),
    perBit / (1 + perBit),
    score === 0 ? 0 : (score - next) / score,
    unknown / (all || 1),
    Math.min(1, terms.size / 8),
  ]
}

/** Logistic: 1 / (1 + e^(−w·x − b)). */
export function probabilityOf(evidence: readonly number[], weights: readonly number[]): number {
  let z = weights.at(-1) ?? 0
  evidence.forEach((value, at) => (z += value * (weights[at] ?? 0)))
  return 1 / (1 + Math.exp(-z))
}

function sum(terms: Iterable<string>, of: (term: string) => number): number {
  let total = 0
  for (const term of terms) total += of(term)
  return total
}
