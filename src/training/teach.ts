/** Soft answers to learn from: what several nets, with more features than serve, hold together. */
import { answerRows } from './answer-rows.ts'
import { type Examples, type NetSettings, type OnEpoch, trainNet } from './net.ts'
import type { MakeHead } from './net-head.ts'
import type { Rows } from './net-rows.ts'

export type Teaching = {
  readonly settings: NetSettings
  readonly makeHead: MakeHead
  readonly onEpoch?: OnEpoch
}

/** The mean of what `count` nets of different seeds, taught by `examples`, say of `asked`. */
export async function askTeachers(
  examples: Examples,
  asked: Rows,
  count: number,
  { settings, makeHead, onEpoch }: Teaching,
): Promise<Float32Array> {
  const means = new Float32Array(asked.count * examples.outputs)
  for (let teacher = 1; teacher <= count; teacher++) {
    const seeded = { ...settings, seed: settings.seed + SEED_STEP * teacher }
    const net = await trainNet(examples, seeded, makeHead, onEpoch)
    answerRows(net, asked).forEach((value, i) => (means[i]! += value / count))
  }
  return means
}

const SEED_STEP = 1_000_003

/**
 * How alike the intents' shares of the messages are: 1 where they are as even as chance and the
 * mistakes of those who answered allow, 0 where some intents are clearly commoner than others.
 */
export function evenness(answers: Float32Array, outputs: number): number {
  const count = answers.length / outputs
  const shares = new Float64Array(outputs)
  for (let n = 0; n < count; n++) {
    const row = answers.subarray(n * outputs, (n + 1) * outputs)
    shares[row.indexOf(Math.max(...row))]! += outputs / count
  }
  // Of a few messages even shares differ by chance: (K − 1) / N is that part of the variance.
  let variance = -(outputs - 1) / Math.max(1, count)
  for (const share of shares) variance += (share - 1) ** 2 / outputs
  const variation = Math.sqrt(Math.max(0, variance))
  return Math.max(0, Math.min(1, (UNEVEN - variation) / (UNEVEN - EVEN)))
}

/**
 * Coefficients of variation of these shares. Of pools that hold each intent alike the first teachers
 * make 0 (CLINC150) and 0.23 (BANKING77); of others 0.45 (CrossWOZ), 0.65 (MASSIVE zh-CN) and 1.5
 * (MultiDoGO finance), where even shares would cost 0 to 30 points of accuracy.
 */
const EVEN = 0.3
const UNEVEN = 0.45

/**
 * Answers to messages without labels, made decisive: each intent its due share of them as far as
 * the shares are `even`, then squared, each row to sum 1 again.
 */
export function sharpen(answers: Float32Array, outputs: number, even: number): Float32Array {
  const count = answers.length / outputs
  const shares = new Float64Array(outputs)
  answers.forEach((value, i) => (shares[i % outputs]! += value / count))
  const due = shares.map((share) => Math.max(1e-9, share) ** even)
  const sharp = Float32Array.from(answers, (value, i) => value / due[i % outputs]!)
  for (let n = 0; n < count; n++) {
    const row = sharp.subarray(n * outputs, (n + 1) * outputs)
    const squares = row.reduce((sum, value) => sum + value * value, 0)
    // Rows sum to 1 before they are squared as well: the common factor falls out.
    for (let k = 0; k < outputs; k++) row[k] = squares > 0 ? row[k]! ** 2 / squares : 1 / outputs
  }
  return sharp
}

/**
 * How much each message counts: as much as its likeliest intent is likely where intents are not
 * `even`, since such pools are those of real conversations, with much that belongs to none.
 */
export function trust(answers: Float32Array, outputs: number, even: number): Float32Array {
  return Float32Array.from({ length: answers.length / outputs }, (_, n) => {
    const row = answers.subarray(n * outputs, (n + 1) * outputs)
    return Math.max(...row) ** (1 - even)
  })
}

/** The labels as soft answers: of K with smoothing ε the right one 1 − ε + ε/K, others ε/K. */
export function smoothed(labels: Int32Array, outputs: number, smoothing: number): Float32Array {
  const soft = new Float32Array(labels.length * outputs).fill(smoothing / outputs)
  labels.forEach((label, n) => (soft[n * outputs + label]! += 1 - smoothing))
  return soft
}
