/**
 * Values of lookups written with a slip: one edit in a word of five letters or more, two in one of
 * nine or more, and in Chinese one wrong character in a value of four or more.
 */
import type { Entity } from '../../conversation.ts'
import { type Token, normalise, tokenise } from '../tokens.ts'
import { editDistance } from './edit-distance.ts'
import { findPhrases, type PhraseData, type PhraseTree, plantPhrases } from './phrases.ts'

export type FuzzyIndex = {
  readonly tree: PhraseTree
  /** Words of the values as they stand. */
  readonly words: ReadonlySet<string>
  /** Parts of these words: with so few edits one part at least is as it was. */
  readonly parts: ReadonlyMap<string, readonly string[]>
  /** Halves of Chinese values, with the values. */
  readonly halves: ReadonlyMap<string, readonly PhraseData[]>
  readonly lengths: readonly number[]
  /** Words that only look like one of a value: they are never taken for it. */
  readonly ordinary: ReadonlySet<string>
  /** What was found for words met before: most words come again. */
  readonly met: Map<string, Righted | null>
}

type Righted = { readonly word: string; readonly edits: number }

const SHORTEST = 5
const TWO_EDITS = 9
const LONGEST = 24
const SHORTEST_HAN = 4
/** Words that share a part with the message's are compared up to this many. */
const MOST_COMPARED = 48
const MOST_MET = 20_000

export function fuzzyIndex(
  phrases: readonly PhraseData[],
  ordinary: readonly string[] = [],
): FuzzyIndex {
  const words = new Set<string>()
  const parts = new Map<string, string[]>()
  const halves = new Map<string, PhraseData[]>()
  const lengths = new Set<number>()
  for (const phrase of phrases) {
    const text = normalise(phrase.text.trim())
    if (isHan(text)) {
      if (text.length < SHORTEST_HAN) continue
      lengths.add(text.length)
      for (const key of halvesOf(text)) add(halves, key, phrase)
      continue
    }
    for (const token of tokenise(text)) {
      if (words.has(token.text)) continue
      words.add(token.text)
      if (!mayHaveSlip(token)) continue
      for (const key of partsOf(token.text)) add(parts, key, token.text)
    }
  }
  return {
    tree: plantPhrases(phrases),
    words,
    parts,
    halves,
    lengths: [...lengths].sort((a, b) => b - a),
    ordinary: new Set(ordinary),
    met: new Map(),
  }
}

/** What stands in the message with a slip only; `confidence` falls with the share of edits. */
export function findFuzzy(normal: string, tokens: readonly Token[], index: FuzzyIndex): Entity[] {
  const found = index.halves.size > 0 ? findHan(normal, index) : []
  if (index.parts.size === 0) return found
  const edits = new Map<number, number>()
  const righted = tokens.map((token) => {
    const right = rightWord(token, index)
    if (!right) return token
    edits.set(token.start, right.edits)
    return { ...token, text: right.word }
  })
  if (edits.size === 0) return found
  for (const entity of findPhrases(normal, righted, index.tree)) {
    let count = 0
    for (const [start, some] of edits) {
      if (start >= entity.start && start < entity.end) count += some
    }
    const length = entity.end - entity.start
    if (count === 0 || count > (length >= TWO_EDITS ? 2 : 1)) continue
    found.push({ ...entity, confidence: Math.round((1 - count / length) * 1000) / 1000 })
  }
  return found
}

/** The word of a value that this one was meant to be: the fewest edits, then the list's order. */
export function rightWord(token: Token, index: FuzzyIndex): Righted | undefined {
  const { text } = token
  if (!mayHaveSlip(token) || index.words.has(text) || index.ordinary.has(text)) return undefined
  const known = index.met.get(text)
  if (known !== undefined) return known ?? undefined
  const righted = compare(text, index.parts)
  if (index.met.size === MOST_MET) index.met.clear()
  index.met.set(text, righted ?? null)
  return righted
}

function compare(text: string, parts: FuzzyIndex['parts']): Righted | undefined {
  const most = text.length >= TWO_EDITS ? 2 : 1
  let best: string | undefined
  let least = most + 1
  const seen = new Set<string>()
  for (const key of queriesOf(text)) {
    for (const word of parts.get(key) ?? []) {
      if (seen.has(word)) continue
      if (seen.size === MOST_COMPARED) break
      seen.add(word)
      if (!beginsAlike(text, word)) continue
      const edits = editDistance(text, word, Math.min(most, word.length >= TWO_EDITS ? 2 : 1))
      if (edits < least && edits <= (word.length >= TWO_EDITS ? most : 1)) {
        best = word
        least = edits
      }
    }
  }
  return best === undefined ? undefined : { word: best, edits: least }
}

function mayHaveSlip({ kind, text }: Token): boolean {
  return kind === 'word' && text.length >= SHORTEST && text.length <= LONGEST
}

/** Hands slip inside a word; "table" is no slip of "cable". */
function beginsAlike(a: string, b: string): boolean {
  return a[0] === b[0] || (a[0] === b[1] && a[1] === b[0])
}

/** The word in three parts, two where only one edit is allowed: one of them has no edit. */
function partsOf(word: string): string[] {
  const { length } = word
  const count = length >= TWO_EDITS ? 4 : 3
  const keys: string[] = []
  for (let p = 0; p < count; p++) {
    const from = Math.floor((p * length) / count)
    const to = Math.floor(((p + 1) * length) / count)
    keys.push(`${length}.${p}.${word.slice(from, to)}`)
  }
  return keys
}

/** The keys under which a word at most two edits away may be found. */
function queriesOf(text: string): string[] {
  const keys = new Set<string>()
  for (let length = Math.max(SHORTEST, text.length - 2); length <= text.length + 2; length++) {
    const count = length >= TWO_EDITS ? 4 : 3
    for (let p = 0; p < count; p++) {
      const from = Math.floor((p * length) / count)
      const to = Math.floor(((p + 1) * length) / count)
      for (let shift = -2; shift <= 2; shift++) {
        if (from + shift < 0 || to + shift > text.length) continue
        keys.add(`${length}.${p}.${text.slice(from + shift, to + shift)}`)
      }
    }
  }
  return [...keys]
}

function findHan(normal: string, { halves, lengths }: FuzzyIndex): Entity[] {
  const found: Entity[] = []
  for (const length of lengths) {
    for (let start = 0; start + length <= normal.length; start++) {
      const written = normal.slice(start, start + length)
      if (!hanAt(written, 0) || !hanAt(written, length - 1)) continue
      for (const key of halvesOf(written)) {
        const phrase = (halves.get(key) ?? [])
          .slice(0, MOST_COMPARED)
          .find(({ text }) => changed(normalise(text.trim()), written) === 1)
        if (!phrase) continue
        const { entity, value, role, group } = phrase
        found.push({
          entity,
          value,
          start,
          end: start + length,
          ...(role !== undefined && { role }),
          ...(group !== undefined && { group }),
          from: 'lookup',
          confidence: Math.round((1 - 1 / length) * 1000) / 1000,
        })
        break
      }
    }
  }
  return found
}

function halvesOf(text: string): [string, string] {
  const half = text.length >> 1
  return [`${text.length}<${text.slice(0, half)}`, `${text.length}>${text.slice(half)}`]
}

function changed(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++
  return count
}

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)

function hanAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x3400 && unit <= 0x9fff
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
