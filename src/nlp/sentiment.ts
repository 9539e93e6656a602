/** How a message feels, by words: AFINN for English, the project's own lists for the rest. */
import { type Feeling, feelings } from './feelings.ts'
import type { Token } from './tokens.ts'
import { longestAt } from './word-tree.ts'

export type Sentiment = {
  /** −1 (angry) to 1 (delighted). */
  readonly sentiment: number
  readonly isUpset: boolean
}

/** Words are read in whatever language they stand, so mixed messages need no choice. */
export function measureSentiment(text: string, tokens: readonly Token[]): Sentiment {
  const tree = feelings()
  const loud = loudness(text, tokens)
  let total = 0
  let anger = 0
  for (let t = 0; t < tokens.length;) {
    const found = longestAt(tree, tokens, t)
    const length = found?.length ?? 1
    if (found && found.value.weight === undefined && !found.value.negates) {
      const push = found.value.score * intensity(tokens, t)
      const isNegated = negated(tokens, t)
      total += isNegated ? push * TURNED : push
      if (found.value.isAnger && !isNegated) anger++
    }
    t += length
  }
  if (total < 0) total *= 1 + 0.15 * loud
  const sentiment = Math.round((total / Math.sqrt(total * total + SOFTEN)) * 1000) / 1000
  return { sentiment, isUpset: anger > 0 || sentiment <= -0.75 || (loud >= 2 && sentiment <= -0.4) }
}

/** "not good" is as bad as this much of "good" is good. */
const TURNED = -0.7
/** A total of √15 is halfway between indifferent and certain, as in VADER. */
const SOFTEN = 15

/** 0 for a quiet message; one for shouting in capitals, one for each repeated mark, at most 3. */
function loudness(text: string, tokens: readonly Token[]): number {
  let words = 0
  let capitals = 0
  let marks = 0
  let before: Token | undefined
  for (const token of tokens) {
    if (token.kind === 'word' && token.end - token.start > 1) {
      words++
      const written = text.slice(token.start, token.end)
      if (written !== token.text && written === written.toUpperCase()) capitals++
    }
    if (token.kind === 'mark' && before?.kind === 'mark' && token.text !== '$') marks++
    before = token
  }
  const isShouting = capitals >= 3 && capitals * 2 > words
  return Math.min(3, (isShouting ? 2 : 0) + Math.min(2, marks))
}

/** Of the two tokens before: "very", 非常 strengthen, "a bit", 有点 weaken. */
function intensity(tokens: readonly Token[], at: number): number {
  let factor = 1
  for (let back = 1; back <= 2 && at - back >= 0; back++) {
    const found = longestAt(feelings(), tokens, at - back)
    if (found?.value.weight !== undefined && found.length <= back) factor = found.value.weight
  }
  return factor
}

/** "not … good" within three tokens; in Chinese within the two characters before. */
function negated(tokens: readonly Token[], at: number): boolean {
  const reach = tokens[at]!.kind === 'character' ? 3 : 3
  let turns = 0
  for (let back = 1; back <= reach && at - back >= 0; back++) {
    const before = tokens[at - back]!
    if (before.kind === 'mark') break
    const found: { value: Feeling; length: number } | undefined = longestAt(
      feelings(),
      tokens,
      at - back,
    )
    if (found?.value.negates && found.length <= back) turns++
  }
  return turns % 2 === 1
}
