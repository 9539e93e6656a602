/** Annotated values that can be recognised again by their words alone. */
import type { PhraseData } from '../nlp/entities/phrases.ts'
import { type Token, tokenise } from '../nlp/tokens.ts'
import { type WordTree, emptyTree, longestAt, plant } from '../nlp/word-tree.ts'
import type { Example, ExampleEntity } from './project.ts'

/** Values of more tokens are sentences: they will not come back word for word. */
const LONGEST = 6

/** Kept when at least this share of all times the words were written, they were annotated. */
const OFTEN_ENOUGH = 0.5

type Seen = {
  readonly first: PhraseData
  annotated: number
  written: number
  /** Whether every annotation had the same role and group. */
  isSame: boolean
}

export function seenValues(examples: readonly Example[]): PhraseData[] {
  const tree: WordTree<Seen> = emptyTree()
  const all: Seen[] = []
  for (const { text, entities: annotations } of examples) {
    for (const annotation of annotations) {
      const written = text.slice(annotation.start, annotation.end)
      const tokens = tokenise(written)
      if (!isRecognisable(written, tokens)) continue
      const node = plant(tree, tokens)
      if (!node.value) all.push((node.value = begin(written, annotation)))
      add(node.value, annotation)
    }
  }
  countWritten(examples, tree)
  return all
    .filter(({ annotated, written }) => annotated >= OFTEN_ENOUGH * written)
    .map(({ first, isSame }) => (isSame ? first : withoutRole(first)))
}

// Numbers and addresses of any kind are for patterns: their words alone mean nothing.
function isRecognisable(written: string, tokens: readonly Token[]): boolean {
  if (tokens.length === 0 || tokens.length > LONGEST || /[\d@]/.test(written)) return false
  return tokens.some(({ kind }) => kind === 'word' || kind === 'character')
}

function begin(written: string, { entity, value, role, group }: ExampleEntity): Seen {
  return {
    first: {
      entity,
      text: written,
      value,
      ...(role !== undefined && { role }),
      ...(group !== undefined && { group }),
    },
    annotated: 0,
    written: 0,
    isSame: true,
  }
}

function add(seen: Seen, { entity, role, group }: ExampleEntity): void {
  // The first entity that the files give these words has them; another one speaks against it.
  if (seen.first.entity !== entity) return
  seen.annotated++
  if (seen.first.role !== role || seen.first.group !== group) seen.isSame = false
}

function withoutRole({ entity, text, value }: PhraseData): PhraseData {
  return { entity, text, value }
}

function countWritten(examples: readonly Example[], tree: WordTree<Seen>): void {
  if (tree.next.size === 0) return
  for (const { text } of examples) {
    const tokens = tokenise(text)
    for (let t = 0; t < tokens.length;) {
      const found = longestAt(tree, tokens, t)
      if (found) found.value.written++
      t += found?.length ?? 1
    }
  }
}
