/** The measures of the benchmarks. */

/** 0.91234 → 91.23 */
export function percent(share: number): number {
  return Math.round(share * 10_000) / 100
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return Math.round(value * 10) / 10
}

/** Mean F1 over the classes that the test holds. */
export function macroF1(answers: readonly { expected: string; got: string }[]): number {
  const classes = [...new Set(answers.map(({ expected }) => expected))]
  const scores = classes.map((name) => {
    const hits = answers.filter(({ expected, got }) => expected === name && got === name).length
    const wanted = answers.filter(({ expected }) => expected === name).length
    const given = answers.filter(({ got }) => got === name).length
    return hits === 0 ? 0 : (2 * hits) / (wanted + given)
  })
  return scores.reduce((sum, value) => sum + value, 0) / scores.length
}

/** How often a positive scores above a negative; ties count half. */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = [
    ...positives.map((value) => ({ value, isPositive: true })),
    ...negatives.map((value) => ({ value, isPositive: false })),
  ].sort((a, b) => a.value - b.value)
  let ranks = 0
  for (let from = 0; from < sorted.length;) {
    let end = from
    while (end < sorted.length && sorted[end]!.value === sorted[from]!.value) end++
    const rank = (from + end + 1) / 2
    for (let i = from; i < end; i++) if (sorted[i]!.isPositive) ranks += rank
    from = end
  }
  const n = positives.length
  return (ranks - (n * (n + 1)) / 2) / (n * negatives.length)
}

/** Mean distance of confidence from accuracy over bins of equal mass. */
export function calibrationError(
  answers: readonly { confidence: number; isRight: boolean }[],
  bins = 15,
): number {
  const sorted = [...answers].sort((a, b) => a.confidence - b.confidence)
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * sorted.length) / bins)
    const part = sorted.slice(from, Math.floor(((bin + 1) * sorted.length) / bins))
    const confidence = part.reduce((sum, answer) => sum + answer.confidence, 0)
    const right = part.filter(({ isRight }) => isRight).length
    error += Math.abs(confidence - right) / sorted.length
  }
  return error
}

/** F1 of each class that the test holds, weighed by how often it does. */
export function weightedF1(answers: readonly { expected: string; got: string }[]): number {
  const classes = [...new Set(answers.map(({ expected }) => expected))]
  const total = classes.reduce((sum, name) => {
    const hits = answers.filter(({ expected, got }) => expected === name && got === name).length
    const wanted = answers.filter(({ expected }) => expected === name).length
    const given = answers.filter(({ got }) => got === name).length
    return sum + (hits === 0 ? 0 : ((2 * hits) / (wanted + given)) * wanted)
  }, 0)
  return total / answers.length
}
