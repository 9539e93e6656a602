/** Labelled messages → how much each feature tells of how a message feels. */
import { type SentimentSpace, sentimentFeatures } from '../nlp/sentiment-features.ts'
import { tokenise } from '../nlp/tokens.ts'
import type { FeltExample } from './train-sentiment.ts'

/**
 * How rare a feature is, ln((1 + N) / (1 + df)) + 1, times how unevenly the classes have it: the
 * largest |ln(p / q)| of a class against the others together (Wang and Manning 2012).
 */
export function sentimentSpace(
  examples: readonly FeltExample[],
  classes: readonly string[],
  bits: number,
): SentimentSpace {
  const size = 1 << bits
  const counts = classes.map(() => new Uint32Array(size))
  const sizes = classes.map(() => 0)
  const all = { bits, weights: new Uint8Array(size).fill(1) }
  for (const { text, feels } of examples) {
    const { rows, count } = sentimentFeatures(text, tokenise(text), all)
    const label = classes.indexOf(feels)
    sizes[label]!++
    for (const row of new Set(rows.subarray(0, count))) if (row < size) counts[label]![row]!++
  }
  const tells = Float32Array.from({ length: size }, (_, row) => {
    const df = counts.reduce((sum, own) => sum + own[row]!, 0)
    if (df === 0) return 0
    const ratios = counts.map((own, k) => {
      const here = (own[row]! + 1) / (sizes[k]! + 2)
      const elsewhere = (df - own[row]! + 1) / (examples.length - sizes[k]! + 2)
      return Math.abs(Math.log(here / elsewhere))
    })
    return (Math.log((1 + examples.length) / (1 + df)) + 1) * (EVEN + Math.max(...ratios))
  })
  const most = tells.reduce((so, value) => Math.max(so, value), 0)
  return { bits, weights: Uint8Array.from(tells, (value) => Math.ceil((255 * value) / most)) }
}

/** Even what all classes have alike may tell something beside other features. */
const EVEN = 0.05
