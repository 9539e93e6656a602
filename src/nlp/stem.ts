import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import type { Token } from './tokens.ts'

const known = new Map<string, string>()
/** A word more costs some microseconds, and customers can write any. */
const MOST_KNOWN = 20_000

/** "cards" → card (Porter 1980); a run of digits → # for each, at most four; others as they are. */
export function stem({ kind, text }: Pick<Token, 'kind' | 'text'>): string {
  if (kind === 'number') return '####'.slice(0, text.length)
  if (kind !== 'word' || !/^[a-z']+$/.test(text)) return text
  let found = known.get(text)
  if (found === undefined) {
    if (known.size === MOST_KNOWN) known.clear()
    found = stemmer.stem(text.replace(/'.*$/, '')) || text
    known.set(text, found)
  }
  return found
}
