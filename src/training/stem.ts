import stemmers from 'natural/lib/natural/stemmers/index.js'
import type { Token } from '../nlp/tokens.ts'

const known = new Map<string, string>()

/** "cards" → card (Porter 1980); a run of digits → # for each, at most four; others as they are. */
export function stem({ kind, text }: Token): string {
  if (kind === 'number') return '####'.slice(0, text.length)
  if (kind !== 'word' || !/^[a-z']+$/.test(text)) return text
  let found = known.get(text)
  if (found === undefined) {
    found = stemmers.PorterStemmer.stem(text.replace(/'.*$/, '')) || text
    known.set(text, found)
  }
  return found
}
