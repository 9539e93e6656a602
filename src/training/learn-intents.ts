/** Labelled examples → features and net. */
import type { FeatureSpace } from '../nlp/features.ts'
import { isOutOfScope } from '../nlp/intent.ts'
import type { Net } from '../nlp/net.ts'
import { bayesNet } from './bayes-net.ts'
import { joined } from './joined.ts'
import { mergeNets } from './merge-nets.ts'
import { type Examples, type Learned, type NetSettings, type OnEpoch, trainNet } from './net.ts'
import type { MakeHead } from './net-head.ts'
import { measureSpace, weighRows } from './net-rows.ts'
import { type Profile, recipeFor } from './recipe.ts'
import type { Example } from './project.ts'
import { quantise } from './quantise.ts'
import { startRandom } from './random.ts'
import { richestRows } from './rich-rows.ts'
import { askTeachers, evenness, sharpen, smoothed, trust } from './teach.ts'
import { learnVectors } from './word-vectors.ts'

export type Classifier = { readonly space: FeatureSpace; readonly net: Net }

export type LearnOptions = {
  readonly seed: number
  readonly makeHead: MakeHead
  readonly onEpoch?: OnEpoch
  readonly profile?: Profile
  /** Messages of the same kind without labels, such as the team's own past ones. */
  readonly unlabelled?: readonly string[]
  /** Share of the usual epochs. */
  readonly effort?: number
}

export async function learnIntents(
  examples: readonly Example[],
  intents: readonly string[],
  { seed, makeHead, onEpoch, profile = 'fast', unlabelled = [], effort = 1 }: LearnOptions,
): Promise<Classifier> {
  const number = new Map(intents.map((intent, k) => [intent, k]))
  // An intent's name says what it is about, and costs the team nothing.
  const named = intents.filter((intent) => !isOutOfScope(intent))
  const texts = [...examples.map(({ text }) => text), ...named.map(wordsOf)]
  const names = [...examples.map(({ intent }) => intent), ...named]
  const labels = Int32Array.from(names, (intent) => number.get(intent) ?? 0)
  const outputs = intents.length
  const recipe = recipeFor(profile, examples.length, outputs, unlabelled.length)
  const seeded = (settings: Omit<NetSettings, 'seed'>): NetSettings => ({
    ...settings,
    epochs: Math.max(1, Math.round(settings.epochs * effort)),
    seed,
  })
  const pool = recipe.rounds > 0 ? unlabelled : []
  const all = [...texts, ...pool]
  const space = measureSpace(all, recipe.kinds)
  const rows = weighRows(all, space)
  const taught = pool.length === 0 ? {} : await teachPool()
  const nets: Learned[] = []
  for (let n = 0; n < recipe.nets; n++) {
    const settings = { ...seeded(recipe.net), seed: seed + SEED_STEP * n }
    nets.push(await trainNet({ rows, labels, outputs, ...taught }, settings, makeHead, onEpoch))
  }
  return { space, net: quantise(merged(), recipe.levels) }

  function merged(): Learned {
    if (recipe.bayes === 0) return mergeNets(nets)
    const { rows: weights } = nets[0]!
    let squares = 0
    for (let i = 0; i < weights.length; i++) squares += weights[i]! * weights[i]!
    const size = Math.sqrt(squares / weights.length)
    const bayes = bayesNet({ rows, labels, outputs, ...taught }, size)
    return mergeNets([...nets, bayes], [...nets.map(() => 1 / nets.length), recipe.bayes])
  }

  /** Messages without labels, answered by nets that are taught by the answers of those before. */
  async function teachPool(): Promise<Pick<Examples, 'soft' | 'weights'>> {
    const vectors = learnVectors(all, startRandom(seed))
    const weigh = richestRows(all, space, vectors)
    const [own, foreign, merged] = [weigh(texts), weigh(pool), weigh(all)]
    const hard = smoothed(labels, outputs, recipe.net.smoothing)
    const known = new Float32Array(texts.length).fill(
      Math.max(LABELLED, (LABELLED_SHARE * pool.length) / texts.length),
    )
    const teaching = { settings: seeded(recipe.teacher), makeHead, ...(onEpoch && { onEpoch }) }
    const first = { rows: own, labels, outputs }
    let answers = await askTeachers(first, foreign, TEACHERS, teaching)
    const even = evenness(answers, outputs)
    const taught = () => ({
      soft: joined([hard, sharpen(answers, outputs, even)]),
      weights: joined([known, trust(answers, outputs, even)]),
    })
    for (let round = 1; round < recipe.rounds; round++) {
      const student = { rows: merged, labels, outputs, ...taught() }
      answers = await askTeachers(student, foreign, 1, {
        ...teaching,
        settings: seeded(recipe.net),
      })
    }
    return taught()
  }
}

const TEACHERS = 2
/** An example counts as much as so many messages without a label … */
const LABELLED = 2
/** … and all examples at least this share of all of these. */
const LABELLED_SHARE = 0.5
const SEED_STEP = 7919

/** "faq/opening_hours" → "opening hours" */
function wordsOf(intent: string): string {
  return intent.slice(intent.lastIndexOf('/') + 1).replace(/[_-]+/g, ' ')
}
