import type { Understanding } from '../conversation.ts'
import { findEntities } from './entities/find-entities.ts'
import { clausesOf, findParts } from './clauses.ts'
import { exactIntent } from './exact-intent.ts'
import { type Explanation, explainSeen } from './explain.ts'
import { type IntentModel, type Ranked, isOutOfScope, rankIntents } from './intent.ts'
import { detectLanguage } from './language.ts'
import type { NluModel } from './model.ts'
import { readPayload } from './payload.ts'
import { type Span, spansOf } from './seams.ts'
import { measureSentiment } from './sentiment.ts'
import { type Token, tokenise } from './tokens.ts'

export type ToUnderstand = {
  readonly text: string
  /** What a pressed button stands for; a payload that is no command is understood as text. */
  readonly payload?: string
  readonly locale?: string
  /** The message's clock, which "tomorrow" is counted from. */
  readonly now?: Date
}

/** Never throws, whatever the text. */
export function understand(message: ToUnderstand, model: NluModel): Understanding {
  return understandAndExplain(message, model).understanding
}

export type Understood = {
  readonly understanding: Understanding
  /** Costs nothing until it is called, and must be called before the next message is understood. */
  readonly explain: () => Explanation
}

/** The same with its reasons, found without reading the message twice. */
export function understandAndExplain(message: ToUnderstand, model: NluModel): Understood {
  const command = readPayload(message.payload ?? message.text)
  if (command) {
    const understanding = obey(message, command, model)
    return { understanding, explain: () => ({ words: [], nearest: [] }) }
  }
  const text = message.payload ?? message.text
  const tokens = tokenise(text)
  const language = detectLanguage(text, tokens, model.languages, message.locale)
  const exact = exactIntent(text, model.examples, model.intent.intents)
  const spans = exact === undefined ? spansOf(text, tokens) : []
  // Before the message as a whole, whose numbers explaining it needs again.
  const ways = findParts(text, tokens, model.intent, spans)
  const { said, ranked } = rankWish(tokens, spans, model.intent)
  const { ranking, doubt } = exact === undefined ? ranked : certain(exact)
  const found = findEntities(
    { text, language, ...(message.now && { now: message.now }) },
    tokens,
    model.entities,
  )
  // Offsets are into the message's text, which a payload need not be.
  const isText = text === message.text
  const entities = isText ? found : found.map((e) => ({ ...e, start: 0, end: 0 }))
  const clauses = isText
    ? clausesOf(ways, ranked.ranking, model.intent.limits.clauses, entities)
    : undefined
  const understanding = {
    language,
    intent: ranking[0] ?? { name: 'nlu_fallback', confidence: 0 },
    ranking,
    ...(doubt && { doubt }),
    entities,
    ...(clauses && { clauses }),
    ...measureSentiment(text, tokens),
  }
  return { understanding, explain: () => explainSeen(text, said, ranked, model) }
}

/** A wish with a greeting before it or thanks after it means what it means alone, if that is plain. */
function rankWish(tokens: readonly Token[], spans: readonly Span[], model: IntentModel) {
  const [wish, more] = spans
  if (wish && !more && wish.to - wish.from < tokens.length) {
    const said = tokens.slice(wish.from, wish.to)
    const ranked = rankIntents(said, model)
    if (!ranked.doubt) return { said, ranked }
  }
  return { said: tokens, ranked: rankIntents(tokens, model) }
}

function certain(intent: string): Pick<Ranked, 'ranking' | 'doubt'> {
  const doubt = isOutOfScope(intent) ? ('out-of-scope' as const) : undefined
  return { ranking: [{ name: intent, confidence: 1 }], doubt }
}

/** A command says itself what it means. */
function obey(
  message: ToUnderstand,
  command: NonNullable<ReturnType<typeof readPayload>>,
  model: NluModel,
): Understanding {
  const isTyped = message.payload === undefined
  const title = isTyped ? '' : message.text
  const intent = { name: command.intent, confidence: 1 }
  return {
    language: detectLanguage(title, tokenise(title), model.languages, message.locale),
    intent,
    ranking: [intent],
    entities: command.entities,
    sentiment: 0,
    isUpset: false,
  }
}
