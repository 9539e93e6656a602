/** The model of how messages feel that ships with Parley: `npm run sentiment` writes its file. */
import { readFileSync } from 'node:fs'
import { Problem } from '../problem.ts'
import { TONES } from './sentiment-features.ts'
import type { SentimentNet } from './sentiment-net.ts'

/** From the root of the project. */
export const SENTIMENT_FILE = 'data/sentiment/model.json'

let model: SentimentNet | undefined

/** Read once, when the first message is understood. */
export function sentimentModel(): SentimentNet {
  if (model) return model
  const file = new URL(`../../${SENTIMENT_FILE}`, import.meta.url)
  return (model = decodeSentiment(readFileSync(file, 'utf8')))
}

type Stored = {
  /** SHA-256 of the sentences it was trained on. */
  readonly source: string
  readonly classes: readonly string[]
  readonly flags: readonly string[]
  readonly bits: number
  readonly hidden: number
  /** Base64 of little-endian numbers; of `rows` only those whose scale is not 0. */
  readonly weights: string
  readonly scales: string
  readonly rows: string
  readonly bias: string
  readonly out: string
  readonly outBias: string
}

/** The same model gives the same text. */
export function encodeSentiment(net: SentimentNet, source: string): string {
  const { classes, flags, bits, weights, hidden, rows, scales, bias, out, outBias } = net
  const seen = seenOf(scales)
  const kept = new Int8Array(seen.length * hidden)
  seen.forEach((row, n) => kept.set(rows.subarray(row * hidden, (row + 1) * hidden), n * hidden))
  const stored: Stored = {
    source,
    classes,
    flags,
    bits,
    hidden,
    weights: toBase64(weights),
    scales: toBase64(scales),
    rows: toBase64(kept),
    bias: toBase64(bias),
    out: toBase64(out),
    outBias: toBase64(outBias),
  }
  return `${JSON.stringify(stored, null, 1)}\n`
}

/** Throws a `Problem` for a text that is no such model, or whose parts do not fit together. */
export function decodeSentiment(text: string): SentimentNet {
  const stored = parse(text)
  const { classes, flags, bits, hidden } = stored
  const outputs = classes.length + flags.length
  const scales = floats(stored.scales, (1 << bits) + TONES)
  const weights = Uint8Array.from(Buffer.from(stored.weights, 'base64'))
  if (weights.length !== 1 << bits) throw broken('its parts do not fit together')
  const seen = seenOf(scales)
  const kept = Buffer.from(stored.rows, 'base64')
  if (kept.length !== seen.length * hidden) throw broken('its rows are cut short')
  const rows = new Int8Array(scales.length * hidden)
  seen.forEach((row, n) => rows.set(kept.subarray(n * hidden, (n + 1) * hidden), row * hidden))
  return {
    classes,
    flags,
    bits,
    weights,
    hidden,
    rows,
    scales,
    bias: floats(stored.bias, hidden),
    out: floats(stored.out, outputs * hidden),
    outBias: floats(stored.outBias, outputs),
  }
}

/** Of which sentences a stored model was made. */
export function sourceOf(text: string): string {
  return parse(text).source
}

function parse(text: string): Stored {
  try {
    return JSON.parse(text) as Stored
  } catch {
    throw broken('it is no JSON')
  }
}

const seenOf = (scales: Float32Array): number[] =>
  [...scales.keys()].filter((row) => scales[row] !== 0)

const toBase64 = ({
  buffer,
  byteOffset,
  byteLength,
}: Float32Array | Int8Array | Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')

function floats(base64: string, length: number): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== 4 * length) throw broken('its parts do not fit together')
  const numbers = Float32Array.from({ length }, (_, i) => bytes.readFloatLE(4 * i))
  if (!numbers.every(Number.isFinite)) throw broken('it holds a value that is not a number')
  return numbers
}

function broken(why: string): Problem {
  return new Problem(
    'invalid',
    'SentimentModelBroken',
    `${SENTIMENT_FILE} cannot be used: ${why}. Write it anew with npm run sentiment.`,
  )
}
