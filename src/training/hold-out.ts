import type { Random } from './random.ts'

/**
 * Parts of the examples such that each part has its share of every intent: the part of each
 * example. An intent with a single example is never held out (part −1), or nothing is left
 * to learn it from.
 */
export function splitByIntent(labels: Int32Array, parts: number, random: Random): Int32Array {
  const order = Uint32Array.from(labels, (_, n) => n)
  random.shuffle(order)
  const sizes = new Map<number, number>()
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const next = new Map<number, number>()
  const part = new Int32Array(labels.length)
  // A counter over all intents spreads the small ones over the parts.
  let start = 0
  for (const n of order) {
    const label = labels[n]!
    if (sizes.get(label) === 1) {
      part[n] = -1
      continue
    }
    const place = next.get(label) ?? start++
    part[n] = place % parts
    next.set(label, place + 1)
  }
  return part
}
