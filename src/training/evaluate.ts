/** How well the net does on examples it has not seen. */
import type { Source } from '../conversation.ts'
import type { Finding } from './project.ts'
import type { Profile } from './recipe.ts'

export type TrainingReport = {
  /** Names the training files, the seed and the code, whatever else the model was made from. */
  readonly files: string
  readonly profile: Profile
  /** How many messages without labels it learned from, and what names them; '' for none. */
  readonly unlabelled: { readonly count: number; readonly name: string }
  /** Names the model: of the training files, the seed and the recipe. */
  readonly hash: string
  readonly examples: number
  readonly intents: readonly {
    readonly name: string
    readonly examples: number
    readonly languages: readonly string[]
  }[]
  /** Share of held-out examples understood rightly; null when there were too few to hold out. */
  readonly accuracy: number | null
  readonly temperature: number
  /** Entropy in nats above which a message is out of scope. */
  readonly outOfScopeLimit: number
  readonly perIntent: readonly IntentScore[]
  /** Most frequent first. */
  readonly confusions: readonly Confusion[]
  readonly findings: readonly Finding[]
}

export type IntentScore = {
  readonly intent: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** How many held-out examples have the intent. */
  readonly support: number
}

export type Confusion = {
  readonly expected: string
  readonly got: string
  readonly count: number
  /** One of the messages that were confused. */
  readonly example: Source & { readonly text: string }
}

export type Evaluation = Pick<TrainingReport, 'accuracy' | 'perIntent' | 'confusions'>

export type Answer = {
  readonly expected: string
  readonly got: string
  readonly text: string
  readonly source: Source
}

const MOST_CONFUSIONS = 50

export function evaluate(answers: readonly Answer[]): Evaluation {
  const right = answers.filter(({ expected, got }) => expected === got)
  return {
    accuracy: answers.length === 0 ? null : right.length / answers.length,
    perIntent: scoreIntents(answers, right),
    confusions: countConfusions(answers),
  }
}

function scoreIntents(answers: readonly Answer[], right: readonly Answer[]): IntentScore[] {
  const hits = tally(right.map(({ expected }) => expected))
  const wanted = tally(answers.map(({ expected }) => expected))
  const given = tally(answers.map(({ got }) => got))
  return [...wanted.keys()].sort().map((intent) => {
    const hit = hits.get(intent) ?? 0
    const support = wanted.get(intent) ?? 0
    const precision = hit === 0 ? 0 : hit / (given.get(intent) ?? 1)
    const recall = hit / support
    const f1 = hit === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return { intent, precision, recall, f1, support }
  })
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function countConfusions(answers: readonly Answer[]): Confusion[] {
  const found = new Map<string, Confusion>()
  for (const { expected, got, text, source } of answers) {
    if (expected === got) continue
    const key = `${expected} ${got}`
    const known = found.get(key)
    found.set(key, {
      ...(known ?? { expected, got, example: { ...source, text } }),
      count: (known?.count ?? 0) + 1,
    })
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_CONFUSIONS)
}
