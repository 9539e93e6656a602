import MiniSearch, { type SearchResult } from 'minisearch'
import type { Language } from '../../conversation.ts'
import { evidenceOf, probabilityOf } from './evidence.ts'
import { knowledgeTerms, knowledgeUnits } from './terms.ts'

/** A part of a page that can be quoted by itself. */
export type Passage = {
  readonly id: number
  /** Of the project, with `/`: knowledge/en/care.md */
  readonly page: string
  /** Where it begins in the page, from 1. */
  readonly line: number
  readonly language: Language
  /** The page's title, and the headings that lead to the passage, the last one its own. */
  readonly title: string
  readonly heading: string
  /** In Markdown, as it is quoted. */
  readonly text: string
  /** The page on the web, when it is there. */
  readonly link?: string
}

/** What is learned of the pages: plain JSON, so that a model file can hold it. */
export type KnowledgeData = {
  readonly passages: readonly Passage[]
  /** MiniSearch's own form. */
  readonly index: unknown
  /** In how many passages each term is. */
  readonly counts: Readonly<Record<string, number>>
  /** Weights of the evidence, the last one the bias, and the least probability of an answer. */
  readonly weights: readonly number[]
  readonly threshold: number
}

export type Knowledge = {
  readonly data: KnowledgeData
  readonly search: MiniSearch<Passage>
  readonly counts: ReadonlyMap<string, number>
}

export type FoundPassage = { readonly passage: Passage; readonly probability: number }

const options = {
  fields: ['heading', 'title', 'text'],
  tokenize: knowledgeTerms,
  processTerm: (term: string) => term,
  searchOptions: { boost: { heading: 2, title: 1.5 }, combineWith: 'OR' as const },
}

export function indexPassages(passages: readonly Passage[]): MiniSearch<Passage> {
  const search = new MiniSearch<Passage>(options)
  search.addAll(passages)
  return search
}

export function readyKnowledge(data: KnowledgeData): Knowledge {
  return {
    data,
    search: MiniSearch.loadJS<Passage>(
      data.index as Parameters<typeof MiniSearch.loadJS>[0],
      options,
    ),
    counts: new Map(Object.entries(data.counts)),
  }
}

/** The passage that answers a question, when it is likely enough that one does; else null. */
export function findPassage(
  text: string,
  language: Language,
  knowledge: Knowledge,
): FoundPassage | null {
  // One word names a subject and asks nothing of it.
  const words = knowledgeUnits(text).reduce((sum, { weight }) => sum + weight, 0)
  if (words < fewestWords) return null
  const found = bestPassage(text, language, knowledge)
  return found && found.probability >= knowledge.data.threshold ? found : null
}

const fewestWords = 2

/** A question is no longer than this; more words make an answer no likelier (letters). */
const longestQuestion = 400

/** The likeliest passage and how likely it answers; `without` leaves out a page. */
export function bestPassage(
  text: string,
  language: Language,
  knowledge: Pick<Knowledge, 'data' | 'search' | 'counts'>,
  without?: string,
): FoundPassage | null {
  const { data } = knowledge
  const ranked = rank(text, language, knowledge, without)
  const passage = ranked[0] && data.passages[ranked[0].id as number]
  if (!passage) return null
  return { passage, probability: probabilityOf(evidence(text, ranked, knowledge), data.weights) }
}

export function rank(
  text: string,
  language: Language,
  { data, search }: Pick<Knowledge, 'data' | 'search'>,
  without?: string,
): SearchResult[] {
  return search.search(text.slice(0, longestQuestion), {
    filter: ({ id }) => {
      const passage = data.passages[id as number]!
      return passage.language === language && passage.page !== without
    },
  })
}

export function evidence(
  text: string,
  ranked: readonly SearchResult[],
  { data, counts }: Pick<Knowledge, 'data' | 'counts'>,
): number[] {
  const [first, second] = ranked
  return evidenceOf({
    question: text.slice(0, longestQuestion),
    passage: data.passages[first!.id as number]!,
    score: first!.score,
    next: second?.score ?? 0,
    counts,
    passages: data.passages.length,
  })
}
