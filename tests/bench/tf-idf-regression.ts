/**
 * The plain baseline: tf-idf of words 1–2 and characters 2–5 (of Chinese characters 1–3), and
 * multinomial logistic regression with an L2 penalty, by stochastic gradient descent (Bottou 2012).
 */
import { startRandom } from '../../src/training/random.ts'

export type Labelled = { readonly text: string; readonly label: string }

type Sparse = { readonly columns: Uint32Array; readonly values: Float32Array }

/** `c` as in liblinear: the loss of all examples together, against half the squared weights. */
export function trainRegression(
  examples: readonly Labelled[],
  c: number,
): (text: string) => string {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const { vectors, vectorOf } = vectorise(examples.map(({ text }) => text))
  const wanted = examples.map(({ label }) => labels.indexOf(label))
  const { weights, width } = descend(vectors, wanted, labels.length, 1 / (c * examples.length))
  return (text) => {
    const scores = labels.map((_, k) => score(vectorOf(text), weights, k * width, width))
    return labels[scores.indexOf(Math.max(...scores))]!
  }
}

function grams(text: string): string[] {
  const lower = text.toLowerCase()
  const found: string[] = []
  const words = lower.match(/[\p{L}\p{M}\p{N}_]{2,}/gu) ?? []
  const isChinese = /\p{Script=Han}/u.test(lower)
  if (!isChinese) {
    words.forEach((word, n) => {
      found.push(`w ${word}`)
      if (n > 0) found.push(`w ${words[n - 1]} ${word}`)
    })
  }
  const [least, most] = isChinese ? [1, 3] : [2, 5]
  const characters = lower.replace(/\s+/g, ' ')
  for (let i = 0; i < characters.length; i++) {
    for (let n = least; n <= most && i + n <= characters.length; n++) {
      found.push(`c ${characters.slice(i, i + n)}`)
    }
  }
  return found
}

function vectorise(texts: readonly string[]) {
  const columns = new Map<string, number>()
  const frequency: number[] = []
  const all = texts.map(grams)
  for (const found of all) {
    for (const gram of new Set(found)) {
      let column = columns.get(gram)
      if (column === undefined) columns.set(gram, (column = frequency.push(0) - 1))
      frequency[column]!++
    }
  }
  const idf = frequency.map((df) => Math.log((1 + texts.length) / (1 + df)) + 1)
  const weigh = (found: readonly string[]): Sparse => {
    const counts = new Map<number, number>()
    for (const gram of found) {
      const column = columns.get(gram)
      if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    const values = Float32Array.from(counts, ([column, tf]) => (1 + Math.log(tf)) * idf[column]!)
    const length = Math.hypot(...values) || 1
    return { columns: Uint32Array.from(counts.keys()), values: values.map((v) => v / length) }
  }
  return { vectors: all.map(weigh), vectorOf: (text: string) => weigh(grams(text)) }
}

const EPOCHS = 15

/** The last column is the bias, which is not drawn to 0. */
function descend(
  vectors: readonly Sparse[],
  wanted: readonly number[],
  labels: number,
  l2: number,
) {
  let width = 1
  for (const { columns } of vectors)
    for (const column of columns) if (column + 2 > width) width = column + 2
  const weights = new Float32Array(labels * width)
  const order = Uint32Array.from(vectors.keys())
  const random = startRandom(1)
  const power = new Float64Array(labels)
  // Weights are kept as `scale` × w, so that the penalty costs one product a step.
  let scale = 1
  let step = 0
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    random.shuffle(order)
    for (const n of order) {
      const { columns, values } = vectors[n]!
      const rate = 4 / (1 + 4 * l2 * step++)
      let total = 0
      for (let k = 0; k < labels; k++) {
        let sum = weights[k * width + width - 1]!
        for (let i = 0; i < columns.length; i++) {
          sum += scale * weights[k * width + columns[i]!]! * values[i]!
        }
        total += power[k] = Math.exp(sum)
      }
      scale *= 1 - rate * l2
      for (let k = 0; k < labels; k++) {
        const push = rate * ((k === wanted[n] ? 1 : 0) - power[k]! / total)
        weights[k * width + width - 1]! += 0.01 * push
        for (let i = 0; i < columns.length; i++) {
          weights[k * width + columns[i]!]! += (push * values[i]!) / scale
        }
      }
    }
  }
  for (let i = 0; i < weights.length; i++) if ((i + 1) % width !== 0) weights[i]! *= scale
  return { weights, width }
}

function score({ columns, values }: Sparse, weights: Float32Array, from: number, width: number) {
  let sum = weights[from + width - 1]!
  for (let i = 0; i < columns.length; i++) sum += weights[from + columns[i]!]! * values[i]!
  return sum
}
