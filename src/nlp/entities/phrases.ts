/** Lookups and synonyms as a tree over tokens: cost grows with the message, not the list. */
import { NounInflector } from 'natural/lib/natural/inflectors/index.js'
import type { Entity } from '../../conversation.ts'
import { type Token, normalise, tokenise } from '../tokens.ts'
import { type WordTree, emptyTree, plant } from '../word-tree.ts'

export type PhraseData = {
  readonly entity: string
  /** How the message may say it. */
  readonly text: string
  /** What it stands for. */
  readonly value: string
  readonly role?: string
  readonly group?: string
}

/** The phrases that end at a node, in the order of the files. */
export type PhraseTree = WordTree<Phrase[]>

type Phrase = PhraseData & {
  /** The whole phrase where it holds marks that tokens leave out, such as c++. */
  readonly written?: string
  /** How far before the first token the phrase begins. */
  readonly lead: number
}

export function plantPhrases(phrases: readonly PhraseData[]): PhraseTree {
  const root: PhraseTree = emptyTree()
  for (const phrase of phrases) {
    const text = normalise(phrase.text.trim())
    const tokens = tokenise(text)
    const first = tokens[0]
    if (!first) continue
    const node = plant(root, tokens)
    const marks = text.replace(/\s/g, '').length - tokens.reduce((n, t) => n + t.text.length, 0)
    node.value ??= []
    node.value.push({ ...phrase, lead: first.start, ...(marks > 0 && { written: text }) })
  }
  return root
}

/** The longest phrase at each place; the plural of an English word counts as the word. */
export function findPhrases(normal: string, tokens: readonly Token[], root: PhraseTree): Entity[] {
  const found: Entity[] = []
  if (root.next.size === 0) return found
  for (let t = 0; t < tokens.length; t++) {
    let node: PhraseTree | undefined = root
    let best: Entity | undefined
    for (let end = t; node && end < tokens.length; end++) {
      const token: Token = tokens[end]!
      best = endsAt(lastStep(node, token), normal, tokens[t]!, token) ?? best
      node = node.next.get(token.text)
    }
    if (best) found.push(best)
  }
  return found
}

/** The phrases that `token` ends, as itself or as a plural. */
function lastStep(node: PhraseTree, token: Token): readonly Phrase[] {
  const { text, kind } = token
  const phrases = node.next.get(text)?.value
  if (phrases) return phrases
  if (kind !== 'word' || text.length < 4 || !text.endsWith('s')) return []
  // natural knows "shelves" and "dishes", but takes "vases" for the plural of "vas".
  return (
    node.next.get(text.slice(0, -1))?.value ??
    node.next.get(inflector.singularize(text))?.value ??
    []
  )
}

const inflector = new NounInflector()

function endsAt(
  phrases: readonly Phrase[],
  normal: string,
  first: Token,
  last: Token,
): Entity | undefined {
  for (const phrase of phrases) {
    const start = first.start - phrase.lead
    if (phrase.written !== undefined && !normal.startsWith(phrase.written, start)) continue
    return {
      entity: phrase.entity,
      value: phrase.value,
      start,
      end: phrase.written === undefined ? last.end : start + phrase.written.length,
      ...(phrase.role !== undefined && { role: phrase.role }),
      ...(phrase.group !== undefined && { group: phrase.group }),
      from: 'lookup',
    }
  }
  return undefined
}
