/** One direction of the tagger's long short-term memory (Hochreiter & Schmidhuber 1997) in training. */
import { sigmoid } from '../nlp/entities/sigmoid.ts'
import { type Moving, startMoving } from './adam.ts'
import type { Random } from './random.ts'
import { type WorkingRows, workingRows } from './working-rows.ts'

export type Memory = {
  readonly depth: number
  readonly hidden: number
  readonly isBack: boolean
  /** (depth + hidden) × 4·hidden. */
  readonly weights: WorkingRows
  readonly moving: Moving
  readonly bias: Moving
  /** Of the batch's tokens: gradients of the gates before their functions, tokens × 4·hidden. */
  readonly gateGradients: WorkingRows
  /** In, keep, new, out after their functions, tokens × 4·hidden. */
  readonly gates: Float32Array
  readonly cells: Float32Array
}

/** Tokens of a batch one after another; those of sentence s end at ends[s]. */
export type Sentences = { readonly count: number; readonly ends: Int32Array }

export function startMemory(
  depth: number,
  hidden: number,
  isBack: boolean,
  tokens: number,
  random: Random,
): Memory {
  const width = 4 * hidden
  const weights = workingRows(depth + hidden, width)
  const inputs = Math.sqrt(2 / (depth + width))
  const carried = Math.sqrt(2 / (hidden + width))
  for (let i = 0; i < weights.matrix.length; i++) {
    weights.matrix[i] = random.normal() * (i < depth * width ? inputs : carried)
  }
  const bias = new Float32Array(width)
  // At first it keeps what it has (Gers et al. 2000).
  bias.fill(1, hidden, 2 * hidden)
  return {
    depth,
    hidden,
    isBack,
    weights,
    moving: startMoving(weights.matrix),
    bias: startMoving(bias),
    gateGradients: workingRows(tokens, width),
    gates: new Float32Array(tokens * width),
    cells: new Float32Array(tokens * hidden),
  }
}

/** inputs: tokens × depth. Its half of outputs, tokens × 2·hidden, is written. */
export function readSentences(
  memory: Memory,
  { count, ends }: Sentences,
  inputs: Float32Array,
  outputs: Float32Array,
): void {
  const { depth, hidden, isBack, weights, bias, gates, cells } = memory
  const { vector, numbers, factors } = weights
  const half = isBack ? hidden : 0
  for (let i = 0; i < depth + hidden; i++) numbers[i] = i
  for (let s = 0; s < count; s++) {
    const start = s === 0 ? 0 : ends[s - 1]!
    const length = ends[s]! - start
    for (let n = 0; n < length; n++) {
      const t = isBack ? start + length - 1 - n : start + n
      const before = isBack ? t + 1 : t - 1
      vector.set(bias.values)
      for (let i = 0; i < depth; i++) factors[i] = inputs[t * depth + i]!
      if (n > 0) {
        for (let i = 0; i < hidden; i++)
          factors[depth + i] = outputs[2 * before * hidden + half + i]!
      }
      weights.add(n > 0 ? depth + hidden : depth)
      const at = 4 * t * hidden
      for (let j = 0; j < hidden; j++) {
        const gateIn = sigmoid(vector[j]!)
        const keep = sigmoid(vector[hidden + j]!)
        const fresh = 2 * sigmoid(2 * vector[2 * hidden + j]!) - 1
        const gateOut = sigmoid(vector[3 * hidden + j]!)
        const cell = gateIn * fresh + (n > 0 ? keep * cells[before * hidden + j]! : 0)
        gates[at + j] = gateIn
        gates[at + hidden + j] = keep
        gates[at + 2 * hidden + j] = fresh
        gates[at + 3 * hidden + j] = gateOut
        cells[t * hidden + j] = cell
        outputs[2 * t * hidden + half + j] = gateOut * (2 * sigmoid(2 * cell) - 1)
      }
    }
  }
}

/** Adds to the gradient of the inputs; that of the weights and biases is made anew. */
export function learnBack(
  memory: Memory,
  { count, ends }: Sentences,
  inputs: Float32Array,
  outputs: Float32Array,
  outputGradient: Float32Array,
  inputGradient: Float32Array,
): void {
  const { depth, hidden, isBack, weights, gates, cells, gateGradients } = memory
  const { vector, numbers, factors } = weights
  const half = isBack ? hidden : 0
  const width = 4 * hidden
  const carried = new Float32Array(hidden)
  const cellGradient = new Float32Array(hidden)
  for (let i = 0; i < depth + hidden; i++) numbers[i] = i
  for (let s = 0; s < count; s++) {
    const start = s === 0 ? 0 : ends[s - 1]!
    const length = ends[s]! - start
    carried.fill(0)
    cellGradient.fill(0)
    for (let n = length - 1; n >= 0; n--) {
      const t = isBack ? start + length - 1 - n : start + n
      const before = isBack ? t + 1 : t - 1
      const at = width * t
      for (let j = 0; j < hidden; j++) {
        const gateIn = gates[at + j]!
        const keep = gates[at + hidden + j]!
        const fresh = gates[at + 2 * hidden + j]!
        const gateOut = gates[at + 3 * hidden + j]!
        const squashed = 2 * sigmoid(2 * cells[t * hidden + j]!) - 1
        const push = outputGradient[2 * t * hidden + half + j]! + carried[j]!
        const cell = cellGradient[j]! + push * gateOut * (1 - squashed * squashed)
        const kept = n > 0 ? cells[before * hidden + j]! : 0
        vector[j] = cell * fresh * gateIn * (1 - gateIn)
        vector[hidden + j] = cell * kept * keep * (1 - keep)
        vector[2 * hidden + j] = cell * gateIn * (1 - fresh * fresh)
        vector[3 * hidden + j] = push * squashed * gateOut * (1 - gateOut)
        cellGradient[j] = cell * keep
      }
      gateGradients.matrix.set(vector, at)
      weights.dot(n > 0 ? depth + hidden : depth)
      for (let i = 0; i < depth; i++) inputGradient[t * depth + i]! += factors[i]!
      for (let i = 0; i < hidden; i++) carried[i] = n > 0 ? factors[depth + i]! : 0
    }
  }
  sumGradients(memory, { count, ends }, inputs, outputs)
}

/** dW = [x; h]ᵀ · dGates over all tokens of the batch. */
function sumGradients(
  { depth, hidden, isBack, moving, bias, gateGradients }: Memory,
  { count, ends }: Sentences,
  inputs: Float32Array,
  outputs: Float32Array,
): void {
  const tokens = ends[count - 1]!
  const { vector, numbers, factors } = gateGradients
  const width = 4 * hidden
  const half = isBack ? hidden : 0
  for (let t = 0; t < tokens; t++) numbers[t] = t
  for (let k = 0; k < depth; k++) {
    for (let t = 0; t < tokens; t++) factors[t] = inputs[t * depth + k]!
    vector.fill(0)
    gateGradients.add(tokens)
    moving.gradient.set(vector, k * width)
  }
  for (let k = 0; k < hidden; k++) {
    let t = 0
    for (let s = 0; s < count; s++) {
      const end = ends[s]!
      const first = isBack ? end - 1 : t
      for (; t < end; t++) {
        const before = isBack ? t + 1 : t - 1
        factors[t] = t === first ? 0 : outputs[2 * before * hidden + half + k]!
      }
    }
    vector.fill(0)
    gateGradients.add(tokens)
    moving.gradient.set(vector, (depth + k) * width)
  }
  factors.fill(1, 0, tokens)
  vector.fill(0)
  gateGradients.add(tokens)
  bias.gradient.set(vector)
}
