/** How a message feels: a small net over its words and over what the lexicons say of them. */
import { sentimentFeatures } from './sentiment-features.ts'
import { sentimentModel } from './sentiment-model.ts'
import { feel } from './sentiment-net.ts'
import type { Token } from './tokens.ts'

export type Sentiment = {
  /** −1 (miserable) to 1 (delighted): how much likelier it is glad than unhappy. */
  readonly sentiment: number
  /** How likely whoever writes this is angry, and how likely it cannot wait: 0 to 1. */
  readonly anger: number
  readonly urgency: number
  /** Angry enough that a person should know. */
  readonly isUpset: boolean
}

const calm: Sentiment = { sentiment: 0, anger: 0, urgency: 0, isUpset: false }

/** Any language with a lexicon and sentences in `data/` (en, zh), and both mixed. */
export function measureSentiment(text: string, tokens: readonly Token[]): Sentiment {
  if (tokens.length === 0) return calm
  const model = sentimentModel()
  const features = sentimentFeatures(text, tokens, model)
  const [negative = 0, , positive = 0, angry = 0, urgency = 0] = feel(features, model)
  const { anger: said, loud, score } = features.tone
  const sentiment = rounded(degree(positive - negative, score))
  const anger = rounded(angry)
  return {
    sentiment,
    anger,
    urgency: rounded(urgency),
    isUpset: anger >= ANGRY || (said > 0 && sentiment < 0) || (loud >= 2 && sentiment <= LOUD),
  }
}

/**
 * The net knows whether a message is glad or not, the words how much: "very disappointed" is more
 * than "a bit disappointed". Where they contradict each other ("great, another delay") the net is right.
 */
function degree(believed: number, said: number): number {
  return believed * said > 0 ? 0.4 * believed + 0.6 * said : believed
}

const ANGRY = 0.5
/** Whoever shouts is upset sooner. */
const LOUD = -0.6

/** More digits than anybody reads would fill the log; −0 is 0. */
const rounded = (value: number) => Math.round(value * 1000) / 1000 + 0
