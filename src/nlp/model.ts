/** What serving needs to understand messages, and its form as bytes: data, never code. */
import type { Language } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { type EntityData, type EntityModel, readyEntities } from './entities/entity-model.ts'
import { packTagger, type TaggerMeta, unpackTagger } from './entities/tagger-sections.ts'
import type { ExampleMemory } from './explain.ts'
import { ALL_ROWS, FEATURE_ROWS } from './features.ts'
import type { IntentModel, Limits } from './intent.ts'
import { type Arrays, readSections, writeSections } from './sections.ts'

export type NluModel = {
  /** The languages of the training files, the bot's first one first. */
  readonly languages: readonly Language[]
  readonly intent: IntentModel
  readonly entities: EntityModel
  /** The training lines, for explanations. */
  readonly examples: ExampleMemory
}

type Meta = {
  readonly languages: readonly Language[]
  readonly intents: readonly string[]
  readonly hidden: number
  readonly hasSeams: boolean
  readonly hasMeanings: boolean
  /** Whether rows are kept in half bytes, two numbers from −7 to 7 in one. */
  readonly isPacked: boolean
  readonly temperature: number
  readonly limits: Limits
  readonly entities: EntityData
  readonly tagger?: TaggerMeta
  readonly files: readonly string[]
  readonly texts: readonly string[]
}

/** The same model gives the same bytes. */
export function encodeNlu(model: NluModel): Uint8Array {
  const { intent, examples } = model
  const { net, space } = intent
  const tagger = model.entities.tagger && packTagger(model.entities.tagger.data)
  const rows = withoutEmpty(net.rows, net.scales)
  const isPacked = rows.every((value) => value >= -7 && value <= 7)
  const meta: Meta = {
    languages: model.languages,
    intents: intent.intents,
    hidden: net.hidden,
    hasSeams: space.hasSeams,
    hasMeanings: space.hasMeanings,
    isPacked,
    temperature: intent.temperature,
    limits: intent.limits,
    entities: model.entities.data,
    ...(tagger && { tagger: tagger.meta }),
    files: examples.files,
    texts: examples.texts,
  }
  return writeSections(KIND, meta, {
    wordIdf: space.wordIdf,
    pieceIdf: space.pieceIdf,
    kindIdf: space.kindIdf,
    rows: isPacked ? packed(rows) : rows,
    scales: net.scales,
    bias: net.bias,
    out: net.out,
    outBias: net.outBias,
    hidden: examples.hidden,
    places: examples.places,
    ...tagger?.arrays,
  })
}

const KIND = 'nlu'
/** How many numbers of its hidden vector a training line keeps at most. */
export const REMEMBERED = 128

/** Throws a `Problem` for bytes that are no model, another version's, cut short or altered. */
export function decodeNlu(bytes: Uint8Array): NluModel {
  const { meta, arrays } = readSections<Meta>(KIND, bytes)
  const { hidden } = meta
  const outputs = meta.intents.length
  const examples = meta.texts.length
  const floats = (name: string, length: number) => floatsOf(arrays, name, length)
  const scales = floats('scales', ALL_ROWS)
  const net = {
    hidden,
    outputs,
    rows: withEmpty(arrays['rows'], scales, hidden, meta.isPacked),
    scales,
    bias: floats('bias', hidden),
    out: floats('out', outputs * hidden),
    outBias: floats('outBias', outputs),
  }
  for (const number of [meta.temperature, ...Object.values(meta.limits)]) {
    if (!Number.isFinite(number)) throw broken('a setting is not a number')
  }
  return {
    languages: meta.languages,
    intent: {
      intents: meta.intents,
      space: {
        hasSeams: meta.hasSeams,
        hasMeanings: meta.hasMeanings,
        wordIdf: floats('wordIdf', FEATURE_ROWS),
        pieceIdf: floats('pieceIdf', FEATURE_ROWS),
        kindIdf: floats('kindIdf', meta.hasMeanings ? FEATURE_ROWS : 0),
      },
      net,
      temperature: meta.temperature,
      limits: meta.limits,
    },
    entities: readyEntities(
      meta.entities,
      meta.tagger && unpackTagger(meta.tagger, arrays, { floats, sized }),
    ),
    examples: {
      files: meta.files,
      texts: meta.texts,
      hidden: sized(arrays['hidden'], Int8Array, examples * Math.min(REMEMBERED, hidden)),
      places: sized(arrays['places'], Uint32Array, examples * 3),
    },
  }
}

/** The rows that training saw; the others are all zero and so is their scale. */
function withoutEmpty(rows: Int8Array, scales: Float32Array): Int8Array {
  const width = rows.length / scales.length
  const seen = [...scales.keys()].filter((row) => scales[row] !== 0)
  const kept = new Int8Array(seen.length * width)
  seen.forEach((row, n) => kept.set(rows.subarray(row * width, (row + 1) * width), n * width))
  return kept
}

/** Two numbers to a byte, the first in its lower half; their count is even. */
function packed(values: Int8Array): Uint8Array {
  const bytes = new Uint8Array(values.length / 2)
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = (values[2 * i]! & 15) | ((values[2 * i + 1]! & 15) << 4)
  }
  return bytes
}

/** What a byte holds, as two numbers side by side: sign and all. */
const HALVES = Uint16Array.from({ length: 256 }, (_, byte) => {
  const [first, second] = [(byte << 28) >> 28, (byte << 24) >> 28]
  return (first & 255) | ((second & 255) << 8)
})

function withEmpty(
  kept: Arrays[string] | undefined,
  scales: Float32Array,
  width: number,
  isPacked: boolean,
): Int8Array {
  let seen = 0
  for (const scale of scales) if (scale !== 0) seen++
  const rows = new Int8Array(scales.length * width)
  if (!isPacked) {
    const bytes = sized(kept, Int8Array, seen * width)
    let from = 0
    scales.forEach((scale, row) => {
      if (scale !== 0) rows.set(bytes.subarray(from, (from += width)), row * width)
    })
    return rows
  }
  const bytes = sized(kept, Uint8Array, (seen * width) / 2)
  const pairs = new Uint16Array(rows.buffer)
  const half = width / 2
  let from = 0
  for (let row = 0; row < scales.length; row++) {
    if (scales[row] === 0) continue
    for (let j = row * half; j < (row + 1) * half; j++) pairs[j] = HALVES[bytes[from++]!]!
  }
  return rows
}

function floatsOf(arrays: Arrays, name: string, length: number): Float32Array {
  const array = sized(arrays[name], Float32Array, length)
  for (const value of array) {
    if (!Number.isFinite(value)) throw broken(`${name} holds a value that is not a number`)
  }
  return array
}

function sized<T extends Arrays[string]>(
  array: Arrays[string] | undefined,
  type: new (length: number) => T,
  length: number,
): T {
  if (array instanceof type && array.length === length) return array
  throw broken('its parts do not fit together')
}

function broken(why: string): Problem {
  return new Problem('invalid', 'ModelBroken', `The model cannot be used: ${why}. Train it anew.`)
}
