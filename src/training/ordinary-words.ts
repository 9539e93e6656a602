import { fuzzyIndex, rightWord } from '../nlp/entities/fuzzy.ts'
import type { PhraseData } from '../nlp/entities/phrases.ts'
import { tokenise } from '../nlp/tokens.ts'
import type { Example } from './project.ts'

/** Words of the examples that would be taken for a slip of a listed value's, outside of annotations. */
export function ordinaryWords(
  examples: readonly Example[],
  phrases: readonly PhraseData[],
): string[] {
  const index = fuzzyIndex(phrases)
  const found = new Set<string>()
  if (index.parts.size === 0) return []
  for (const { text, entities } of examples) {
    for (const token of tokenise(text)) {
      if (found.has(token.text) || !rightWord(token, index)) continue
      const isMarked = entities.some(({ start, end }) => token.start >= start && token.end <= end)
      if (!isMarked) found.add(token.text)
    }
  }
  return [...found]
}
