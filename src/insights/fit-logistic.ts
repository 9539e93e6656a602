export type Logistic = {
  /** Of each sign what is subtracted, and what it is then divided by. */
  readonly means: readonly number[]
  readonly scales: readonly number[]
  readonly weights: readonly number[]
  readonly bias: number
}

const ROUNDS = 25
/** Holds the weights to nothing, like so many examples would. */
const HOLD = 1

/**
 * A logistic regression with ridge penalty by Newton's method (iteratively reweighted least
 * squares; Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1).
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  isSo: readonly boolean[],
): Logistic {
  const width = rows[0]?.length ?? 0
  const column = (k: number) => rows.map((row) => row[k]!)
  const means = Array.from({ length: width }, (_, k) => mean(column(k)))
  const scales = means.map((of, k) => Math.sqrt(mean(column(k).map((x) => (x - of) ** 2))) || 1)
  const data = rows.map((row) => [...row.map((x, k) => (x - means[k]!) / scales[k]!), 1])
  let weights: number[] = Array.from({ length: width + 1 }, () => 0)
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((weight, k) => (k < width ? HOLD * weight : 0))
    const curve = weights.map((_, k) =>
      weights.map((_, j) => (k === j ? (k < width ? HOLD : 1e-9) : 0)),
    )
    for (let n = 0; n < data.length; n++) {
      const row = data[n]!
      let sum = 0
      for (let k = 0; k <= width; k++) sum += row[k]! * weights[k]!
      const p = sigmoid(sum)
      const miss = p - Number(isSo[n])
      for (let k = 0; k <= width; k++) {
        const x = row[k]!
        slope[k]! += miss * x
        const along = curve[k]!
        for (let j = 0; j <= width; j++) along[j]! += p * (1 - p) * x * row[j]!
      }
    }
    const step = solve(curve, slope)
    weights = weights.map((weight, k) => weight - step[k]!)
    if (Math.max(...step.map(Math.abs)) < 1e-8) break
  }
  return { means, scales, weights: weights.slice(0, width), bias: weights[width] ?? 0 }
}

/** What each sign adds to the logit, and the probability. */
export function askLogistic(
  { means, scales, weights, bias }: Logistic,
  row: readonly number[],
): { readonly pushes: readonly number[]; readonly probability: number } {
  const pushes = row.map((x, k) => (weights[k]! * (x - means[k]!)) / scales[k]!)
  return { pushes, probability: sigmoid(pushes.reduce((sum, push) => sum + push, bias)) }
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Gaussian elimination with pivots; the matrix is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, n) => [...row, right[n]!])
  const size = rows.length
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let n = k + 1; n < size; n++) {
      if (Math.abs(rows[n]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = n
    }
    ;[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!]
    for (let n = 0; n < size; n++) {
      if (n === k) continue
      const share = rows[n]![k]! / rows[k]![k]!
      for (let j = k; j <= size; j++) rows[n]![j]! -= share * rows[k]![j]!
    }
  }
  return rows.map((row, k) => row[size]! / row[k]!)
}
