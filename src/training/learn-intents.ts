/** Labelled examples → features and net. */
import type { FeatureSpace } from '../nlp/features.ts'
import { isOutOfScope } from '../nlp/intent.ts'
import type { Net } from '../nlp/net.ts'
import { FEW, FULL, type NetSettings, type OnEpoch, trainNet } from './net.ts'
import type { MakeHead } from './net-head.ts'
import { measureSpace, weighRows } from './net-rows.ts'
import type { Example } from './project.ts'

export type Classifier = { readonly space: FeatureSpace; readonly net: Net }

export type LearnOptions = {
  readonly seed: number
  readonly makeHead: MakeHead
  readonly onEpoch?: OnEpoch
  /** Share of the usual epochs. */
  readonly effort?: number
}

export async function learnIntents(
  examples: readonly Example[],
  intents: readonly string[],
  { seed, makeHead, onEpoch, effort = 1 }: LearnOptions,
): Promise<Classifier> {
  const number = new Map(intents.map((intent, k) => [intent, k]))
  // An intent's name says what it is about, and costs the team nothing.
  const named = intents.filter((intent) => !isOutOfScope(intent))
  const texts = [...examples.map(({ text }) => text), ...named.map(wordsOf)]
  const labels = [...examples.map(({ intent }) => intent), ...named].map((i) => number.get(i) ?? 0)
  const space = measureSpace(texts)
  const settings = settingsFor(examples.length, intents.length)
  const net = await trainNet(
    { rows: weighRows(texts, space), labels: Int32Array.from(labels), outputs: intents.length },
    { ...settings, epochs: Math.max(1, Math.round(settings.epochs * effort)), seed },
    makeHead,
    onEpoch,
  )
  return { space, net }
}

/** "faq/opening_hours" → "opening hours" */
function wordsOf(intent: string): string {
  return intent.slice(intent.lastIndexOf('/') + 1).replace(/[_-]+/g, ' ')
}

/** Below this many examples an intent each is seen more often, in smaller batches. */
const MANY = 20

function settingsFor(examples: number, intents: number): Omit<NetSettings, 'seed'> {
  return examples / Math.max(1, intents) < MANY ? FEW : FULL
}
