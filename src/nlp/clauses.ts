/** Several wishes in one message: "cancel my order and where is my refund". */
import type { Clause, Entity, Intent } from '../conversation.ts'
import { type Said, apart } from './apart.ts'
import { type IntentModel, rankIntents } from './intent.ts'
import { type Span, spansOf } from './seams.ts'
import type { Token } from './tokens.ts'

/** A message in parts, each with what it means alone. */
export type Parts = {
  readonly parts: readonly Part[]
  /** How far the two neighbours that are nearest to each other are apart, in log-odds. */
  readonly apart: number
}

type Part = Span & Said & Pick<Clause, 'doubt'>

/** Of two intents it must be as likely one as neither: less is not acted on. */
const LEAST_SURE = 0.5

/**
 * How the message may be taken in parts that mean different things, the most parts first. Only a
 * message with a seam costs more than looking for one.
 */
export function findParts(
  text: string,
  tokens: readonly Token[],
  model: IntentModel,
  spans: readonly Span[] = spansOf(text, tokens),
): Parts[] {
  const ways: Parts[] = []
  let parts = spans.length < 2 ? [] : spans.map((span) => understood(tokens, span, model))
  while (parts.length >= 2) {
    const seams = parts.slice(1).map((part, n) => apart(text, parts[n]!, part))
    const least = Math.min(...seams)
    if (isSeveral(parts)) ways.push({ parts, apart: least })
    // The two that are the least apart become one.
    const at = seams.indexOf(least)
    const span = { from: parts[at]!.from, to: parts[at + 1]!.to }
    parts = parts.length > 2 ? parts.toSpliced(at, 2, understood(tokens, span, model)) : []
  }
  return ways
}

/** Whether each is a wish that the bot knows, and another than the one before. */
function isSeveral(parts: readonly Part[]): boolean {
  return parts.every(({ ranking: [first, second], doubt }, n) => {
    const isKnown = doubt !== 'out-of-scope'
    const isSure = first!.confidence + (second?.confidence ?? 0) >= LEAST_SURE
    return isKnown && isSure && first!.name !== parts[n - 1]?.ranking[0]!.name
  })
}

/**
 * How surely a message says these things, from 0 to 1: by the parts that are the least apart, and by
 * how surely the message as a whole says one thing.
 */
export function certaintyOf({ apart }: Parts, whole: readonly Intent[]): number {
  return 1 / (1 + Math.exp(4.2 + 1.5 * (whole[0]?.confidence ?? 0) - apart))
}

/** The clauses of a message that is surely understood in parts; undefined for any other. */
export function clausesOf(
  ways: readonly Parts[],
  whole: readonly Intent[],
  limit: number,
  entities: readonly Entity[],
): readonly Clause[] | undefined {
  const sure = ways.find((way) => certaintyOf(way, whole) >= limit)
  return sure?.parts.map(({ start, end, ranking, doubt }) => ({
    start,
    end,
    intent: ranking[0]!,
    ranking,
    ...(doubt && { doubt }),
    entities: entities.filter((entity) => entity.start >= start && entity.end <= end),
  }))
}

function understood(tokens: readonly Token[], { from, to }: Span, model: IntentModel): Part {
  const said = tokens.slice(from, to)
  const { ranking, doubt, uncertainty } = rankIntents(said, model)
  return {
    from,
    to,
    start: said[0]!.start,
    end: said.at(-1)!.end,
    ranking,
    doubt,
    uncertainty,
    words: said.filter(({ kind }) => kind !== 'mark').length,
  }
}
