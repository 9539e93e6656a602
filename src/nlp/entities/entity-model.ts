/** What a model knows about entities: plain data, and the same made ready to search. */
import { type FuzzyIndex, fuzzyIndex } from './fuzzy.ts'
import { type Pattern, type PatternData, compilePattern } from './patterns.ts'
import { type PhraseData, type PhraseTree, plantPhrases } from './phrases.ts'
import { type Tagger, type TaggerData, readyTagger } from './tagger.ts'
import { normalise } from '../tokens.ts'

export type EntityData = {
  /** The team's regular expressions whose name is an entity. */
  readonly patterns: readonly PatternData[]
  /** Lookups and synonyms of their values. */
  readonly phrases: readonly PhraseData[]
  /** Values that annotated examples showed, where too few did to learn from. */
  readonly seen: readonly PhraseData[]
  /** Words of the examples that are near one of a listed value and yet another word. */
  readonly ordinary: readonly string[]
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
  readonly seen: PhraseTree
  /** Made when first asked for. */
  readonly fuzzy: () => FuzzyIndex
  readonly synonyms: ReadonlyMap<string, string>
  /** System entities that the team's own patterns replace. */
  readonly replaced: ReadonlySet<string>
  /** What learned from annotations; absent where nothing was to be learned. */
  readonly tagger?: Tagger
}

export const noEntities: EntityData = {
  patterns: [],
  phrases: [],
  seen: [],
  ordinary: [],
  synonyms: [],
  names: {},
  wanted: {},
}

/** Throws a `Problem` naming the first pattern that is not linear-time. */
export function readyEntities(data: EntityData, tagger?: TaggerData): EntityModel {
  let fuzzy: FuzzyIndex | undefined
  return {
    data,
    patterns: data.patterns.map(compilePattern),
    phrases: plantPhrases(data.phrases),
    seen: plantPhrases(data.seen),
    fuzzy: () => (fuzzy ??= fuzzyIndex(data.phrases, data.ordinary)),
    synonyms: new Map(data.synonyms.map(({ text, value }) => [normalise(text.trim()), value])),
    replaced: new Set(data.patterns.map(({ name }) => name)),
    ...(tagger && { tagger: readyTagger(tagger) }),
  }
}
