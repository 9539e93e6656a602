/** Several wishes in one message: "cancel my order and where is my refund". */
import type { Clause, Entity, Intent } from '../conversation.ts'
import { type IntentModel, type Ranked, rankIntents } from './intent.ts'
import type { Token } from './tokens.ts'

/** A message in parts, each with what it means alone. */
export type Parts = {
  readonly parts: readonly Part[]
  /** The confidence of the least certain part. */
  readonly score: number
  /** The weakest of what stands between them. */
  readonly joint: Joint
}

/** What stands between two parts: from a mere pause to words that announce something else. */
type Joint = 'pause' | 'and' | 'announced'

type Part = Pick<Clause, 'start' | 'end' | 'intent' | 'ranking' | 'doubt'>

/** Where one wish may end and the next begin: the ends of sentences, commas, "and", 还有. */
const SEAM =
  /[!?。！？；;\n，、]+|[.,]+(?=\s|$)|\s(?:and|also|but|then|plus)(?=\s)|还有|另外|以及|并且|而且|顺便|然后|同时/gi

/** Longer messages tell stories, and so do those of more parts. */
const LONGEST = 500
const MOST_PARTS = 6
/** A part that is less certain is not acted on, whatever else speaks for it. */
const LEAST_SURE = 0.6

/**
 * The parts whose least certain one is the most certain, when there are two that mean different
 * things; null otherwise. Only a message with a seam costs more than looking for one.
 */
export function findParts(
  text: string,
  tokens: readonly Token[],
  model: IntentModel,
): Parts | null {
  const spans = spansOf(text, tokens)
  if (spans.length < 2) return null
  let parts = spans.map((span) => understood(tokens, span, model))
  let best: Parts | null = null
  for (;;) {
    const score = Math.min(...parts.map(({ intent }) => intent.confidence))
    const isOne = parts.every(({ intent }) => intent.name === parts[0]!.intent.name)
    if (!isOne && score > (best?.score ?? 0)) best = { parts, score, joint: jointOf(text, parts) }
    if (parts.length <= 2) break
    parts = withLeastJoined(tokens, parts, model)
  }
  return best && { ...best, parts: joinEqual(tokens, best.parts, model) }
}

/**
 * How surely a message says several things, from 0 to 1: by the least certain part, and by how much
 * the message as a whole speaks for what that part means. The plainer it is said that something else
 * follows, the less the whole has to say: at the same share of the shop's own examples split
 * wrongly, twice as many joined ones are told as when all joints count alike.
 */
export function certaintyOf({ score, parts, joint }: Parts, whole: readonly Intent[]): number {
  const shares = parts.map(
    ({ intent }) => whole.find(({ name }) => name === intent.name)?.confidence ?? 0,
  )
  return score * Math.max(UNNAMED, Math.min(...shares)) ** WEIGHT_OF_WHOLE[joint]
}

/** Fitted on the shop's examples, none of which the net that understood them had seen. */
const WEIGHT_OF_WHOLE: Readonly<Record<Joint, number>> = { pause: 0.1, and: 0.04, announced: 0.01 }

/** Intents that a ranking leaves out have at most about this share. */
const UNNAMED = 0.0005

/** The clauses of a message that is surely understood in parts; undefined for any other. */
export function clausesOf(
  found: Parts | null,
  whole: readonly Intent[],
  limit: number,
  entities: readonly Entity[],
): readonly Clause[] | undefined {
  if (!found || found.score < LEAST_SURE || certaintyOf(found, whole) < limit) return undefined
  return found.parts.map((part) => ({
    ...part,
    entities: entities.filter(({ start, end }) => start >= part.start && end <= part.end),
  }))
}

/** Token numbers: from the first to before the last. */
type Span = { readonly from: number; readonly to: number }

function spansOf(text: string, tokens: readonly Token[]): Span[] {
  if (text.length > LONGEST || tokens.length < 4 || text.search(SEAM) < 0) return []
  const spans: Span[] = []
  let from = 0
  for (const seam of text.matchAll(SEAM)) {
    const next = seam.index + seam[0].length
    // A question mark belongs to its sentence, "and" to neither.
    const to = firstFrom(tokens, /[!?！？]/.test(seam[0]) ? next : seam.index)
    // ", and" is one seam.
    if (to <= from) from = Math.max(from, firstFrom(tokens, next))
    // One word alone, a name or a "well", is no wish of its own: it stays with what follows.
    if (!hasTwo(tokens, from, to)) continue
    spans.push({ from, to })
    from = firstFrom(tokens, next)
    if (spans.length > MOST_PARTS) return []
  }
  if (hasTwo(tokens, from, tokens.length)) return [...spans, { from, to: tokens.length }]
  return spans.map((span, n) => (n === spans.length - 1 ? { ...span, to: tokens.length } : span))
}

/** The first token that begins at this place of the text or later. */
function firstFrom(tokens: readonly Token[], at: number): number {
  const found = tokens.findIndex(({ start }) => start >= at)
  return found < 0 ? tokens.length : found
}

function hasTwo(tokens: readonly Token[], from: number, to: number): boolean {
  let count = 0
  for (let t = from; t < to; t++) if (tokens[t]!.kind !== 'mark') count++
  return count >= 2
}

function jointOf(text: string, parts: readonly Part[]): Joint {
  const joints = parts.slice(1).map((part, n) => {
    // With the mark that its sentence keeps.
    const between = text.slice(parts[n]!.end - 1, part.start)
    const next = text.slice(part.start, part.end)
    const isLikely = ASKS.test(next)
    if (SENTENCE_END.test(between) || ALSO.test(between)) return 'announced'
    if (YET.test(between) && (/[，、,\s]/.test(between) || BEGINS.test(next))) return 'announced'
    if (/\band\s*$/i.test(between)) return isLikely ? 'announced' : 'and'
    return isLikely ? 'and' : 'pause'
  })
  return (['pause', 'and', 'announced'] as const).find((one) => joints.includes(one))!
}

const SENTENCE_END = /[!?。！？；;\n]|\.\s/
const ALSO = /\b(?:also|plus|then)\s*$/i
const YET = /(?:还有|另外|以及|并且|而且|顺便|然后|同时)\s*$/
/** 还有现货吗 has "still", 还有怎么退货 something else. */
const BEGINS = /^(?:[我你您怎请帮能想哪]|如何|可以|什么|为什么)/
const ASKS =
  /^(?:what|how|where|when|why|who|which|can|could|do|does|did|is|are|will|would|may|should)\b/i

type Spanned = Part & Span

function understood(tokens: readonly Token[], { from, to }: Span, model: IntentModel): Spanned {
  const { ranking, doubt }: Ranked = rankIntents(tokens.slice(from, to), model)
  return {
    from,
    to,
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
    intent: doubt === 'out-of-scope' ? { ...ranking[0]!, confidence: 0 } : ranking[0]!,
    ranking,
    ...(doubt && { doubt }),
  }
}

/** The least certain part with the less certain of its neighbours. */
function withLeastJoined(
  tokens: readonly Token[],
  parts: readonly Spanned[],
  model: IntentModel,
): Spanned[] {
  const sure = (n: number): number => parts[n]?.intent.confidence ?? Infinity
  let least = 0
  for (let n = 1; n < parts.length; n++) if (sure(n) < sure(least)) least = n
  const first = sure(least - 1) < sure(least + 1) ? least - 1 : least
  const span = { from: parts[first]!.from, to: parts[first + 1]!.to }
  return parts.toSpliced(first, 2, understood(tokens, span, model))
}

/** Neighbours that mean the same are one part. */
function joinEqual(
  tokens: readonly Token[],
  parts: readonly Part[],
  model: IntentModel,
): readonly Part[] {
  const joined: Spanned[] = []
  for (const part of parts as readonly Spanned[]) {
    const last = joined.at(-1)
    if (last?.intent.name === part.intent.name) {
      joined[joined.length - 1] = understood(tokens, { from: last.from, to: part.to }, model)
    } else joined.push(part)
  }
  return joined.map(({ start, end, intent, ranking, doubt }) => ({
    start,
    end,
    intent,
    ranking,
    ...(doubt && { doubt }),
  }))
}
