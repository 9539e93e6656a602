/** Why a message was understood as it was: words for and against, and the nearest lines. */
import type { Source } from '../conversation.ts'
import { attribute } from './attribution.ts'
import { type Ranked, best, rankIntents } from './intent.ts'
import type { NluModel } from './model.ts'
import { multiply, rowsOf } from './rows.ts'
import { type Token, tokenise } from './tokens.ts'

/** Training lines with their hidden vectors, of unit length in bytes (127 = 1), by intent. */
export type ExampleMemory = {
  readonly files: readonly string[]
  readonly texts: readonly string[]
  /** Lines × the hidden vector's first numbers, as many as there are of a single net. */
  readonly hidden: Int8Array
  /** Three numbers a line: index of its file, its line there, index of its intent (ascending). */
  readonly places: Uint32Array
}

export type Explanation = {
  /** How much each word pushed towards the likeliest intent (negative: away), strongest first. */
  readonly words: readonly (readonly [word: string, push: number])[]
  /** Lines of the likeliest intent, of three when in doubt, nearest first; `name` is the intent. */
  readonly nearest: readonly (Source & { readonly text: string })[]
}

/** The intents that words are weighed between. */
const RIVALS = 5
const MOST_WORDS = 12
const NEAREST = 3

/** Why a text is understood as it is. */
export function explain(text: string, model: NluModel): Explanation {
  const tokens = tokenise(text)
  return explainSeen(text, tokens, rankIntents(tokens, model.intent), model)
}

export type Weighed = {
  readonly tokens: readonly Token[]
  /** How far each token pushed towards the first of the rivals. */
  readonly pushes: readonly number[]
  /** The likeliest intents by number, the likeliest first. */
  readonly rivals: readonly number[]
}

/** Every token of a text with its push, in the order of the text. */
export function weighTokens(text: string, model: NluModel): Weighed {
  const tokens = tokenise(text)
  const { seen } = rankIntents(tokens, model.intent)
  if (!seen || tokens.length === 0) return { tokens: [], pushes: [], rivals: [] }
  const { hashed, features, z, logits } = seen
  const rivals = best(logits, RIVALS)
  return { tokens, pushes: attribute(hashed, features, z, model.intent.net, rivals), rivals }
}

/** The same for a message that was just ranked, which saves reading it again. */
export function explainSeen(
  text: string,
  tokens: readonly Token[],
  { seen, doubt }: Ranked,
  model: NluModel,
): Explanation {
  if (!seen || tokens.length === 0) return { words: [], nearest: [] }
  const { hashed, features, z, h, logits } = seen
  const ranking = best(logits, RIVALS)
  return {
    words: strongest(text, tokens, attribute(hashed, features, z, model.intent.net, ranking)),
    // When in doubt, what it was nearly taken for tells more than further lines of the same.
    nearest: nearestLines(h, model, ranking.slice(0, doubt ? 3 : 1)),
  }
}

function strongest(
  text: string,
  tokens: readonly Token[],
  pushes: readonly number[],
): Explanation['words'] {
  return pushes
    .map((push, t): readonly [string, number] => {
      const { start, end } = tokens[t]!
      return [text.slice(start, end), Math.round(push * 1000) / 1000]
    })
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, MOST_WORDS)
}

let nearness = new Float32Array(512)

function nearestLines(
  h: Float32Array,
  model: NluModel,
  likeliest: readonly number[],
): Explanation['nearest'] {
  const { hidden, places, texts, files } = model.examples
  const width = texts.length === 0 ? h.length : hidden.length / texts.length
  const rows = rowsOf(hidden, width)
  const near = h.subarray(0, width)
  const found: { line: number; likeness: number }[] = []
  for (const intent of likeliest) {
    const first = firstOf(intent, places)
    const count = firstOf(intent + 1, places) - first
    if (nearness.length < count) nearness = new Float32Array(2 * count)
    multiply(rows, near, first, count, nearness)
    for (let i = 0; i < count; i++) {
      const likeness = nearness[i]!
      if (found.length === NEAREST && likeness <= found[NEAREST - 1]!.likeness) continue
      let at = found.length
      while (at > 0 && found[at - 1]!.likeness < likeness) at--
      found.splice(at, 0, { line: first + i, likeness })
      if (found.length > NEAREST) found.pop()
    }
  }
  return found.map(({ line }) => ({
    file: files[places[line * 3]!] ?? '',
    line: places[line * 3 + 1]!,
    name: model.intent.intents[places[line * 3 + 2]!] ?? '',
    text: texts[line]!,
  }))
}

/** The first line of an intent, by halves; where it has none, that of the next. */
function firstOf(intent: number, places: Uint32Array): number {
  let low = 0
  let high = places.length / 3
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle * 3 + 2]! < intent) low = middle + 1
    else high = middle
  }
  return low
}
