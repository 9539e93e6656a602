import { expect, test } from 'vitest'
import { type Moving, move, startMoving } from '../../src/training/adam.ts'
import { startRandom } from '../../src/training/random.ts'
import { crfLoss, startCrf } from '../../src/training/tagger-crf.ts'
import { learnBack, readSentences, startMemory } from '../../src/training/tagger-memory.ts'
import { learnWhole, scoreWhole, startWhole } from '../../src/training/tagger-whole.ts'
import { workingRows } from '../../src/training/working-rows.ts'

/** Two sentences, of three tokens and of two. */
const sentences = { count: 2, ends: Int32Array.from([3, 5]) }
const STEP = 1e-2

/** How the loss changes with one number, by trying. */
function slope(values: Float32Array, at: number, loss: () => number): number {
  const before = values[at]!
  values[at] = before + STEP
  const more = loss()
  values[at] = before - STEP
  const less = loss()
  values[at] = before
  return (more - less) / (2 * STEP)
}

test('the gradient of the conditional random field is that of its loss', () => {
  const random = startRandom(1)
  const [tags, width, tokens] = [5, 16, 5]
  const crf = startCrf(tags, width, tokens)
  for (let i = 0; i < crf.moves.values.length; i++) crf.moves.values[i] = random.normal()
  const logits = Float32Array.from({ length: tokens * width }, () => random.normal())
  const gold = Uint16Array.from([0, 1, 2, 3, 0])
  const gradient = new Float32Array(tokens * width)
  const loss = () => crfLoss(crf, sentences, logits, gold, new Float32Array(tokens * width))
  expect(crfLoss(crf, sentences, logits, gold, gradient)).toBeGreaterThan(0)
  const moves = crf.moves.gradient.slice()
  for (let t = 0; t < tokens; t++) {
    for (let j = 0; j < tags; j++) {
      expect(gradient[t * width + j]).toBeCloseTo(slope(logits, t * width + j, loss), 2)
    }
  }
  for (let i = 0; i <= tags; i++) {
    for (let j = 0; j < tags; j++) {
      const at = i * width + j
      expect(moves[at]).toBeCloseTo(slope(crf.moves.values, at, loss), 2)
    }
  }
})

test.each([false, true])(
  'the gradient of a memory is that of its loss, backwards: %s',
  (isBack) => {
    const random = startRandom(2)
    const [depth, hidden, tokens] = [4, 4, 5]
    const memory = startMemory(depth, hidden, isBack, tokens, random)
    const inputs = Float32Array.from({ length: tokens * depth }, () => random.normal())
    const weight = Float32Array.from({ length: tokens * 2 * hidden }, () => random.normal())
    const half = isBack ? hidden : 0
    const loss = () => {
      const outputs = new Float32Array(tokens * 2 * hidden)
      readSentences(memory, sentences, inputs, outputs)
      let sum = 0
      for (let t = 0; t < tokens; t++) {
        for (let j = 0; j < hidden; j++) {
          const at = 2 * t * hidden + half + j
          sum += outputs[at]! * weight[at]!
        }
      }
      return sum
    }
    const outputs = new Float32Array(tokens * 2 * hidden)
    const inputGradient = new Float32Array(tokens * depth)
    readSentences(memory, sentences, inputs, outputs)
    learnBack(memory, sentences, inputs, outputs, weight, inputGradient)
    for (let at = 0; at < inputs.length; at++) {
      expect(inputGradient[at]).toBeCloseTo(slope(inputs, at, loss), 2)
    }
    const { moving, bias } = memory
    for (let at = 0; at < moving.values.length; at++) {
      expect(moving.gradient[at]).toBeCloseTo(slope(moving.values, at, loss), 2)
    }
    for (let at = 0; at < bias.values.length; at++) {
      expect(bias.gradient[at]).toBeCloseTo(slope(bias.values, at, loss), 2)
    }
  },
)

test('the gradient of what a whole message says is that of its loss', () => {
  const random = startRandom(3)
  const [both, width, tokens] = [4, 16, 5]
  const whole = startWhole(both, width)
  for (let i = 0; i < both * width; i++) whole.rows.matrix[i] = random.normal()
  const memories = Float32Array.from({ length: tokens * both }, () => random.normal())
  const weight = Float32Array.from({ length: tokens * width }, () => random.normal())
  const loss = () => {
    const scores = new Float32Array(tokens * width)
    scoreWhole(whole, sentences, memories, scores)
    return scores.reduce((sum, score, at) => sum + score * weight[at]!, 0)
  }
  const gradient = new Float32Array(tokens * both)
  learnWhole(whole, sentences, memories, weight, gradient)
  for (let at = 0; at < memories.length; at++) {
    expect(gradient[at]).toBeCloseTo(slope(memories, at, loss), 2)
  }
  for (let at = 0; at < both * width; at++) {
    expect(whole.moving.gradient[at]).toBeCloseTo(slope(whole.rows.matrix, at, loss), 2)
  }
})

test('Adam moves against the gradient, and weights that decay shrink', () => {
  const moving: Moving = startMoving(Float32Array.from([0, 0, 0, 1]))
  moving.gradient.set([3, -3, 0, 0])
  move(moving, 1, 0.1, 0.5)
  const moved = [...moving.values].map((value) => Math.round(value * 1000) / 1000)
  expect(moved).toEqual([-0.1, 0.1, 0, 0.95])
  expect(moving.gradient.every((value) => value === 0)).toBe(true)
})

test('rows that training changes are read as they are now', () => {
  const rows = workingRows(2, 16)
  rows.matrix.fill(1, 0, 16)
  rows.matrix.fill(2, 16, 32)
  rows.numbers.set([0, 1])
  rows.factors.set([1, 10])
  rows.vector.fill(0)
  rows.add(2)
  expect([...rows.vector]).toEqual(Array(16).fill(21))
  rows.matrix.fill(0, 16, 32)
  rows.dot(2)
  expect(Array.from(rows.factors.subarray(0, 2))).toEqual([336, 0])
})
