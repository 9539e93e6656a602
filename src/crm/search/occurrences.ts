import type { Alternative, Wanted } from './expand.ts'
import type { Term } from './terms.ts'

/** Where something that was wanted stands, in UTF-16 units of the text. */
export type Range = readonly [start: number, end: number]

export type Occurrences = {
  readonly ranges: readonly Range[]
  /** How many, each by how good it is. */
  readonly weight: number
}

/** Where a text has what is wanted. */
export function occurrencesOf(terms: readonly Term[], { alternatives }: Wanted): Occurrences {
  const ranges: Range[] = []
  let weight = 0
  for (let at = 0; at < terms.length; at++) {
    let best: Alternative | null = null
    for (const one of alternatives) {
      if (one.weight > (best?.weight ?? 0) && standsAt(terms, at, one)) best = one
    }
    if (!best) continue
    weight += best.weight
    ranges.push([terms[at]?.start ?? 0, terms[at + best.words.length - 1]?.end ?? 0])
  }
  return { ranges, weight }
}

function standsAt(terms: readonly Term[], at: number, { words, isPrefix }: Alternative): boolean {
  return words.every((word, i) => {
    const found = terms[at + i]?.word
    if (found === undefined) return false
    return isPrefix && i === words.length - 1 ? found.startsWith(word) : found === word
  })
}
