/** English: parts of speech and phrases by compromise, stems by natural's Porter stemmer. */
import { createRequire } from 'node:module'
import type { Grammar, GrammarPhrase, GrammarWord, PartOfSpeech } from '../../conversation.ts'

type Term = {
  readonly text: string
  readonly tags: readonly string[]
  /** Of its sentence and of itself there. */
  readonly index: readonly [number, number]
}
type View = { json(options: object): readonly { readonly terms: readonly Term[] }[] }
type Compromise = (text: string) => View & { nouns(): View; verbs(): View }
type Stemmer = { stem(word: string): string }

let loaded: { compromise: Compromise; stemmer: Stemmer } | undefined

function load() {
  if (loaded) return loaded
  const load = createRequire(import.meta.url)
  const compromise = load('compromise') as Compromise
  const stemmer = load('natural/lib/natural/stemmers/porter_stemmer') as Stemmer
  return (loaded = { compromise, stemmer })
}

export function englishGrammar(text: string): Grammar {
  const { compromise, stemmer } = load()
  const document = compromise(text)
  const words: GrammarWord[] = []
  const places = new Map<string, GrammarWord>()
  let from = 0
  for (const { terms } of document.json(wanted)) {
    for (const { text: term, tags, index } of terms) {
      // The second half of "haven't" has no letters of its own, and an emoji none at all.
      if (!/[\p{L}\p{N}]/u.test(term)) continue
      const start = text.indexOf(term, from)
      if (start < 0) continue
      from = start + term.length
      const stem = stemmer.stem(term.toLowerCase())
      const word = { text: term, stem, pos: partOfSpeech(tags), start, end: from }
      words.push(word)
      places.set(String(index), word)
    }
  }
  const phrases = [
    ...phrasesOf('noun', document.nouns(), text, places),
    ...phrasesOf('verb', document.verbs(), text, places),
  ]
  return { words, phrases: phrases.sort((a, b) => a.start - b.start) }
}

const wanted = { terms: { tags: true, index: true } }

function phrasesOf(
  kind: GrammarPhrase['kind'],
  view: View,
  text: string,
  places: ReadonlyMap<string, GrammarWord>,
): GrammarPhrase[] {
  return view.json(wanted).flatMap(({ terms }) => {
    const words = terms.flatMap(({ index }) => places.get(String(index)) ?? [])
    const [first, last] = [words[0], words.at(-1)]
    if (!first || !last) return []
    const { start } = first
    const { end } = last
    return [{ kind, text: text.slice(start, end), start, end }]
  })
}

/** The first tag of this table that the word has; compromise gives it several. */
const parts: readonly (readonly [tag: string, part: PartOfSpeech])[] = [
  ['Pronoun', 'pronoun'],
  ['Possessive', 'determiner'],
  ['Value', 'number'],
  ['Verb', 'verb'],
  ['Adjective', 'adjective'],
  ['Adverb', 'adverb'],
  ['Negative', 'adverb'],
  ['Determiner', 'determiner'],
  ['Preposition', 'preposition'],
  ['Conjunction', 'conjunction'],
  ['QuestionWord', 'pronoun'],
  ['Expression', 'interjection'],
  ['Noun', 'noun'],
]

function partOfSpeech(tags: readonly string[]): PartOfSpeech {
  return parts.find(([tag]) => tags.includes(tag))?.[1] ?? 'other'
}
