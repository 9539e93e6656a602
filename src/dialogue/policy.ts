import type { Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { heardIntent } from './heard-intent.ts'
import { latestMessage } from './latest-message.ts'
import { type Features, featuresAt } from './policy-features.ts'

/**
 * A net over the recent turns, learned from the stories: h = g(b + Σ xᵢ·Eᵢ), g(z) = z·σ(1.702 z),
 * logits = c + W·h. For pasts that no rule and no story knows.
 */
export type Policy = {
  readonly actions: readonly string[]
  /** What training saw of pasts; a feature's place in the list is its row. */
  readonly features: readonly string[]
  /** How many of the latest messages and actions stand with their place. */
  readonly history: number
  readonly hidden: number
  /** E, features × hidden: value = byte × the row's scale. */
  readonly rows: Int8Array
  readonly scales: Float32Array
  /** b, hidden. */
  readonly bias: Float32Array
  /** W, actions × hidden. */
  readonly out: Float32Array
  /** c, actions. */
  readonly outBias: Float32Array
  /** Makes probabilities honest. */
  readonly temperature: number
  /** A past is beyond the policy when its likeliest action is less probable than this (0 to 1). */
  readonly threshold: number
}

export type Foreseen = { readonly action: string; readonly confidence: number }

/** What the learned policy would do next; null when there is none, or the past is beyond it. */
export function foresee(tracker: Tracker, bot: Bot): Foreseen | null {
  const { policy } = bot
  if (!policy || !isFamiliar(tracker, policy)) return null
  const probabilities = probabilitiesAt(featuresAt(tracker, bot, policy.history), policy)
  let best = 0
  for (let k = 1; k < probabilities.length; k++) {
    if (probabilities[k]! > probabilities[best]!) best = k
  }
  const confidence = probabilities[best] ?? 0
  return confidence < policy.threshold ? null : { action: policy.actions[best]!, confidence }
}

/** An intent that no story has would be answered by everything but itself. */
function isFamiliar(tracker: Tracker, policy: Policy): boolean {
  const message = latestMessage(tracker)
  if (!message) return false
  const rows = rowsOf(policy)
  const base = heardIntent(message).split('/')[0]!
  if (rows.has(`any I:${heardIntent(message)}`) || rows.has(`any I:${base}`)) return true
  return !message.doubt && rows.has('any M') && !policy.features.some(isOfIntent)
}

/** Stories of the customers' very words know no intents. */
const isOfIntent = (feature: string): boolean => feature.startsWith('any I:')

/** One for each of the policy's actions. */
export function probabilitiesAt(features: Features, policy: Policy): Float32Array {
  const logits = logitsAt(features, policy)
  let most = -Infinity
  for (const logit of logits) if (logit > most) most = logit
  let total = 0
  for (let k = 0; k < logits.length; k++) {
    total += logits[k] = Math.exp((logits[k]! - most) / policy.temperature)
  }
  for (let k = 0; k < logits.length; k++) logits[k]! /= total
  return logits
}

export function logitsAt({ past, words }: Features, policy: Policy): Float32Array {
  const { hidden, bias, out, outBias, actions } = policy
  const h = Float32Array.from(bias)
  addRows(past, policy, h)
  addRows(words, policy, h)
  for (let j = 0; j < hidden; j++) h[j] = h[j]! / (1 + Math.exp(-1.702 * h[j]!))
  const logits = Float32Array.from(outBias)
  for (let k = 0, at = 0; k < actions.length; k++) {
    let sum = 0
    for (let j = 0; j < hidden; j++, at++) sum += out[at]! * h[j]!
    logits[k]! += sum
  }
  return logits
}

/** Each group weighs as one, however many features it has. */
function addRows(names: readonly string[], policy: Policy, h: Float32Array): void {
  const { hidden, rows, scales } = policy
  const known = rowsOf(policy)
  const found: number[] = []
  for (const name of names) {
    const row = known.get(name)
    if (row !== undefined) found.push(row)
  }
  const value = 1 / Math.sqrt(found.length)
  for (const row of found) {
    const factor = value * scales[row]!
    for (let j = 0, at = row * hidden; j < hidden; j++, at++) h[j]! += factor * rows[at]!
  }
}

const known = new WeakMap<Policy, ReadonlyMap<string, number>>()

/** The row of each feature, by its name; found once for each policy. */
export function rowsOf(policy: Policy): ReadonlyMap<string, number> {
  let rows = known.get(policy)
  if (!rows) known.set(policy, (rows = new Map(policy.features.map((name, row) => [name, row]))))
  return rows
}
