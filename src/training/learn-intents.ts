/** Labelled examples → features and net. */
import type { FeatureSpace } from '../nlp/features.ts'
import { isOutOfScope } from '../nlp/intent.ts'
import type { Net } from '../nlp/net.ts'
import { type NetSettings, type OnEpoch, trainNet } from './net.ts'
import type { MakeHead } from './net-head.ts'
import { measureSpace, weighRows } from './net-rows.ts'
import { type Profile, recipeFor } from './recipe.ts'
import type { Example } from './project.ts'
import { quantise } from './quantise.ts'
import { startRandom } from './random.ts'
import { richRows, richestRows } from './rich-rows.ts'
import { askTeachers, sharpen, smoothed } from './teach.ts'
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
  if (recipe.teachers === 0) {
    const space = measureSpace(texts, recipe.hasSeams)
    const learned = { rows: weighRows(texts, space), labels, outputs }
    return {
      space,
      net: quantise(await trainNet(learned, seeded(recipe.net), makeHead, onEpoch)),
    }
  }
  return learnFromTeachers()

  async function learnFromTeachers(): Promise<Classifier> {
    const random = startRandom(seed)
    const pool = recipe.rounds > 0 ? unlabelled : []
    const all = [...texts, ...pool]
    const space = measureSpace(all, recipe.hasSeams)
    const vectors = learnVectors([...texts, ...unlabelled], random)
    const weigh = recipe.isRich ? richestRows(all, space, vectors) : richRows(space, vectors)
    const [own, foreign] = [weigh(texts), weigh(pool)]
    const hard = smoothed(labels, outputs, recipe.net.smoothing)
    const teaching = { settings: seeded(recipe.teacher), makeHead, ...(onEpoch && { onEpoch }) }
    let [ours, theirs] = await askTeachers(
      { rows: own, labels, outputs },
      [own, foreign],
      recipe.teachers,
      teaching,
    )
    const weights = Float32Array.from(all, (_, n) => (n < texts.length ? recipe.weight : 1))
    const merged = weigh(all)
    for (let round = 1; round < recipe.rounds; round++) {
      const soft = joined(hard, sharpen(theirs!, outputs))
      const retaught = { ...teaching, settings: seeded(recipe.net) }
      const student = { rows: merged, labels, outputs, soft, weights }
      ;[theirs] = await askTeachers(student, [foreign], 1, retaught)
    }
    const taught = mixed(hard, ours!, recipe.trust)
    const soft = pool.length > 0 ? joined(taught, sharpen(theirs!, outputs)) : taught
    const net = await trainNet(
      { rows: weighRows(all, space), labels, outputs, soft, weights },
      seeded(recipe.net),
      makeHead,
      onEpoch,
    )
    return { space, net: quantise(net) }
  }
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** Of the second the given share. */
function mixed(first: Float32Array, second: Float32Array, share: number): Float32Array {
  return first.map((value, i) => (1 - share) * value + share * second[i]!)
}

/** "faq/opening_hours" → "opening hours" */
function wordsOf(intent: string): string {
  return intent.slice(intent.lastIndexOf('/') + 1).replace(/[_-]+/g, ' ')
}
