/** The meaning of a message: of its words' vectors the sum, each by how much the word says. */
import { LONGEST_WORD, MEANING_SIZE, type Meanings } from './meanings.ts'
import { MOST_ROWS, rowsOf } from './rows.ts'
import { stem } from './stem.ts'
import type { Token } from './tokens.ts'

export type Meaning = {
  /** Of unit length; all 0 when no word is known. A buffer of the next message. */
  readonly vector: Float32Array
  /** In the order of the message, all of it. */
  readonly words: readonly MeantWord[]
  /** The rows of the vectors that were added, and what each was multiplied by. */
  readonly rows: readonly number[]
  readonly factors: readonly number[]
}

/** The tokens from `from` up to `to`. */
export type MeantWord = {
  readonly text: string
  readonly from: number
  readonly to: number
  /** −1 for a word that no dictionary has. */
  readonly row: number
  /** The word's vectors are those of `rows` up to here, from where the word before ends. */
  readonly end: number
}

const vector = new Float32Array(MEANING_SIZE)

export function meaningOf(tokens: readonly Token[], known: Meanings): Meaning {
  const words: MeantWord[] = []
  const rows: number[] = []
  const factors: number[] = []
  for (let at = 0; at < tokens.length;) {
    const to = endOfWord(tokens, at, known)
    const text = wordOf(tokens, at, to)
    const row = known.words.get(text) ?? -1
    if (row >= 0 && rows.length < MOST_ROWS - MOST_STEMS) addVectors(row, known, rows, factors)
    words.push({ text, from: at, to, row, end: rows.length })
    at = to
  }
  const sums = rowsOf(known.vectors, MEANING_SIZE)
  sums.numbers.set(rows)
  sums.factors.set(factors)
  sums.vector.fill(0)
  sums.add(rows.length)
  let squares = 0
  for (const value of sums.vector) squares += value * value
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let j = 0; j < MEANING_SIZE; j++) vector[j] = sums.vector[j]! * scale
  return { vector, words, rows, factors: factors.map((factor) => factor * scale) }
}

/** No Chinese word has more; of a message of thousands of words the last ones may be left out. */
const MOST_STEMS = 256

/** A Chinese word stands for the English stems that translate it. */
function addVectors(row: number, known: Meanings, rows: number[], factors: number[]): void {
  const { worth, stems, ends } = known
  const n = row - (worth.length - ends.length)
  if (n < 0) {
    rows.push(row)
    factors.push(worth[row]!)
    return
  }
  for (let i = n === 0 ? 0 : ends[n - 1]!; i < ends[n]!; i++) {
    rows.push(stems[i]!)
    factors.push(worth[row]! * worth[stems[i]!]!)
  }
}

/** Chinese is written without blanks: the longest word of the dictionary that starts here. */
function endOfWord(tokens: readonly Token[], at: number, { words }: Meanings): number {
  if (tokens[at]!.kind !== 'character') return at + 1
  let end = at
  while (end < tokens.length && end < at + LONGEST_WORD && tokens[end]!.kind === 'character') end++
  while (end > at + 1 && !words.has(wordOf(tokens, at, end))) end--
  return end
}

function wordOf(tokens: readonly Token[], from: number, to: number): string {
  if (to === from + 1) return stem(tokens[from]!)
  let word = ''
  for (let t = from; t < to; t++) word += tokens[t]!.text
  return word
}
