/** Messages that a model has not seen, answered by it: what its report is made of. */
import type { Intent, Source } from '../conversation.ts'
import { explain } from '../nlp/explain.ts'
import type { NluModel } from '../nlp/model.ts'
import { understand } from '../nlp/understand.ts'
import { Problem } from '../problem.ts'
import { splitByIntent } from './hold-out.ts'
import type { Example, NluData } from './project.ts'
import { startRandom } from './random.ts'
import { type TrainOptions, trainNlu } from './train-nlu.ts'

export type Tested = {
  readonly text: string
  readonly source: Source
  readonly expected: string
  readonly got: Intent
  /** For messages taken for another intent: the training lines that they are nearest to. */
  readonly nearest: readonly (Source & { readonly text: string })[]
}

export type TestOptions = Omit<TrainOptions, 'onProgress' | 'heldOut'> & {
  readonly onProgress?: (progress: { stage: string; done: number; total: number }) => void
}

/** Trains on all examples and answers those of another file. Throws a `Problem` without any. */
export async function testOnFile(
  data: NluData,
  heldOut: readonly Example[],
  options: TestOptions,
): Promise<Tested[]> {
  if (heldOut.length === 0)
    throw new Problem('invalid', 'NothingToTest', 'There is no example to test on.')
  return answerAll(await train(data, options, 'training'), heldOut)
}

/**
 * Answers every example by a model trained without it: of `parts` parts each is left out in turn.
 * Intents with a single example can only be learned, never tested. Throws a `Problem` when no
 * intent has two.
 */
export async function crossValidate(
  data: NluData,
  parts: number,
  options: TestOptions,
): Promise<Tested[]> {
  const intents = [...new Set(data.examples.map(({ intent }) => intent))].sort()
  const labels = Int32Array.from(data.examples, ({ intent }) => intents.indexOf(intent))
  const part = splitByIntent(labels, parts, startRandom(options.seed))
  const tested: Tested[] = []
  for (let left = 0; left < parts; left++) {
    const heldOut = data.examples.filter((_, n) => part[n] === left)
    if (heldOut.length === 0) continue
    const examples = data.examples.filter((_, n) => part[n] !== left)
    const stage = `part ${left + 1} of ${parts}`
    tested.push(...answerAll(await train({ ...data, examples }, options, stage), heldOut))
  }
  if (tested.length === 0) {
    const remedy = 'Write at least two examples of each, better ten.'
    throw new Problem('invalid', 'NothingToTest', `No intent has two examples. ${remedy}`)
  }
  return tested
}

function train(data: NluData, options: TestOptions, stage: string): Promise<NluModel> {
  return trainNlu(data, {
    ...options,
    onProgress: ({ stage: step, done, total }) =>
      options.onProgress?.({ stage: `${stage}: ${step}`, done, total }),
  })
}

function answerAll(model: NluModel, examples: readonly Example[]): Tested[] {
  return examples.map(({ text, intent: expected, source }) => {
    const { intent: got } = understand({ text }, model)
    const isRight = got.name === expected
    return { text, source, expected, got, nearest: isRight ? [] : explain(text, model).nearest }
  })
}
