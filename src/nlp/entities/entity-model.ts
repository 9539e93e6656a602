/** What a model knows about entities: plain data, and the same made ready to search. */
import { type Pattern, type PatternData, compilePattern } from './patterns.ts'
import { type PhraseData, type PhraseTree, plantPhrases } from './phrases.ts'
import { normalise } from '../tokens.ts'

export type EntityData = {
  /** The team's regular expressions whose name is an entity. */
  readonly patterns: readonly PatternData[]
  /** Lookups, synonyms of their values, and values that annotated examples showed. */
  readonly phrases: readonly PhraseData[]
  /** What else an entity's value may be called: found text → value. */
  readonly synonyms: readonly { readonly text: string; readonly value: string }[]
  /** System entities that the domain calls otherwise: 'phone' → 'phone-number'. */
  readonly names: Readonly<Record<string, string>>
  /** What slots want that only compromise finds, under the domain's name for it. */
  readonly wanted: Readonly<Partial<Record<CompromiseKind, string>>>
}

export type CompromiseKind = 'person' | 'place' | 'organisation' | 'date'

export type EntityModel = {
  readonly data: EntityData
  readonly patterns: readonly Pattern[]
  readonly phrases: PhraseTree
  readonly synonyms: ReadonlyMap<string, string>
  /** System entities that the team's own patterns replace. */
  readonly replaced: ReadonlySet<string>
}

export const noEntities: EntityData = {
  patterns: [],
  phrases: [],
  synonyms: [],
  names: {},
  wanted: {},
}

/** Throws a `Problem` naming the first pattern that is not linear-time. */
export function readyEntities(data: EntityData): EntityModel {
  return {
    data,
    patterns: data.patterns.map(compilePattern),
    phrases: plantPhrases(data.phrases),
    synonyms: new Map(data.synonyms.map(({ text, value }) => [normalise(text.trim()), value])),
    replaced: new Set(data.patterns.map(({ name }) => name)),
  }
}
