import {
  type Knowledge,
  type KnowledgeData,
  type Passage,
  evidence,
  indexPassages,
  rank,
} from '../../nlp/knowledge/knowledge.ts'
import { evidenceNames, probabilityOf } from '../../nlp/knowledge/evidence.ts'
import { knowledgeTerms } from '../../nlp/knowledge/terms.ts'
import type { Example } from '../project.ts'
import { type Random, startRandom } from '../random.ts'
import { fitLogistic, type Judged } from './fit-logistic.ts'
import { chooseThreshold } from './choose-threshold.ts'
import { besideThePoint } from './beside-the-point.ts'
import { madeUpQuestions } from './made-up-questions.ts'

/**
 * Indexes passages, and learns when the best one is an answer: from questions made of their headings
 * and words, which it should be, and from those asked of the other pages only and from messages that
 * the bot is not there for, which it should not be. Null without passages.
 */
export function learnKnowledge(
  passages: readonly Passage[],
  examples: readonly Example[],
  seed: number,
): KnowledgeData | null {
  if (passages.length === 0) return null
  const search = indexPassages(passages)
  const counts = countTerms(passages)
  const data: KnowledgeData = {
    passages,
    index: search.toJSON(),
    counts: Object.fromEntries(counts),
    weights: [...usualWeights],
    threshold: usualThreshold,
  }
  const judged = judge({ data, search, counts }, examples, seed)
  if (judged.length < fewest) return data
  // Each half is judged by what the other half taught.
  const halves = [
    judged.filter(({ group }) => group % 2 === 0),
    judged.filter(({ group }) => group % 2 === 1),
  ]
  const unseen = halves.flatMap((half, at) => {
    const weights = fitLogistic(halves[1 - at]!, usualWeights)
    return half.map((one) => ({ ...one, probability: probabilityOf(one.evidence, weights) }))
  })
  return {
    ...data,
    weights: fitLogistic(judged, usualWeights),
    threshold: chooseThreshold(unseen, wantedPrecision, usualThreshold),
  }
}

/** Where a page is too small to learn from; learning starts here as well. */
const usualWeights: readonly number[] = [
  ...evidenceNames.map((_, at) => [5, 2, 1.5, 1, 0.5, -2, 2, -2][at] ?? 0),
  -4,
]
const usualThreshold = 0.6

/**
 * Of made-up questions as many with an answer as without; those without are made to be mistaken, so
 * that of people's own questions more than this are answered rightly (tests/training/knowledge).
 */
const wantedPrecision = 0.82
const fewest = 40

/** More questions than of so many passages, and so many messages, teach no more. */
const mostAskedOf = 150
const mostElsewhere = 600

function countTerms(passages: readonly Passage[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { heading, title, text } of passages) {
    const terms = new Set([heading, title, text].flatMap(knowledgeTerms))
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}

type Searched = Pick<Knowledge, 'data' | 'search' | 'counts'>

function judge(knowledge: Searched, examples: readonly Example[], seed: number): Judged[] {
  const { passages } = knowledge.data
  const random = startRandom(seed)
  const judged: Judged[] = []
  const ask = (
    text: string,
    passage: Passage | null,
    language: string,
    group: number,
    without?: string,
  ): void => {
    const ranked = rank(text, language, knowledge, without)
    if (!ranked[0]) return
    const found = passages[ranked[0].id as number]!
    const isAnswer =
      passage !== null && found.page === passage.page && found.heading === passage.heading
    judged.push({ evidence: evidence(text, ranked, knowledge), isAnswer, group })
  }
  const groups = new Map(
    [...new Set(passages.map(({ page }) => page))].map((page, at) => [page, at]),
  )
  for (const passage of someOf(passages, mostAskedOf, random)) {
    const group = groups.get(passage.page)!
    for (const question of madeUpQuestions(passage, examples, random)) {
      ask(question, passage, passage.language, group)
      ask(question, null, passage.language, group, passage.page)
    }
    for (const question of besideThePoint(passage, examples, random)) {
      ask(question, null, passage.language, group)
    }
  }
  const elsewhere = examples.filter(({ intent }) => intent === 'out_of_scope')
  const some = someOf(elsewhere, mostElsewhere, random)
  for (const [at, { text, language }] of some.entries()) ask(text, null, language, at)
  return judged
}

/** As many of them at most, chosen by chance, in their order. */
function someOf<T>(items: readonly T[], most: number, random: Random): readonly T[] {
  if (items.length <= most) return items
  const places = Array.from(items.keys())
  random.shuffle(places)
  return places
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((at) => items[at]!)
}
