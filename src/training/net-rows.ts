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
  const words = countRows(texts, kinds, (hashed) => [hashed.words, hashed.wordCount])
  const pieces = countRows(texts, kinds, (hashed) => [hashed.pieces, hashed.pieceCount])
  const meant = countRows(texts, kinds, (hashed) => [hashed.kinds, hashed.kindCount])
  const idf = (frequency: number) =>
    frequency === 0 ? 0 : Math.log((1 + texts.length) / (1 + frequency)) + 1
  return {
    hasSeams: kinds.hasSeams,
    hasMeanings: kinds.hasMeanings,
    wordIdf: Float32Array.from(words, idf),
    pieceIdf: Float32Array.from(pieces, idf),
    kindIdf: kinds.hasMeanings ? Float32Array.from(meant, idf) : new Float32Array(),
  }
}

type Group = (hashed: ReturnType<typeof hashFeatures>) => readonly [Int32Array, number]

/** In how many texts each row occurs. */
function countRows(texts: readonly string[], kinds: FeatureKinds, group: Group): Float64Array {
  const frequency = new Float64Array(FEATURE_ROWS)
  const last = new Int32Array(FEATURE_ROWS).fill(-1)
  texts.forEach((text, n) => {
    const [rows, count] = group(hashFeatures(tokenise(text), kinds))
    for (let i = 0; i < count; i++) {
      const row = rows[i]!
      if (last[row] === n) continue
      last[row] = n
      frequency[row]!++
    }
  })
  return frequency
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
