/** Training texts as weighted features, one after another in typed arrays. */
import { FEATURE_ROWS, type FeatureSpace, hashFeatures, weighFeatures } from '../nlp/features.ts'
import { tokenise } from '../nlp/tokens.ts'

/** Row n has the features `starts[n]` to `starts[n + 1]`. */
export type Rows = {
  readonly count: number
  readonly starts: Uint32Array
  readonly features: Uint16Array
  readonly values: Float32Array
}

/** How rare each feature is in these texts: ln((1 + N) / (1 + df)) + 1 by group. */
export function measureSpace(texts: readonly string[]): FeatureSpace {
  const words = countRows(texts, (hashed) => [hashed.words, hashed.wordCount])
  const pieces = countRows(texts, (hashed) => [hashed.pieces, hashed.pieceCount])
  const idf = (frequency: number) =>
    frequency === 0 ? 0 : Math.log((1 + texts.length) / (1 + frequency)) + 1
  return { wordIdf: Float32Array.from(words, idf), pieceIdf: Float32Array.from(pieces, idf) }
}

type Group = (hashed: ReturnType<typeof hashFeatures>) => readonly [Int32Array, number]

/** In how many texts each row occurs. */
function countRows(texts: readonly string[], group: Group): Float64Array {
  const frequency = new Float64Array(FEATURE_ROWS)
  const last = new Int32Array(FEATURE_ROWS).fill(-1)
  texts.forEach((text, n) => {
    const [rows, count] = group(hashFeatures(tokenise(text)))
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
  const starts = new Uint32Array(texts.length + 1)
  let features = new Uint16Array(texts.length * 200)
  let values = new Float32Array(texts.length * 200)
  let at = 0
  texts.forEach((text, n) => {
    const weighed = weighFeatures(hashFeatures(tokenise(text)), space)
    if (at + weighed.count > features.length) {
      const size = 2 * (at + weighed.count)
      features = grown(features, new Uint16Array(size))
      values = grown(values, new Float32Array(size))
    }
    for (let i = 0; i < weighed.count; i++, at++) {
      features[at] = weighed.rows[i]!
      values[at] = weighed.values[i]!
    }
    starts[n + 1] = at
  })
  return {
    count: texts.length,
    starts,
    features: features.subarray(0, at),
    values: values.subarray(0, at),
  }
}

function grown<T extends Uint16Array | Float32Array>(from: T, into: T): T {
  into.set(from)
  return into
}
