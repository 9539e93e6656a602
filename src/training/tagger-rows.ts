/** Annotated examples as what the tagger learns from: hashed features and a tag for each token. */
import type { Entity } from '../conversation.ts'
import { findHints } from '../nlp/entities/find-hints.ts'
import type { EntityModel } from '../nlp/entities/entity-model.ts'
import { countIn, type Evidence, type Gazetteer } from '../nlp/entities/gazetteer.ts'
import { hashWord } from '../nlp/entities/tagger-hash.ts'
import { hashTagger, TAGGER_ROWS } from '../nlp/entities/tagger-features.ts'
import { type TaggerToken, taggerTokens } from '../nlp/entities/tagger-tokens.ts'
import { normalise, tokenise } from '../nlp/tokens.ts'
import { growingRows } from './growing-rows.ts'
import type { Rows } from './net-rows.ts'
import type { Example, ExampleEntity } from './project.ts'

export type TaggerRow = {
  readonly own: Features
  readonly around: Features
  /** 0 is none; 1 + 2·label begins the label, 2 + 2·label goes on with it. */
  readonly gold: Uint16Array
}

type Features = { readonly rows: Int32Array; readonly ends: Int32Array }

/** Of a longer example only so many tokens are read, so that a batch of 32 has room. */
const LONGEST = 64

/** An example's tokens and tags, before its features are known. */
export type TaggedExample = {
  readonly text: string
  readonly tokens: readonly TaggerToken[]
  readonly hints: readonly Entity[]
  readonly gold: Uint16Array
}

/** `labelOf` is −1 for annotations that the tagger is not for. */
export function tagExample(
  { text, entities }: Pick<Example, 'text' | 'entities'>,
  labelOf: (annotation: ExampleEntity) => number,
  model: EntityModel,
): TaggedExample {
  const normal = normalise(text)
  const plain = tokenise(text)
  const tokens = taggerTokens(normal, plain).slice(0, LONGEST)
  const gold = new Uint16Array(tokens.length)
  for (const annotation of entities) mark(gold, tokens, annotation, labelOf(annotation))
  return { text, tokens, hints: findHints(normal, plain, model), gold }
}

/** Features are rows as hashed. The gazetteer is asked as if it had not seen the example. */
export function taggerRow(
  { text, tokens, hints, gold }: TaggedExample,
  gazetteer: Gazetteer,
): TaggerRow {
  countIn(gazetteer, tokens, gold, -1)
  const { own, around } = hashTagger(text, tokens, hints, gazetteer)
  countIn(gazetteer, tokens, gold, 1)
  return { own: copy(own, tokens.length), around: copy(around, tokens.length), gold }
}

function mark(
  gold: Uint16Array,
  tokens: readonly TaggerToken[],
  { start, end }: ExampleEntity,
  label: number,
): void {
  if (label < 0) return
  let isFirst = true
  tokens.forEach((token, t) => {
    if (token.end <= start || token.start >= end || gold[t] !== 0) return
    gold[t] = isFirst ? 1 + 2 * label : 2 + 2 * label
    isFirst = false
  })
}

function copy({ rows, ends }: Features, tokens: number): Features {
  const count = tokens === 0 ? 0 : ends[tokens - 1]!
  return { rows: rows.slice(0, count), ends: ends.slice(0, tokens) }
}

/** The hashed rows that at least `least` tokens have, ascending. */
export function usualRows(
  rows: readonly TaggerRow[],
  group: 'own' | 'around',
  least: number,
): Uint32Array {
  const counts = new Uint32Array(TAGGER_ROWS)
  for (const row of rows) for (const feature of row[group].rows) counts[feature]!++
  return Uint32Array.from([...counts.keys()].filter((feature) => counts[feature]! >= least))
}

/**
 * The same as if the words of its entities had never been seen: of few annotations the tagger would
 * else learn to trust only words that it knows.
 */
export function maskedRow(
  { text, tokens, hints, gold }: TaggedExample,
  { words }: Gazetteer,
): TaggerRow {
  const hidden = new Set(
    tokens.filter((_, t) => gold[t] !== 0).map((token) => hashWord(token.text)),
  )
  const evidence: Evidence = {
    words: { get: (hash) => (hidden.has(hash) ? undefined : words.get(hash)) },
    values: new Map(),
  }
  const { own, around } = hashTagger(text, tokens, hints, evidence)
  return { own: copy(own, tokens.length), around: copy(around, tokens.length), gold }
}

/** The tokens of all rows one after another, with only those features that have a place. */
export function tokenRows(
  rows: readonly TaggerRow[],
  group: 'own' | 'around',
  places: Int32Array,
): Rows {
  const growing = growingRows(rows.reduce((sum, { gold }) => sum + gold.length, 0))
  for (const row of rows) {
    const features = row[group]
    let i = 0
    for (const end of features.ends) {
      for (; i < end; i++) {
        const place = places[features.rows[i]!]!
        if (place >= 0) growing.add(place, 1)
      }
      growing.end()
    }
  }
  return growing.done()
}
