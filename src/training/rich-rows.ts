/**
 * Features of the nets that teach and never serve, which may cost a message more time than serving
 * has: pieces, kinds and meaning as in `nlp/features.ts`, stems and every pair of them wherever they
 * stand, and vectors of the texts at hand.
 */
import { ALL_ROWS, type FeatureSpace, hashFeatures, weighFeatures } from '../nlp/features.ts'
import { type Token, tokenise } from '../nlp/tokens.ts'
import type { Rows } from './net-rows.ts'
import { growingRows } from './growing-rows.ts'
import { stem } from '../nlp/stem.ts'
import type { WordVectors } from './word-vectors.ts'

/** Texts as rows; features beyond `ALL_ROWS` are the teachers' own. */
export type Weigh = (texts: readonly string[]) => Rows

/** For few examples: learns which words and pairs `known` texts have. */
export function richestRows(
  known: readonly string[],
  space: FeatureSpace,
  vectors: WordVectors | null,
): Weigh {
  const frequency = new Map<string, number>()
  for (const text of known) {
    for (const word of new Set(wordsOf(tokenise(text)))) {
      frequency.set(word, (frequency.get(word) ?? 0) + 1)
    }
  }
  const numbers = new Map([...frequency.keys()].sort().map((word, n) => [word, ALL_ROWS + n]))
  const idf = (word: string) => Math.log((1 + known.length) / (1 + frequency.get(word)!)) + 1
  return (texts) => {
    const rows = growingRows(texts.length)
    for (const text of texts) {
      const tokens = tokenise(text)
      const features = weighFeatures(hashFeatures(tokens, space), space)
      // Group W of serving gives way to a richer one; group C stays, of whatever length it has.
      let squares = 0
      for (let i = features.words; i < features.pieces; i++) squares += features.values[i]! ** 2
      const words = unit(wordsOf(tokens), (word) => (numbers.has(word) ? idf(word) : 0))
      const both = squares > 0 && words.size > 0 ? Math.SQRT1_2 : 1
      for (const [word, value] of words) rows.add(numbers.get(word)!, value * both)
      const scale = squares > 0 ? both / Math.sqrt(squares) : 0
      for (let i = features.words; i < features.pieces; i++) {
        rows.add(features.rows[i]!, features.values[i]! * scale)
      }
      for (let i = features.pieces; i < features.count; i++) {
        rows.add(features.rows[i]!, features.values[i]!)
      }
      addVector(rows, vectors, ALL_ROWS + numbers.size, text)
      rows.end()
    }
    return rows.done()
  }
}

/** Pairs of a long message would be many, and those of far-away words say nothing. */
const MOST_STEMS = 40

function wordsOf(tokens: readonly Token[]): string[] {
  const stems = tokens.map(stem)
  const words = tokens.map(({ text }, t) => `w ${tokens[t]!.kind === 'number' ? stems[t]! : text}`)
  stems.forEach((one, t) => {
    words.push(`s ${one}`, `b ${stems[t - 1] ?? '<'} ${one}`)
  })
  if (stems.length > 0) words.push(`b ${stems.at(-1)!} >`)
  const distinct = [...new Set(stems)].slice(0, MOST_STEMS).sort()
  distinct.forEach((one, i) => {
    for (const other of distinct.slice(i + 1)) words.push(`p ${one} ${other}`)
  })
  return words
}

/** (1 + ln tf)·idf to unit length. */
function unit(words: readonly string[], idf: (word: string) => number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) if (idf(word) > 0) counts.set(word, (counts.get(word) ?? 0) + 1)
  let squares = 0
  for (const [word, count] of counts) {
    const value = (1 + Math.log(count)) * idf(word)
    counts.set(word, value)
    squares += value * value
  }
  for (const [word, value] of counts) counts.set(word, value / Math.sqrt(squares))
  return counts
}

function addVector(
  rows: ReturnType<typeof growingRows>,
  vectors: WordVectors | null,
  from: number,
  text: string,
): void {
  vectors?.of(text).forEach((value, j) => {
    if (value !== 0) rows.add(from + j, value)
  })
}
