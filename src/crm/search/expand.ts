import type { Database } from '../database.ts'
import { hasDigit } from './index-words.ts'
import type { Phrase } from './read-query.ts'
import { isUnspaced } from './terms.ts'

/** One way in which a phrase of the query may stand in a text. */
export type Alternative = {
  readonly words: readonly string[]
  /** The last word is only a beginning. */
  readonly isPrefix: boolean
  /** How good it is that it is this one: 1 for what was typed. */
  readonly weight: number
}

export type Wanted = {
  readonly alternatives: readonly Alternative[]
  /** How many messages and records have it, roughly. */
  readonly uses: number
}

type WordRow = { readonly word: string; readonly uses: number }

/** Of the words with one beginning the most used ones count, and of misspellings few. */
const MOST_ENDINGS = 24
const MOST_ENDINGS_OF_RUN = 8
/** Of a number or a code, when only its beginning was typed. */
const SHORTEST_CODE = 3
const MOST_MISSPELLINGS = 6
/** From this length on words are looked for with one letter wrong, missing, added or swapped. */
const SHORTEST_MISSPELT = 5
/** What is typed like that seldom, and something near it this many times as often, is a mistake. */
const SELDOM = 50
const TIMES_AS_OFTEN = 20

/** What to look for instead of each phrase: itself, words that begin with it, words near it. */
export async function expand(db: Database, phrase: Phrase): Promise<Wanted> {
  const { words, isPrefix, isExact } = phrase
  const [word = ''] = words
  const asTyped: Alternative = { words, isPrefix: false, weight: 1 }
  if (words.length > 1 || isExact) return expandRun(db, phrase)
  if (hasDigit(word)) {
    const isLong = isPrefix && word.length >= SHORTEST_CODE
    return { alternatives: [{ ...asTyped, isPrefix: isLong }, ...otherwiseJoined(words)], uses: 1 }
  }
  if (isUnspaced(word)) return expandUnspaced(db, word)
  const isBeginning = isPrefix || word.length >= 4
  const endings = isBeginning ? await beginningWith(db, word) : [await asUsed(db, word)]
  const uses = endings.reduce((sum, one) => sum + one.uses, 0)
  const alternatives = [asTyped]
  for (const ending of endings) {
    if (ending.word !== word) alternatives.push(alternative(ending.word, 0.7))
  }
  if (word.length < SHORTEST_MISSPELT || uses >= SELDOM || !letters.test(word)) {
    return { alternatives, uses }
  }
  const near = (await wordsNear(db, word)).filter((one) => one.uses > TIMES_AS_OFTEN * uses)
  for (const one of near) alternatives.push(alternative(one.word, 0.5))
  return { alternatives, uses: near.reduce((sum, one) => sum + one.uses, uses) }
}

/** Of several words only the last can be a beginning. */
async function expandRun(db: Database, { words, isPrefix, isExact }: Phrase): Promise<Wanted> {
  const uses = Math.min(...(await Promise.all(words.map((one) => usesOf(db, one)))))
  const asTyped: Alternative = { words, isPrefix: false, weight: 1 }
  if (isExact) return { alternatives: [asTyped], uses }
  const last = words.at(-1) ?? ''
  const alternatives = [asTyped, ...otherwiseJoined(words)]
  if (!isPrefix || isUnspaced(last)) return { alternatives, uses }
  if (hasDigit(last)) {
    alternatives[0] = { ...asTyped, isPrefix: last.length >= SHORTEST_CODE }
    return { alternatives, uses }
  }
  for (const { word } of await beginningWith(db, last, MOST_ENDINGS_OF_RUN)) {
    if (word !== last)
      alternatives.push({ words: words.with(-1, word), isPrefix: false, weight: 0.7 })
  }
  return { alternatives, uses: Math.max(1, uses) }
}

/** A pair is whole; a single character is the beginning of pairs. */
async function expandUnspaced(db: Database, word: string): Promise<Wanted> {
  const isPrefix = Array.from(word).length === 1
  const { uses } = await asUsed(db, word)
  return { alternatives: [{ words: [word], isPrefix, weight: 1 }], uses }
}

const alternative = (word: string, weight: number): Alternative => ({
  words: [word],
  isPrefix: false,
  weight,
})

/** HP10023 is HP-10023, and the other way round. */
function otherwiseJoined(words: readonly string[]): Alternative[] {
  const [first = '', second = ''] = words
  const parts = words.length === 1 ? /^(\p{L}+)(\p{N}+)$/u.exec(first) : null
  if (parts) return [{ words: parts.slice(1), isPrefix: false, weight: 1 }]
  if (words.length !== 2 || !/^\p{L}+$/u.test(first) || !/^\p{N}+$/u.test(second)) return []
  return [{ words: [first + second], isPrefix: false, weight: 1 }]
}

async function usesOf(db: Database, word: string): Promise<number> {
  return hasDigit(word) ? 1 : (await asUsed(db, word)).uses
}

async function asUsed(db: Database, word: string): Promise<WordRow> {
  const [row] = await db.all<WordRow>('select word, uses from search_words where word = ?', word)
  return row ?? { word, uses: 0 }
}

function beginningWith(db: Database, word: string, limit = MOST_ENDINGS): Promise<WordRow[]> {
  return db.all<WordRow>(
    `select word, uses from search_words where word >= ? and word < ?
     order by uses desc, word limit ?`,
    word,
    word + LAST,
    limit,
  )
}

/** No word goes on with it, and every word that begins alike is smaller. */
const LAST = '\u{10ffff}'

const letters = /^[a-z\u00df-\u024f]+$/
const alphabet = Array.from('abcdefghijklmnopqrstuvwxyz')

/**
 * Words at a distance of one (Damerau: two letters swapped are one mistake), by looking up all
 * there could be: a bounded number, whatever the size of the vocabulary.
 */
async function wordsNear(db: Database, word: string): Promise<WordRow[]> {
  const candidates = new Set<string>()
  for (let i = 0; i <= word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i)]
    if (after) candidates.add(before + after.slice(1))
    if (after.length > 1)
      candidates.add(before + after.charAt(1) + after.charAt(0) + after.slice(2))
    for (const letter of alphabet) {
      candidates.add(before + letter + after)
      if (after) candidates.add(before + letter + after.slice(1))
    }
  }
  candidates.delete(word)
  const rows: WordRow[] = []
  const all = [...candidates]
  for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
    const some = Array.from({ length: MOST_AT_ONCE }, (_, i) => all[from + i] ?? word)
    rows.push(...(await db.all<WordRow>(lookUp, ...some)))
  }
  return rows
    .filter((row) => row.word !== word)
    .toSorted((one, other) => other.uses - one.uses || (one.word < other.word ? -1 : 1))
    .slice(0, MOST_MISSPELLINGS)
}

const MOST_AT_ONCE = 250
const lookUp = `select word, uses from search_words where word in
  (${Array.from({ length: MOST_AT_ONCE }, () => '?').join(', ')})`
