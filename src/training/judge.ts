/** How a net trained on a part of the examples answers the rest. */
import { isOutOfScope } from '../nlp/intent.ts'
import { hashFeatures, weighFeatures } from '../nlp/features.ts'
import { hiddenOf, logitsOf } from '../nlp/net.ts'
import { entropy, softmax } from '../nlp/softmax.ts'
import { tokenise } from '../nlp/tokens.ts'
import type { Answer } from './evaluate.ts'
import { splitByIntent } from './hold-out.ts'
import { type Classifier, type LearnOptions, learnIntents } from './learn-intents.ts'
import type { Example } from './project.ts'
import { startRandom } from './random.ts'
import type { Profile } from './recipe.ts'

export type Judged = {
  readonly answers: readonly Answer[]
  /** Of each answer: the logits, and the index of the intent that was right. */
  readonly logits: readonly Float32Array[]
  readonly labels: readonly number[]
  /** The nets that answered, each with the texts that it had not seen. */
  readonly rounds: readonly { readonly classifier: Classifier; readonly texts: readonly string[] }[]
}

const PARTS = 5
/** With fewer examples every part is held out in turn, or the judgement hangs on a handful. */
const FEW_EXAMPLES = 600
/**
 * The net that is judged for `fast` may be trained a little less than the one that serves, which
 * makes that one a little too sure: on MASSIVE zh-CN its calibration error is 2.8 points for 2.2.
 */
const EFFORT: Readonly<Record<Profile, number>> = { fast: 0.7, best: 1 }

export async function judge(
  examples: readonly Example[],
  intents: readonly string[],
  options: LearnOptions,
): Promise<Judged> {
  const labels = Int32Array.from(examples, ({ intent }) => intents.indexOf(intent))
  const part = splitByIntent(labels, PARTS, startRandom(options.seed))
  // A net that learns from unlabelled messages too takes long, and every part would learn them anew.
  const isQuick = !options.unlabelled?.length
  const rounds = examples.length < FEW_EXAMPLES && isQuick ? PARTS : 1
  const judged: Judged[] = []
  for (let round = 0; round < rounds; round++) {
    const kept = examples.filter((_, n) => part[n] !== round)
    const heldOut = examples.filter((_, n) => part[n] === round)
    if (heldOut.length === 0 || kept.length === 0) continue
    const classifier = await learnIntents(kept, intents, {
      ...options,
      ...unseen(options.unlabelled, heldOut),
      effort: EFFORT[options.profile ?? 'fast'],
      onEpoch: (done, total, loss) => options.onEpoch?.(round * total + done, rounds * total, loss),
    })
    judged.push(answerAll(heldOut, classifier, intents))
  }
  return {
    answers: judged.flatMap(({ answers }) => answers),
    logits: judged.flatMap(({ logits }) => logits),
    labels: judged.flatMap((each) => each.labels),
    rounds: judged.flatMap((each) => each.rounds),
  }
}

/** Messages that are judged by must not be learned from either, labelled or not. */
export function unseen(
  unlabelled: readonly string[] | undefined,
  heldOut: readonly Pick<Example, 'text'>[],
): Pick<LearnOptions, 'unlabelled'> {
  if (!unlabelled) return {}
  // However it is written: a past message is often an example in other capitals.
  const read = (text: string) =>
    tokenise(text)
      .map((token) => token.text)
      .join(' ')
  const judged = new Set(heldOut.map(({ text }) => read(text)))
  return { unlabelled: unlabelled.filter((text) => !judged.has(read(text))) }
}

export function answerAll(
  examples: readonly Example[],
  classifier: Classifier,
  intents: readonly string[],
): Judged {
  const { space, net } = classifier
  const known = examples.filter(({ intent }) => intents.includes(intent))
  const logits = known.map(({ text }) =>
    logitsOf(net, hiddenOf(weighFeatures(hashFeatures(tokenise(text), space), space), net)),
  )
  return {
    rounds: [{ classifier, texts: known.map(({ text }) => text) }],
    logits,
    labels: known.map(({ intent }) => intents.indexOf(intent)),
    answers: known.map(({ intent, text, source }, n) => ({
      expected: intent,
      got: intents[likeliest(logits[n]!)]!,
      text,
      source,
    })),
  }
}

function likeliest(logits: Float32Array): number {
  let best = 0
  for (let k = 1; k < logits.length; k++) if (logits[k]! > logits[best]!) best = k
  return best
}

/** This share of messages that the bot is meant for may be taken for out of scope. */
const WRONGLY_REFUSED = 0.033

/** The entropy, in nats of the uncalibrated softmax, that all but 3.3 % of in-scope messages keep. */
export function outOfScopeLimit(judged: Judged, intents: readonly string[]): number {
  const inScope = judged.logits
    .filter((_, n) => !isOutOfScope(intents[judged.labels[n]!]!))
    .map((logits) => entropy(softmax(logits)))
    .sort((a, b) => a - b)
  const at = Math.ceil(inScope.length * (1 - WRONGLY_REFUSED)) - 1
  return inScope[Math.max(0, at)] ?? 0.9 * Math.log(Math.max(1, intents.length))
}
