/**
 * What words mean, by the dictionaries that explain them: vectors that ship with Parley, English
 * and Chinese in one space. `npm run meanings` writes their file; data/meanings/README.md says how.
 */
import { readFileSync } from 'node:fs'
import { Problem } from '../problem.ts'
import { type Arrays, readSections, writeSections } from './sections.ts'

/** From the root of the project. */
export const MEANINGS_FILE = 'data/meanings/meanings.bin'

/** How many numbers a vector has: a multiple of 16. */
export const MEANING_SIZE = 128
/** The longest Chinese word there is, and that is looked for, in characters. */
export const LONGEST_WORD = 4
/** Into how many kinds words fall: coarse, middling and fine. */
export const KINDS = [100, 400, 1500] as const

export type Meanings = {
  /** The row of each: English stems as of `stem.ts`, then Chinese words. */
  readonly words: ReadonlyMap<string, number>
  /** English stems × `MEANING_SIZE`, each vector of unit length, 127 for 1. */
  readonly vectors: Int8Array
  /** How much a word counts in a text, by row: the rarer the more. */
  readonly worth: Float32Array
  /** Words × `KINDS`: which kind a word is of, such as "join, connect, link, combine". */
  readonly kinds: Uint32Array
  /** Of the Chinese words, one after another, the rows of the stems that translate them; and ends. */
  readonly stems: Uint32Array
  readonly ends: Uint32Array
}

let known: Meanings | undefined

/** Read once, when a model asks for it first. */
export function meanings(): Meanings {
  known ??= decodeMeanings(readFileSync(new URL(`../../${MEANINGS_FILE}`, import.meta.url)))
  return known
}

const FORM = 'meanings'

export function encodeMeanings({ words, ...arrays }: Meanings): Uint8Array {
  return writeSections(FORM, { words: [...words.keys()].join(' ') }, arrays)
}

/** Throws a `Problem` for bytes that are no such file, cut short or altered. */
export function decodeMeanings(bytes: Uint8Array): Meanings {
  const { meta, arrays } = readSections<{ words: string }>(FORM, bytes)
  const words = new Map(meta.words.split(' ').map((word, row) => [word, row]))
  const ends = sized(arrays['ends'], Uint32Array)
  return {
    words,
    vectors: sized(arrays['vectors'], Int8Array, (words.size - ends.length) * MEANING_SIZE),
    worth: sized(arrays['worth'], Float32Array, words.size),
    kinds: sized(arrays['kinds'], Uint32Array, words.size * KINDS.length),
    stems: sized(arrays['stems'], Uint32Array, ends.at(-1) ?? 0),
    ends,
  }
}

function sized<T extends Arrays[string]>(
  array: Arrays[string] | undefined,
  type: new (length: number) => T,
  length?: number,
): T {
  if (array instanceof type && (length === undefined || array.length === length)) return array
  throw new Problem(
    'invalid',
    'MeaningsBroken',
    `${MEANINGS_FILE} is broken: restore it from the release.`,
  )
}
