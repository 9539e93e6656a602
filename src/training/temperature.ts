/**
 * The temperature that makes confidences honest: the T that minimises the mean −ln p of the
 * right intent on held-out messages (Guo et al. 2017), by golden section over ln T.
 */
export function fitTemperature(logits: readonly Float32Array[], labels: readonly number[]): number {
  if (logits.length === 0) return 1
  let low = Math.log(0.1)
  let high = Math.log(10)
  const golden = (Math.sqrt(5) - 1) / 2
  for (let i = 0; i < 40; i++) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (surprise(logits, labels, Math.exp(left)) < surprise(logits, labels, Math.exp(right))) {
      high = right
    } else {
      low = left
    }
  }
  return Math.exp((low + high) / 2)
}

/** Mean −ln p of the right intent at a temperature, in nats. */
export function surprise(
  logits: readonly Float32Array[],
  labels: readonly number[],
  temperature: number,
): number {
  let total = 0
  logits.forEach((row, n) => {
    let most = -Infinity
    for (const value of row) if (value > most) most = value
    let sum = 0
    for (const value of row) sum += Math.exp((value - most) / temperature)
    total += Math.log(sum) - (row[labels[n]!]! - most) / temperature
  })
  return total / logits.length
}
