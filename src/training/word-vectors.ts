/**
 * What words mean, from the company they keep in texts without labels: PPMI over neighbours with
 * left and right apart, context counts^0.75 (Levy, Goldberg and Dagan 2015), by truncated SVD.
 */
import { type Token, tokenise } from '../nlp/tokens.ts'
import type { Random } from './random.ts'
import { stem } from '../nlp/stem.ts'
import { type Sparse, leftSingular } from './svd.ts'

export type WordVectors = {
  readonly size: number
  /** The row of each stem, the commonest first. */
  readonly words: ReadonlyMap<string, number>
  /** Words × size, each of unit length. */
  readonly vectors: Float32Array
  /** What a word's vector counts in a text, by row. */
  readonly worth: Float32Array
  /** The unit vector of a text, Σ (ln((N + 1)/(df + 1)) + 0.5)·v; all 0 when no word is known. */
  readonly of: (text: string) => Float32Array
}

const SIZE = 128
const WINDOW = 4
/** Rarer words have met too few others; a small collection cannot be so choosy. */
const LEAST = 3
const SMALL = 4000
/** The dearest step grows with the words; rarer ones than these say little. */
const MOST_WORDS = 8000

/** Null when the texts hold too few words that come back. */
export function learnVectors(
  texts: readonly string[],
  random: Random,
  most: number = MOST_WORDS,
): WordVectors | null {
  const read = texts.map((text) => ['<', ...stemsOf(text), '>'])
  const words = wordsOf(read, most)
  const size = Math.min(SIZE, words.size - 1)
  if (size < 8) return null
  const vectors = leftSingular(associations(read, words), size, random)
  toUnit(vectors, size)
  const worth = worthOf(read, words)
  return {
    size,
    words,
    vectors,
    worth,
    of(text) {
      const sum = new Float32Array(size)
      for (const token of stemsOf(text)) {
        const word = words.get(token)
        if (word === undefined) continue
        for (let j = 0; j < size; j++) sum[j]! += worth[word]! * vectors[word * size + j]!
      }
      toUnit(sum, size)
      return sum
    },
  }
}

function stemsOf(text: string): string[] {
  return tokenise(text).map((token: Token) => stem(token))
}

/** The words that come back often enough, numbered by how often, then by spelling. */
function wordsOf(read: readonly (readonly string[])[], most: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of read) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1)
  const least = read.length < SMALL ? LEAST - 1 : LEAST
  const kept = [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
  return new Map(kept.map(([word], n) => [word, n]))
}

/** max(0, ln(p(w, c) / (p(w)·p(c)^0.75))): a column for each word on the left, and on the right. */
function associations(
  read: readonly (readonly string[])[],
  words: ReadonlyMap<string, number>,
): Sparse {
  const height = words.size
  const pairs = Array.from({ length: height }, () => new Map<number, number>())
  const meet = (word: number, column: number, weight: number): void => {
    const row = pairs[word]!
    row.set(column, (row.get(column) ?? 0) + weight)
  }
  for (const text of read) {
    const numbers = text.map((word) => words.get(word))
    numbers.forEach((word, at) => {
      if (word === undefined) return
      for (let far = 1; far <= WINDOW && at + far < numbers.length; far++) {
        const after = numbers[at + far]
        if (after === undefined) continue
        meet(word, height + after, 1 / far)
        meet(after, word, 1 / far)
      }
    })
  }
  return positive(pairs, height)
}

function positive(pairs: readonly ReadonlyMap<number, number>[], height: number): Sparse {
  const byColumn = new Float64Array(2 * height)
  const byRow = pairs.map((row) => {
    let sum = 0
    for (const [column, weight] of row) {
      byColumn[column]! += weight
      sum += weight
    }
    return sum
  })
  const smoothed = byColumn.map((weight) => weight ** 0.75)
  const total = smoothed.reduce((sum, weight) => sum + weight, 0)
  const starts = new Uint32Array(height + 1)
  const columns: number[] = []
  const values: number[] = []
  pairs.forEach((row, word) => {
    for (const column of [...row.keys()].sort((a, b) => a - b)) {
      const value = Math.log((row.get(column)! * total) / (byRow[word]! * smoothed[column]!))
      if (value <= 0) continue
      columns.push(column)
      values.push(value)
    }
    starts[word + 1] = columns.length
  })
  return {
    height,
    width: 2 * height,
    starts,
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
  }
}

function worthOf(
  read: readonly (readonly string[])[],
  words: ReadonlyMap<string, number>,
): Float32Array {
  const frequency = new Float64Array(words.size)
  for (const text of read) {
    for (const word of new Set(text)) {
      const number = words.get(word)
      if (number !== undefined) frequency[number]!++
    }
  }
  return Float32Array.from(frequency, (df) => Math.log((read.length + 1) / (df + 1)) + 0.5)
}

function toUnit(vectors: Float32Array, size: number): void {
  for (let from = 0; from < vectors.length; from += size) {
    let squares = 0
    for (let j = 0; j < size; j++) squares += vectors[from + j]! ** 2
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let j = 0; j < size; j++) vectors[from + j]! *= scale
  }
}
