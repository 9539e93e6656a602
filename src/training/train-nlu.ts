/** Training files → what serving needs to understand messages. */
import type { Language } from '../conversation.ts'
import type { NluModel } from '../nlp/model.ts'
import { bestHead } from './best-head.ts'
import { clauseLimit } from './clause-limit.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { answerAll, judge, outOfScopeLimit, unseen } from './judge.ts'
import type { EntityNames } from './learn-entities.ts'
import { learnEntityModel } from './learn-entity-model.ts'
import { learnIntents } from './learn-intents.ts'
import type { MakeHead } from './net-head.ts'
import type { Example, NluData } from './project.ts'
import { readProfile } from './read-profile.ts'
import { readThresholds } from './read-thresholds.ts'
import type { Profile } from './recipe.ts'
import { rememberExamples } from './remember-examples.ts'
import { scaleJudged, scaleLogits } from './scale-logits.ts'
import { fitTemperature } from './temperature.ts'

export type Progress = {
  readonly stage: 'reading' | 'judging' | 'training' | 'tagging' | 'deciding' | 'writing'
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
  /** Else the one of config.yml, else `fast`. */
  readonly profile?: Profile
  /** Messages of the same kind without labels, such as the team's own past ones. */
  readonly unlabelled?: readonly string[]
  readonly onProgress?: (progress: Progress) => void
  /** The best for the machine unless given. */
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
  const makeHead = options.makeHead ?? (await bestHead())
  const { examples } = data
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort()
  const profile = options.profile ?? readProfile(data.pipeline) ?? 'fast'
  const settings = (stage: Progress['stage']) => ({
    seed,
    makeHead,
    profile,
    ...unseen(options.unlabelled, heldOut ?? []),
    onEpoch: (done: number, total: number) => onProgress?.({ stage, done, total }),
  })
  const answered = heldOut ? null : await judge(examples, intents, settings('judging'))
  const learned = await learnIntents(examples, intents, settings('training'))
  const first = answered ?? answerAll(heldOut ?? [], learned, intents)
  const scale = TEMPERATURE / fitTemperature(first.logits, first.labels)
  const [classifier, judged] = [scaleLogits(learned, scale), scaleJudged(first, scale)]
  const temperature = TEMPERATURE
  const { clauses, ...thresholds } = readThresholds(data.pipeline)
  const limits = { ...thresholds, outOfScope: outOfScopeLimit(judged, intents), clauses: 1 }
  const model: NluModel = {
    languages: languages ?? languagesOf(examples),
    intent: {
      intents,
      ...classifier,
      temperature,
      limits: {
        ...limits,
        clauses: clauses ?? clauseLimit(judged, { intents, temperature, limits }),
      },
    },
    entities: learnEntityModel(data, entities, {
      seed,
      profile,
      onEpoch: (done, total) => onProgress?.({ stage: 'tagging', done, total }),
    }),
    examples: rememberExamples(examples, intents, classifier),
  }
  return { model, evaluation: evaluate(judged.answers) }
}

/**
 * Logits are scaled so that confidences are honest at this temperature, whatever the nets were
 * trained with: the entropy at twice that, which is the plain softmax, tells best what is out of
 * scope (97.2–97.5 against 96.0–97.4 of CLINC150's validation part at no scale).
 */
const TEMPERATURE = 0.5

/** Most examples first; of equals the one that the files show first. */
function languagesOf(examples: readonly Example[]): Language[] {
  const counts = new Map<Language, number>()
  for (const { language } of examples) counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language)
}
