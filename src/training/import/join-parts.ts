import type { GivenEntity } from './importing.ts'

/** A sentence in pieces: words, and words that are marked as an entity. */
export type Part =
  | string
  | {
      readonly words: string
      readonly entity: string
      readonly role?: string
      /** What the words stand for, when not for themselves. */
      readonly value?: string
    }

export function joinParts(parts: readonly Part[]): { text: string; entities: GivenEntity[] } {
  let text = ''
  const entities: GivenEntity[] = []
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const { words, ...entity } = part
    // Marked spaces at the ends are nobody's.
    const lead = words.length - words.trimStart().length
    const start = text.length + lead
    text += words
    if (words.trim() !== '') entities.push({ ...entity, start, end: start + words.trim().length })
  }
  return { text, entities }
}
