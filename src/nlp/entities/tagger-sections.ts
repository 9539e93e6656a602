/** The tagger as parts of a model file. */
import type { Arrays } from '../sections.ts'
import { TAGGER_ROWS } from './tagger-features.ts'
import { tagCount, type TaggerData, tagWidth } from './tagger.ts'

export type TaggerMeta = Pick<TaggerData, 'labels' | 'nets' | 'depth' | 'hidden'> & {
  /** How many features of either group are known. */
  readonly own: number
  readonly around: number
  readonly words: number
  readonly values: number
}

const parts = [
  'words',
  'values',
  'ownPlaces',
  'own',
  'ownScales',
  'aroundPlaces',
  'around',
  'aroundScales',
  'ahead',
  'aheadBias',
  'back',
  'backBias',
  'out',
  'outBias',
  'whole',
  'moves',
] as const

type Part = (typeof parts)[number]

export function packTagger(data: TaggerData): { meta: TaggerMeta; arrays: Arrays } {
  const { labels, nets, depth, hidden } = data
  return {
    meta: {
      labels,
      nets,
      depth,
      hidden,
      own: data.ownScales.length,
      around: data.aroundScales.length,
      words: data.words.length,
      values: data.values.length,
    },
    arrays: Object.fromEntries(parts.map((part) => [`tagger.${part}`, data[part]])),
  }
}

/** Checked ways to take an array out of a file; they throw a `Problem` where it does not fit. */
type Take = {
  readonly floats: (name: string, length: number) => Float32Array
  readonly sized: <T extends Arrays[string]>(
    array: Arrays[string] | undefined,
    type: new (length: number) => T,
    length: number,
  ) => T
}

export function unpackTagger(meta: TaggerMeta, arrays: Arrays, take: Take): TaggerData {
  const { labels, nets, depth, hidden, own, around } = meta
  const tags = tagCount(labels.length)
  const width = tagWidth(labels.length)
  const floats = (part: Part, length: number) => take.floats(`tagger.${part}`, length)
  const bytes = (part: Part, length: number) =>
    take.sized(arrays[`tagger.${part}`], Int8Array, length)
  const numbers = (part: Part, length: number) =>
    take.sized(arrays[`tagger.${part}`], Uint32Array, length)
  // A place beyond the rows that are hashed to is never met, and does no harm.
  const places = (part: Part, length: number) =>
    numbers(part, length).map((row) => row % TAGGER_ROWS)
  return {
    labels,
    nets,
    depth,
    hidden,
    words: numbers('words', meta.words),
    values: numbers('values', meta.values),
    ownPlaces: places('ownPlaces', own),
    own: bytes('own', own * nets * depth),
    ownScales: floats('ownScales', own),
    aroundPlaces: places('aroundPlaces', around),
    around: bytes('around', around * width),
    aroundScales: floats('aroundScales', around),
    ahead: floats('ahead', nets * (depth + hidden) * 4 * hidden),
    aheadBias: floats('aheadBias', nets * 4 * hidden),
    back: floats('back', nets * (depth + hidden) * 4 * hidden),
    backBias: floats('backBias', nets * 4 * hidden),
    out: floats('out', nets * 2 * hidden * width),
    outBias: floats('outBias', width),
    whole: floats('whole', nets * 2 * hidden * width),
    moves: floats('moves', (tags + 1) * width),
  }
}
