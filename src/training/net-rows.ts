/** Training texts as weighted features, one after another in typed arrays. */
import {
  FEATURE_ROWS,
  type FeatureKinds,
  type FeatureSpace,
  hashFeatures,
  weighFeatures,
} from '../nlp/features.ts'
import { tokenise } from '../nlp/tokens.ts'
import { growingRows } from './growing-rows.ts'

/** Row n has the features `starts[n]` to `starts[n + 1]`. */
export type Rows = {
  readonly count: number
  readonly starts: Uint32Array
  readonly features: Uint32Array
  readonly values: Float32Array
}

/** How rare each feature is in these texts: ln((1 + N) / (1 + df)) + 1 by group. */
export function measureSpace(texts: readonly string[], kinds: FeatureKinds): FeatureSpace {
  const [words, pieces, meant] = [countTexts(), countTexts(), countTexts()]
  texts.forEach((text, n) => {
    const hashed = hashFeatures(tokenise(text), kinds)
    count(words, n, hashed.words, hashed.wordCount)
    count(pieces, n, hashed.pieces, hashed.pieceCount)
    count(meant, n, hashed.kinds, hashed.kindCount)
  })
  const idf = (frequency: number) =>
    frequency === 0 ? 0 : Math.log((1 + texts.length) / (1 + frequency)) + 1
  return {
    hasSeams: kinds.hasSeams,
    hasMeanings: kinds.hasMeanings,
    wordIdf: Float32Array.from(words.frequency, idf),
    pieceIdf: Float32Array.from(pieces.frequency, idf),
    kindIdf: kinds.hasMeanings ? Float32Array.from(meant.frequency, idf) : new Float32Array(),
  }
}

/** In how many texts each row occurs, and which was the last. */
type Counted = { readonly frequency: Float64Array; readonly last: Int32Array }

function countTexts(): Counted {
  const last = new Int32Array(FEATURE_ROWS).fill(-1)
  return { frequency: new Float64Array(FEATURE_ROWS), last }
}

function count({ frequency, last }: Counted, text: number, rows: Int32Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const row = rows[i]!
    if (last[row] === text) continue
    last[row] = text
    frequency[row]!++
  }
}

export function weighRows(texts: readonly string[], space: FeatureSpace): Rows {
  const rows = growingRows(texts.length)
  for (const text of texts) {
    const weighed = weighFeatures(hashFeatures(tokenise(text), space), space)
    for (let i = 0; i < weighed.count; i++) rows.add(weighed.rows[i]!, weighed.values[i]!)
    rows.end()
  }
  return rows.done()
}
