/** The classifiers that need no training: the shipped model, VADER, and AFINN as natural reads it. */
import { createRequire } from 'node:module'
import { sentimentFeatures } from '../../src/nlp/sentiment-features.ts'
import { sentimentModel } from '../../src/nlp/sentiment-model.ts'
import { feel } from '../../src/nlp/sentiment-net.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

type Answer = (text: string) => string

type Vader = {
  SentimentIntensityAnalyzer: { polarity_scores(text: string): { readonly compound: number } }
}
type Natural = {
  SentimentAnalyzer: new (
    language: string,
    stemmer: null,
    vocabulary: string,
  ) => { getSentiment(words: readonly string[]): number }
}

/** Null for a set whose labels are not those of feelings. */
export function feltBy(
  labels: readonly string[],
): Record<'shipped' | 'vader' | 'afinn', Answer> | null {
  const named = (start: string) => labels.find((label) => label.toLowerCase().startsWith(start))
  const positive = named('pos')
  const negative = named('neg')
  const neutral = named('neu')
  if (!positive || !negative) return null
  // Without a neutral class a message that says nothing is taken for a glad one.
  const bySign = (value: number, dead: number) =>
    neutral && Math.abs(value) <= dead ? neutral : value >= 0 ? positive : negative

  const load = createRequire(import.meta.url)
  const { SentimentIntensityAnalyzer: vader } = load('vader-sentiment') as Vader
  const { SentimentAnalyzer } = load('natural/lib/natural/sentiment') as Natural
  const afinn = new SentimentAnalyzer('English', null, 'afinn')
  const model = sentimentModel()
  return {
    shipped: (text) => {
      const [no = 0, maybe = 0, yes = 0] = feel(
        sentimentFeatures(text, tokenise(text), model),
        model,
      )
      if (neutral && maybe > no && maybe > yes) return neutral
      return yes >= no ? positive : negative
    },
    // The limits that VADER's authors give.
    vader: (text) => bySign(vader.polarity_scores(text).compound, 0.0499),
    afinn: (text) => bySign(afinn.getSentiment(text.toLowerCase().match(/[\p{L}']+/gu) ?? []), 0),
  }
}
