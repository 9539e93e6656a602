/** Reads a project, trains it and publishes the model: the whole of what the worker does. */
import { Problem } from '../problem.ts'
import { entityNames } from './entity-names.ts'
import type { TrainingReport } from './evaluate.ts'
import { learnPolicy } from './learn-policy.ts'
import type { MakeHead } from './net-head.ts'
import { readyKnowledge } from '../nlp/knowledge/knowledge.ts'
import { learnKnowledge } from './knowledge/learn-knowledge.ts'
import { readPages } from './knowledge/read-pages.ts'
import { tfjsHead } from './net-head-tfjs.ts'
import { hashProject } from './project-hash.ts'
import type { Example, Finding } from './project.ts'
import { nameModel, nameTexts } from './name-model.ts'
import { publish } from './publish.ts'
import { readProject } from './read-project.ts'
import { readProfile } from './read-profile.ts'
import type { Profile } from './recipe.ts'
import { type Progress, trainAndJudge } from './train-nlu.ts'

export type TrainFiles = {
  /** The folder with the training files. */
  readonly project: string
  /** The folder that model files lie in. */
  readonly models: string
  readonly seed: number
  /** What is taken when config.yml names none; `fast` when absent. */
  readonly profile?: Profile
  /** The team's own past messages, masked. */
  readonly unlabelled?: readonly string[]
}

/** Throws a `Problem` listing what is wrong with broken files; then nothing is published. */
export async function trainFiles(
  { project: folder, models, seed, profile: otherwise = 'fast', unlabelled = [] }: TrainFiles,
  onProgress?: (progress: Progress) => void,
  makeHead?: MakeHead,
): Promise<string> {
  onProgress?.({ stage: 'reading', done: 0, total: 1 })
  const files = hashProject(folder, seed)
  const { project, findings } = await readProject(folder)
  refuseErrors(findings)
  const profile = readProfile(project.nlu.pipeline) ?? otherwise
  const { model, evaluation } = await trainAndJudge(project.nlu, {
    seed,
    entities: entityNames(project),
    languages: project.bot.languages,
    profile,
    unlabelled,
    ...(onProgress && { onProgress }),
    ...(makeHead && { makeHead }),
  })
  const policy = await learnPolicy(project.bot, {
    seed,
    makeHead: makeHead ?? (await tfjsHead()),
    onEpoch: (done, total) => onProgress?.({ stage: 'deciding', done, total }),
  })
  onProgress?.({ stage: 'writing', done: 0, total: 1 })
  const name = nameTexts(unlabelled)
  const hash = nameModel(files, otherwise, name)
  const report: TrainingReport = {
    hash,
    files,
    profile,
    unlabelled: { count: unlabelled.length, name },
    examples: project.nlu.examples.length,
    intents: countIntents(project.nlu.examples),
    temperature: model.intent.temperature,
    outOfScopeLimit: model.intent.limits.outOfScope,
    ...evaluation,
    findings,
  }
  const bot = policy ? { ...project.bot, policy } : project.bot
  const pages = await readPages(folder, project.bot.languages[0] ?? 'en')
  const learned = learnKnowledge(pages, project.nlu.examples, seed)
  const knowledge = learned && { knowledge: readyKnowledge(learned) }
  publish(models, { hash, nlu: model, bot, ...knowledge, report })
  onProgress?.({ stage: 'writing', done: 1, total: 1 })
  return hash
}

/** As many findings as one screen shows. */
const MOST_FINDINGS = 20

function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const lines = errors
    .slice(0, MOST_FINDINGS)
    .map(({ file, line, column, message, remedy }) =>
      [`${file}:${line}:${column} ${message}`, remedy].filter(Boolean).join(' '),
    )
  const more = errors.length - lines.length
  if (more > 0) lines.push(`… and ${more} more.`)
  throw new Problem(
    'invalid',
    'TrainingFilesBroken',
    `The training files cannot be used:\n${lines.join('\n')}`,
  )
}

function countIntents(examples: readonly Example[]): TrainingReport['intents'] {
  const counts = new Map<string, { examples: number; languages: Set<string> }>()
  for (const { intent, language } of examples) {
    const known = counts.get(intent) ?? { examples: 0, languages: new Set() }
    known.examples++
    known.languages.add(language)
    counts.set(intent, known)
  }
  return [...counts]
    .map(([name, { examples: count, languages }]) => ({
      name,
      examples: count,
      languages: [...languages].sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
