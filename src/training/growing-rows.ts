import type { Rows } from './net-rows.ts'

/** Takes the features of one text after another: `add` each, then `end`. */
export function growingRows(count: number): {
  add: (feature: number, value: number) => void
  end: () => void
  done: () => Rows
} {
  const starts = new Uint32Array(count + 1)
  let features = new Uint32Array(count * 64 + 64)
  let values = new Float32Array(count * 64 + 64)
  let at = 0
  let ended = 0
  return {
    add(feature, value) {
      if (at === features.length) {
        features = grown(features, new Uint32Array(2 * at))
        values = grown(values, new Float32Array(2 * at))
      }
      features[at] = feature
      values[at++] = value
    },
    end() {
      starts[++ended] = at
    },
    done: () => ({
      count,
      starts,
      features: features.slice(0, at),
      values: values.slice(0, at),
    }),
  }
}

function grown<T extends Uint32Array | Float32Array>(from: T, into: T): T {
  into.set(from)
  return into
}
