/**
 * The part of the tagger that sees a message as a whole: the mean of its memories scores the tags
 * of all its tokens alike, so that what a message is about says which entities it may have.
 */
import { type Moving, startMoving } from './adam.ts'
import type { Sentences } from './tagger-memory.ts'
import { type WorkingRows, workingRows } from './working-rows.ts'

export type Whole = {
  /** Numbers in a token's memory, and in its scores. */
  readonly both: number
  readonly width: number
  /** both × width, at first all 0. */
  readonly rows: WorkingRows
  readonly moving: Moving
}

export function startWhole(both: number, width: number): Whole {
  const rows = workingRows(both, width)
  for (let i = 0; i < both; i++) rows.numbers[i] = i
  return { both, width, rows, moving: startMoving(rows.matrix) }
}

/** scores of each token += mean of the sentence's memories · rows. Tokens × width, × both. */
export function scoreWhole(
  { both, width, rows }: Whole,
  { count, ends }: Sentences,
  memories: Float32Array,
  scores: Float32Array,
): void {
  const { vector, factors } = rows
  for (let s = 0; s < count; s++) {
    const [from, end] = [s === 0 ? 0 : ends[s - 1]!, ends[s]!]
    average(memories, from, end, both, factors)
    vector.fill(0)
    rows.add(both)
    for (let t = from; t < end; t++) {
      for (let j = 0; j < width; j++) scores[t * width + j]! += vector[j]!
    }
  }
}

/** Adds to the gradients of the rows and of the memories. */
export function learnWhole(
  { both, width, rows, moving }: Whole,
  { count, ends }: Sentences,
  memories: Float32Array,
  scoreGradient: Float32Array,
  memoryGradient: Float32Array,
): void {
  const { vector, factors } = rows
  const mean = new Float32Array(both)
  for (let s = 0; s < count; s++) {
    const [from, end] = [s === 0 ? 0 : ends[s - 1]!, ends[s]!]
    vector.fill(0)
    for (let t = from; t < end; t++) {
      for (let j = 0; j < width; j++) vector[j]! += scoreGradient[t * width + j]!
    }
    average(memories, from, end, both, mean)
    for (let i = 0; i < both; i++) {
      for (let j = 0; j < width; j++) moving.gradient[i * width + j]! += mean[i]! * vector[j]!
    }
    rows.dot(both)
    for (let t = from; t < end; t++) {
      for (let i = 0; i < both; i++) memoryGradient[t * both + i]! += factors[i]! / (end - from)
    }
  }
}

function average(
  values: Float32Array,
  from: number,
  end: number,
  width: number,
  to: Float32Array,
): void {
  to.fill(0, 0, width)
  for (let t = from; t < end; t++) {
    for (let i = 0; i < width; i++) to[i]! += values[t * width + i]! / (end - from)
  }
}
