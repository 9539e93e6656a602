import { detectLanguage } from '../../src/nlp/language.ts'
import { explain } from '../../src/nlp/explain.ts'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { rankIntents } from '../../src/nlp/intent.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { measureSentiment } from '../../src/nlp/sentiment.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { understand } from '../../src/nlp/understand.ts'
import { quantile } from './scores.ts'

export type Times = { readonly p50: number; readonly p99: number }

/** Microseconds a message of `understand()` whole, and of each of its parts alone. */
export function timeParts(
  model: NluModel,
  texts: readonly string[],
): { whole: readonly number[]; parts: Readonly<Record<string, Times>> } {
  const whole = time(texts, (text) => understand({ text }, model))
  const read = texts.map((text) => ({ text, tokens: tokenise(text) }))
  const parts: Record<string, number[]> = {
    tokens: time(texts, tokenise),
    intent: time(read, ({ tokens }) => rankIntents(tokens, model.intent)),
    entities: time(read, ({ text, tokens }) =>
      findEntities({ text, language: 'en' }, tokens, model.entities),
    ),
    sentiment: time(read, ({ text, tokens }) => measureSentiment(text, tokens)),
    language: time(read, ({ text, tokens }) => detectLanguage(text, tokens, model.languages)),
    explanation: time(texts, (text) => explain(text, model)),
  }
  return { whole, parts: Object.fromEntries(Object.entries(parts).map(([k, v]) => [k, both(v)])) }
}

export function both(micros: readonly number[]): Times {
  return { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99) }
}

/** Of each item, after one pass that warms up. */
function time<T>(items: readonly T[], what: (item: T) => unknown): number[] {
  for (const item of items) what(item)
  return items.map((item) => {
    const started = performance.now()
    what(item)
    return (performance.now() - started) * 1000
  })
}
