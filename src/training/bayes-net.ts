/**
 * Naive Bayes as a net that stands beside the others. It models how messages of an intent come
 * about, where the others learn what tells intents apart, so that its mistakes are other ones.
 */
import { FEATURE_ROWS } from '../nlp/features.ts'
import { MOST_ROWS, rowsOf } from '../nlp/rows.ts'
import type { Examples, Learned } from './net.ts'
import type { Rows } from './net-rows.ts'
import { growingRows } from './growing-rows.ts'
import { placeFeatures } from './place-features.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** How many numbers a feature has: a power of 2 and a multiple of 16. */
const WIDTH = 64
/** Added to what an intent has of a feature, where a feature of a message weighs about 0.1. */
const UNSEEN = 0.002
/** Above this g(z) = z·σ(1.702 z) is z. */
const STRAIGHT = 6

/** With more intents the table of all features by intents is too large to be worth it. */
export const MOST_INTENTS = 300

/**
 * ln p(feature | intent), summed over a message's features by their values, in as many dimensions
 * as say most about it. The activation is made straight by a large bias. `size` is the root mean
 * square of the weights, which those of nets merged with it should have too, so that both round well.
 */
export function bayesNet(given: Examples, size: number): Learned {
  const examples = { ...given, rows: countable(given.rows) }
  const { rows, outputs } = examples
  const { features: all } = placeFeatures(given.rows)
  const { features, places } = placeFeatures(rows)
  const table = logOdds(examples, places, features.length)
  const basis = mixed(
    directions(table, massOf(examples, places, features.length), outputs),
    outputs,
  )
  const projected = project(table, basis, outputs)
  const squares = projected.reduce((sum, value) => sum + value * value, 0)
  const scale = squares > 0 ? size / Math.sqrt(squares / projected.length) : 1
  for (let i = 0; i < projected.length; i++) projected[i]! *= scale
  const bias = new Float32Array(WIDTH).fill(STRAIGHT + 1.5 * farthest(examples, places, projected))
  const out = basis.map((value) => value / scale)
  const outBias = new Float32Array(outputs)
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < WIDTH; j++) outBias[k]! -= bias[j]! * out[k * WIDTH + j]!
  }
  // The numbers of a meaning come last, and say nothing here.
  const withMeanings = new Float32Array(all.length * WIDTH)
  withMeanings.set(projected)
  return { hidden: WIDTH, outputs, features: all, rows: withMeanings, bias, out, outBias }
}

/** Without the meanings, whose numbers are no counts of anything. */
function countable(rows: Rows): Rows {
  const kept = growingRows(rows.count)
  for (let n = 0; n < rows.count; n++) {
    for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
      if (rows.features[i]! < FEATURE_ROWS) kept.add(rows.features[i]!, rows.values[i]!)
    }
    kept.end()
  }
  return kept.done()
}

/** ln p(feature | intent) less its mean over the intents, features × intents. */
function logOdds(
  { rows, labels, outputs, soft, weights }: Examples,
  places: Uint32Array,
  count: number,
): Float32Array {
  const table = new Float32Array(count * outputs).fill(UNSEEN)
  for (let n = 0; n < rows.count; n++) {
    const weight = weights ? weights[n]! : 1
    for (let i = rows.starts[n]!; i < rows.starts[n + 1]!; i++) {
      const [from, value] = [places[i]! * outputs, weight * rows.values[i]!]
      if (!soft) table[from + labels[n]!]! += value
      else for (let k = 0; k < outputs; k++) table[from + k]! += value * soft[n * outputs + k]!
    }
  }
  const totals = new Float64Array(outputs)
  for (let from = 0; from < table.length; from += outputs) {
    for (let k = 0; k < outputs; k++) totals[k]! += table[from + k]!
  }
  for (let from = 0; from < table.length; from += outputs) {
    let mean = 0
    for (let k = 0; k < outputs; k++) {
      const log = Math.log(table[from + k]! / totals[k]!)
      table[from + k] = log
      mean += log / outputs
    }
    for (let k = 0; k < outputs; k++) table[from + k]! -= mean
  }
  return table
}

/** Σ value² of each feature: how much it matters that its row is right. */
function massOf({ rows }: Examples, places: Uint32Array, count: number): Float64Array {
  const mass = new Float64Array(count)
  places.forEach((place, i) => (mass[place]! += rows.values[i]! ** 2))
  return mass
}

/** The principal directions of the table's rows, intents × WIDTH; all 0 beyond their rank. */
function directions(table: Float32Array, mass: Float64Array, outputs: number): Float32Array {
  const products = new Float64Array(outputs * outputs)
  mass.forEach((weight, n) => {
    const row = table.subarray(n * outputs, (n + 1) * outputs)
    for (let k = 0; k < outputs; k++) {
      const value = weight * row[k]!
      for (let l = 0; l <= k; l++) products[k * outputs + l]! += value * row[l]!
    }
  })
  for (let k = 0; k < outputs; k++) {
    for (let l = 0; l < k; l++) products[l * outputs + k] = products[k * outputs + l]!
  }
  const { values, vectors } = symmetricEigen(products, outputs)
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, WIDTH)
  const found = new Float32Array(outputs * WIDTH)
  order.forEach((from, j) => {
    for (let k = 0; k < outputs; k++) found[k * WIDTH + j] = vectors[k * outputs + from]!
  })
  return found
}

/**
 * The directions turned by a Hadamard matrix, so that none is much longer than the others: a row's
 * numbers share one scale when they are rounded.
 */
function mixed(basis: Float32Array, outputs: number): Float32Array {
  const turned = new Float32Array(basis.length)
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < WIDTH; j++) {
      let sum = 0
      for (let i = 0; i < WIDTH; i++) sum += basis[k * WIDTH + i]! * signOf(i & j)
      turned[k * WIDTH + j] = sum / Math.sqrt(WIDTH)
    }
  }
  return turned
}

/** −1 for an odd number of ones in binary. */
function signOf(bits: number): number {
  let sign = 1
  for (let left = bits; left > 0; left &= left - 1) sign = -sign
  return sign
}

function project(table: Float32Array, basis: Float32Array, outputs: number): Float32Array {
  const count = table.length / outputs
  const projected = new Float32Array(count * WIDTH)
  const { vector, numbers, factors, add } = rowsOf(basis, WIDTH)
  for (let k = 0; k < outputs; k++) numbers[k] = k
  for (let n = 0; n < count; n++) {
    vector.fill(0)
    factors.set(table.subarray(n * outputs, (n + 1) * outputs))
    add(outputs)
    projected.set(vector, n * WIDTH)
  }
  return projected
}

/** The largest sum, up or down, that a message has. */
function farthest({ rows }: Examples, places: Uint32Array, weights: Float32Array): number {
  const { vector, numbers, factors, add } = rowsOf(weights, WIDTH)
  let most = 0
  for (let n = 0; n < rows.count; n++) {
    vector.fill(0)
    for (let i = rows.starts[n]!; i < rows.starts[n + 1]!;) {
      const some = Math.min(MOST_ROWS, rows.starts[n + 1]! - i)
      numbers.set(places.subarray(i, i + some))
      factors.set(rows.values.subarray(i, i + some))
      add(some)
      i += some
    }
    for (let j = 0; j < WIDTH; j++) most = Math.max(most, Math.abs(vector[j]!))
  }
  return most
}
