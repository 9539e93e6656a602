import type { Judged } from './judge.ts'
import type { Classifier } from './learn-intents.ts'

/** The same classifier with every logit times `scale`. */
export function scaleLogits({ space, net }: Classifier, scale: number): Classifier {
  const times = (values: Float32Array): Float32Array => values.map((value) => value * scale)
  return { space, net: { ...net, out: times(net.out), outBias: times(net.outBias) } }
}

/** What the classifiers so scaled would have answered. */
export function scaleJudged(judged: Judged, scale: number): Judged {
  return {
    ...judged,
    logits: judged.logits.map((logits) => logits.map((value) => value * scale)),
    rounds: judged.rounds.map(({ classifier, texts }) => ({
      classifier: scaleLogits(classifier, scale),
      texts,
    })),
  }
}
