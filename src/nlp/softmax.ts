/** Probabilities of logits at a temperature, into `shares`: exp(zᵢ/T) / Σ exp(zⱼ/T). */
export function softmax(
  logits: Float32Array,
  temperature = 1,
  shares: Float32Array = new Float32Array(logits.length),
): Float32Array {
  let most = -Infinity
  for (const value of logits) if (value > most) most = value
  let sum = 0
  for (let i = 0; i < logits.length; i++) {
    const share = Math.exp((logits[i]! - most) / temperature)
    shares[i] = share
    sum += share
  }
  for (let i = 0; i < shares.length; i++) shares[i]! /= sum
  return shares
}

/** −Σ p·ln p in nats: 0 when sure, ln(n) when every answer is as likely. */
export function entropy(shares: Float32Array): number {
  let sum = 0
  for (const share of shares) if (share > 0) sum -= share * Math.log(share)
  return sum
}
