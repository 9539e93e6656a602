/** How often pages are quoted rightly, and what finding a passage costs, here and in many pages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { findPassage, type Passage, readyKnowledge } from '../../src/nlp/knowledge/knowledge.ts'
import { learnKnowledge } from '../../src/training/knowledge/learn-knowledge.ts'
import { readPages } from '../../src/training/knowledge/read-pages.ts'
import { readProject } from '../../src/training/read-project.ts'
import type { BenchOptions } from './run.ts'
import { quantile } from './scores.ts'

const file = join(import.meta.dirname, '../training/knowledge/questions.yml')

type Question = { readonly ask: string; readonly heading?: string }

/** As many passages as a large help centre has. */
const MANY = 5_000

export async function run({ json }: BenchOptions): Promise<void> {
  const questions = parse(readFileSync(file, 'utf8')) as Question[]
  const { project } = await readProject('intents')
  const pages = await readPages('intents', 'en')
  const { examples } = project.nlu
  const own = measure(pages, examples, questions)
  const copies = Array.from({ length: MANY }, (_, id): Passage => {
    const page = pages[id % pages.length]!
    // Words of their own, so that the index grows as with real pages.
    const words = `item${id} series${id % 97} model${id % 31}`
    return {
      ...page,
      id,
      page: `${page.page}-${Math.floor(id / 10)}`,
      text: `${page.text} ${words}`,
    }
  })
  const many = measure(copies, examples.slice(0, 100), questions)
  const found = questions.map(({ ask, heading }) => ({ heading, got: own.quote(ask) }))
  const quoted = found.filter(({ got }) => got !== undefined)
  const right = quoted.filter(({ got, heading }) => got === heading).length
  const report = {
    questions: questions.length,
    answerable: questions.filter(({ heading }) => heading).length,
    quoted: quoted.length,
    right,
    precision: right / quoted.length,
    recall: right / questions.filter(({ heading }) => heading).length,
    own: own.costs,
    many: many.costs,
  }
  console.log(json ? JSON.stringify(report) : report)
}

function measure(
  pages: readonly Passage[],
  examples: Parameters<typeof learnKnowledge>[1],
  questions: readonly Question[],
) {
  const began = performance.now()
  const text = JSON.stringify(learnKnowledge(pages, examples, 1))
  const learnMs = performance.now() - began
  const opened = performance.now()
  const knowledge = readyKnowledge(JSON.parse(text) as Parameters<typeof readyKnowledge>[0])
  const loadMs = performance.now() - opened
  const quote = (ask: string) =>
    findPassage(ask, /\p{Script=Han}/u.test(ask) ? 'zh' : 'en', knowledge)?.passage.heading
  const micros: number[] = []
  for (let round = 0; round < 10; round++) {
    for (const { ask } of questions) {
      const asked = performance.now()
      quote(ask)
      if (round > 0) micros.push((performance.now() - asked) * 1000)
    }
  }
  const costs = {
    passages: pages.length,
    learnMs: Math.round(learnMs),
    loadMs: Math.round(loadMs),
    bytes: text.length,
    p50Micros: Math.round(quantile(micros, 0.5)),
    p99Micros: Math.round(quantile(micros, 0.99)),
  }
  return { quote, costs }
}
