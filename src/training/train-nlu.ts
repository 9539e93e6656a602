/** Training files → what serving needs to understand messages. */
import type { Language } from '../conversation.ts'
import { readyEntities } from '../nlp/entities/entity-model.ts'
import type { NluModel } from '../nlp/model.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { answerAll, judge, outOfScopeLimit } from './judge.ts'
import { type EntityNames, learnEntities } from './learn-entities.ts'
import { learnIntents } from './learn-intents.ts'
import type { MakeHead } from './net-head.ts'
import { tfjsHead } from './net-head-tfjs.ts'
import type { Example, NluData } from './project.ts'
import { readThresholds } from './read-thresholds.ts'
import { rememberExamples } from './remember-examples.ts'
import { fitTemperature } from './temperature.ts'

export type Progress = {
  readonly stage: 'reading' | 'judging' | 'training' | 'deciding' | 'writing'
  readonly done: number
  readonly total: number
}

export type TrainOptions = {
  readonly seed: number
  /** What the domain says about entities; without it every regex and lookup is one. */
  readonly entities?: EntityNames
  /** The bot's languages, its first one first; by the number of their examples when absent. */
  readonly languages?: readonly Language[]
  /** Examples to judge by; without them a part of the training examples is held out. */
  readonly heldOut?: readonly Example[]
  readonly onProgress?: (progress: Progress) => void
  /** tfjs unless given. */
  readonly makeHead?: MakeHead
}

/** The same data, seed and head give the same model, byte for byte. */
export async function trainNlu(data: NluData, options: TrainOptions): Promise<NluModel> {
  return (await trainAndJudge(data, options)).model
}

export async function trainAndJudge(
  data: NluData,
  { seed, entities, languages, heldOut, onProgress, ...options }: TrainOptions,
): Promise<{ model: NluModel; evaluation: Evaluation }> {
  const makeHead = options.makeHead ?? (await tfjsHead())
  const { examples } = data
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort()
  const settings = (stage: Progress['stage']) => ({
    seed,
    makeHead,
    onEpoch: (done: number, total: number) => onProgress?.({ stage, done, total }),
  })
  const answered = heldOut ? null : await judge(examples, intents, settings('judging'))
  const classifier = await learnIntents(examples, intents, settings('training'))
  const judged = answered ?? answerAll(heldOut ?? [], classifier, intents)
  const model: NluModel = {
    languages: languages ?? languagesOf(examples),
    intent: {
      intents,
      ...classifier,
      temperature: fitTemperature(judged.logits, judged.labels),
      limits: { ...readThresholds(data.pipeline), outOfScope: outOfScopeLimit(judged, intents) },
    },
    entities: readyEntities(learnEntities(data, entities)),
    examples: rememberExamples(examples, intents, classifier),
  }
  return { model, evaluation: evaluate(judged.answers) }
}

/** Most examples first; of equals the one that the files show first. */
function languagesOf(examples: readonly Example[]): Language[] {
  const counts = new Map<Language, number>()
  for (const { language } of examples) counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language)
}
