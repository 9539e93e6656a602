/** What the lexicon alone says of a message: AFINN for English, the project's own lists for the rest. */
import { type Feeling, feelings } from './feelings.ts'
import type { Token } from './tokens.ts'
import { longestAt } from './word-tree.ts'

export type Tone = {
  /** −1 to 1: all that feels, squeezed as VADER does: s / √(s² + 15). */
  readonly score: number
  /** What speaks for and what against, each squeezed to 0 to 1. */
  readonly good: number
  readonly bad: number
  /** The last word that feels, −1 to 1: how a message ends weighs more than how it begins. */
  readonly last: number
  /** Words that only somebody angry says, unless "not" turns them. */
  readonly anger: number
  /** Repeated marks and shouting in capitals, 0 to 3. */
  readonly loud: number
  /** By token: 1 where "not" or 不 reaches, to the next mark and three tokens at most. */
  readonly negated: Uint8Array
}

/** Words are read in whatever language they stand, so mixed messages need no choice. */
export function readTone(text: string, tokens: readonly Token[]): Tone {
  const tree = feelings()
  const negated = startNegated(tokens.length)
  const loud = loudness(text, tokens)
  let [good, bad, last, anger] = [0, 0, 0, 0]
  let weight = 1
  let weightEnds = 0
  for (let t = 0; t < tokens.length;) {
    const found = longestAt(tree, tokens, t)
    const end = t + (found?.length ?? 1)
    if (tokens[t]!.kind === 'mark') weightEnds = 0
    else if (found?.value.negates) reach(negated, tokens, end)
    else if (found?.value.weight !== undefined) {
      weight = found.value.weight
      // "very" reaches two tokens on: "very, very good", 非常的好.
      weightEnds = end + REACH_OF_WEIGHT
    } else if (found && found.value.score !== 0) {
      const push = pushOf(found.value, t < weightEnds ? weight : 1, negated[t] === 1)
      if (push > 0) good += push
      else bad -= push
      last = push
      if (found.value.isAnger && negated[t] === 0) anger++
    }
    t = end
  }
  bad *= 1 + 0.15 * loud
  return {
    score: squeeze(good - bad),
    good: squeeze(good),
    bad: squeeze(bad),
    last: Math.max(-1, Math.min(1, last / 5)),
    anger,
    loud,
    negated,
  }
}

const REACH_OF_WEIGHT = 2
const REACH_OF_NOT = 3
/** "not good" is as bad as this much of "good" is good. */
const TURNED = -0.7
/** A total of √15 is halfway between indifferent and certain, as in VADER. */
const SOFTEN = 15

function pushOf({ score }: Feeling, weight: number, isNegated: boolean): number {
  return isNegated ? score * weight * TURNED : score * weight
}

const squeeze = (total: number) => total / Math.sqrt(total * total + SOFTEN)

let negatedTokens = new Uint8Array(256)

/** The buffer of all messages, one after another. */
function startNegated(count: number): Uint8Array {
  if (negatedTokens.length < count) negatedTokens = new Uint8Array(2 * count)
  negatedTokens.fill(0, 0, count)
  return negatedTokens
}

/** Twice turned is as it was: "not without". */
function reach(negated: Uint8Array, tokens: readonly Token[], from: number): void {
  const end = Math.min(tokens.length, from + REACH_OF_NOT)
  for (let t = from; t < end && tokens[t]!.kind !== 'mark'; t++) negated[t]! ^= 1
}

/** 0 for a quiet message; two for shouting in capitals, one for each repeated mark, at most 3. */
function loudness(text: string, tokens: readonly Token[]): number {
  let words = 0
  let capitals = 0
  let marks = 0
  let before: Token | undefined
  for (const token of tokens) {
    if (token.kind === 'word' && token.end - token.start > 1) {
      words++
      if (isCapitals(text, token)) capitals++
    }
    if (token.kind === 'mark' && before?.kind === 'mark' && token.text !== '$') marks++
    before = token
  }
  const isShouting = capitals >= 3 && capitals * 2 > words
  return Math.min(3, (isShouting ? 2 : 0) + Math.min(2, marks))
}

/** Scripts without capitals have none. */
function isCapitals(text: string, { start, end }: Token): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x41 || (unit > 0x5a && unit !== 0x27 && unit < 0xc0) || unit > 0xde) return false
  }
  return true
}
