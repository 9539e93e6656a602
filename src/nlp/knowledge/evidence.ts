import type { Passage } from './knowledge.ts'
import { knowledgeTerms, knowledgeUnits, type Unit } from './terms.ts'

type Given = {
  readonly question: string
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
  'how many of its words the passage has',
  'how many of its words the passage lacks',
] as const

/** Numbers from 0 to about 1 that tell an answer from words that merely occur. */
export function evidenceOf({ question, passage, score, next, counts, passages }: Given): number[] {
  const rarity = (term: string): number => {
    const count = counts.get(term) ?? 0
    return Math.log(1 + (passages - count + 0.5) / (count + 0.5))
  }
  /** Of the commonest of its terms: the others are pairs across two words. */
  const rarityOf = ({ anyOf }: Unit): number => {
    const known = anyOf.filter((term) => counts.has(term))
    return known.length > 0 ? Math.min(...known.map(rarity)) : rarity('')
  }
  const mass = (units: readonly Unit[], has: (term: string) => boolean): number =>
    sum(units, (unit) => (unit.anyOf.some(has) ? unit.weight * rarityOf(unit) : 0))
  const asked = knowledgeUnits(question)
  const own = knowledgeUnits(passage.heading)
  const isAsked = within(asked.flatMap(({ anyOf }) => anyOf))
  const inHeadings = within([passage.title, passage.heading].flatMap(knowledgeTerms))
  const inText = within(knowledgeTerms(passage.text))
  const isThere = (term: string) => inHeadings(term) || inText(term)
  const all = mass(asked, () => true) || 1
  const perBit = score / all
  const matched = sum(asked, ({ anyOf, weight }) => (anyOf.some(isThere) ? weight : 0))
  const lacking = sum(asked, ({ anyOf, weight }) => (anyOf.some(isThere) ? 0 : weight))
  return [
    mass(asked, isThere) / all,
    mass(asked, inHeadings) / all,
    mass(own, isAsked) / (mass(own, () => true) || 1),
    perBit / (1 + perBit),
    score === 0 ? 0 : (score - next) / score,
    1 - mass(asked, (term) => counts.has(term)) / all,
    Math.min(1, matched / 4),
    Math.min(1, lacking / 4),
  ]
}

/** Logistic: 1 / (1 + e^(−w·x − b)). */
export function probabilityOf(evidence: readonly number[], weights: readonly number[]): number {
  let z = weights.at(-1) ?? 0
  evidence.forEach((value, at) => (z += value * (weights[at] ?? 0)))
  return 1 / (1 + Math.exp(-z))
}

const within = (terms: readonly string[]): ((term: string) => boolean) => {
  const set = new Set(terms)
  return (term) => set.has(term)
}

const sum = (units: readonly Unit[], of: (unit: Unit) => number): number =>
  units.reduce((total, unit) => total + of(unit), 0)
