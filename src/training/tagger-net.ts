/** The tagger in training: one step over a batch of messages. */
import { startMoving, move, type Moving } from './adam.ts'
import { backward, forward, type Layer, startLayer } from './first-layer.ts'
import type { Rows } from './net-rows.ts'
import type { Random } from './random.ts'
import { type Crf, crfLoss, startCrf } from './tagger-crf.ts'
import { learnBack, type Memory, readSentences, startMemory } from './tagger-memory.ts'
import { learnWhole, scoreWhole, startWhole, type Whole } from './tagger-whole.ts'
import { type WorkingRows, workingRows } from './working-rows.ts'

export type TaggerSizes = {
  readonly depth: number
  readonly hidden: number
  readonly tags: number
  readonly width: number
}

/** The tokens of all examples one after another, with the features of either group. */
export type TaggerTokens = { readonly own: Rows; readonly around: Rows }

/** An example: its first token, and the tag of each. */
export type Sentence = { readonly first: number; readonly gold: Uint16Array }

export type TaggerNet = TaggerSizes & {
  readonly own: Layer
  readonly around: Layer
  readonly ahead: Memory
  readonly back: Memory
  readonly out: WorkingRows
  readonly outMoving: Moving
  readonly outBias: Moving
  readonly whole: Whole
  readonly crf: Crf
  readonly batch: Batch
}

/** What a step works in, tokens × something each. */
type Batch = {
  readonly tokens: Uint32Array
  readonly vectorMask: Float32Array
  readonly vectorGradient: Float32Array
  readonly memories: Float32Array
  readonly dropped: Float32Array
  readonly memoryMask: Float32Array
  readonly memoryGradient: Float32Array
  readonly logitGradient: WorkingRows
  readonly gold: Uint16Array
  readonly ends: Int32Array
}

/** Shares of what a step leaves out, so that no feature is relied on alone. */
export type Dropout = {
  readonly own: number
  readonly around: number
  readonly hidden: number
}

/** A batch has at most so many tokens: as many as the loops take at once. */
const MOST_TOKENS = 2048

export function startTaggerNet(
  sizes: TaggerSizes,
  { own, around }: TaggerTokens,
  random: Random,
): TaggerNet {
  const { depth, hidden, tags, width } = sizes
  const ahead = startMemory(depth, hidden, false, MOST_TOKENS, random)
  const back = startMemory(depth, hidden, true, MOST_TOKENS, random)
  const out = workingRows(2 * hidden, width)
  const spread = Math.sqrt(2 / (2 * hidden + tags))
  for (let i = 0; i < 2 * hidden; i++) {
    for (let j = 0; j < tags; j++) out.matrix[i * width + j] = random.normal() * spread
  }
  const floats = (size: number) => new Float32Array(MOST_TOKENS * size)
  return {
    ...sizes,
    own: startLayer(own, depth, MOST_TOKENS, random, { spread: 0.05, isBiased: false }),
    around: startLayer(around, width, MOST_TOKENS, random, { spread: 0, isBiased: false }),
    ahead,
    back,
    out,
    outMoving: startMoving(out.matrix),
    outBias: startMoving(new Float32Array(width)),
    whole: startWhole(2 * hidden, width),
    crf: startCrf(tags, width, MOST_TOKENS),
    batch: {
      tokens: new Uint32Array(MOST_TOKENS),
      vectorMask: floats(depth),
      vectorGradient: floats(depth),
      memories: floats(2 * hidden),
      dropped: floats(2 * hidden),
      memoryMask: floats(2 * hidden),
      memoryGradient: floats(2 * hidden),
      logitGradient: workingRows(MOST_TOKENS, width),
      gold: new Uint16Array(MOST_TOKENS),
      ends: new Int32Array(MOST_TOKENS),
    },
  }
}

/** Computes all gradients and moves every part; returns the summed loss. `step` counts from 1. */
export function stepTagger(
  net: TaggerNet,
  picked: readonly Sentence[],
  dropout: Dropout,
  random: Random,
  step: number,
  rate: number,
): number {
  const { batch, depth, hidden, width, own, around, ahead, back, whole } = net
  let tokens = 0
  picked.forEach(({ first, gold }, s) => {
    batch.gold.set(gold, tokens)
    for (let t = 0; t < gold.length; t++) batch.tokens[tokens++] = first + t
    batch.ends[s] = tokens
  })
  const sentences = { count: picked.length, ends: batch.ends }
  const [vectors, logits] = [own.z.array, around.z.array]
  const numbers = batch.tokens.subarray(0, tokens)
  forward(own, numbers, dropout.own, random)
  forward(around, numbers, dropout.around, random)
  random.drop(batch.vectorMask, tokens * depth, dropout.hidden)
  multiply(vectors, batch.vectorMask, vectors, tokens * depth)
  readSentences(ahead, sentences, vectors, batch.memories)
  readSentences(back, sentences, vectors, batch.memories)
  random.drop(batch.memoryMask, 2 * tokens * hidden, dropout.hidden)
  multiply(batch.memories, batch.memoryMask, batch.dropped, 2 * tokens * hidden)
  score(net, tokens)
  scoreWhole(whole, sentences, batch.dropped, logits)
  const scoreGradient = batch.logitGradient.matrix
  const loss = crfLoss(net.crf, sentences, logits, batch.gold, scoreGradient)
  unscore(net, tokens)
  learnWhole(whole, sentences, batch.dropped, scoreGradient, batch.memoryGradient)
  multiply(batch.memoryGradient, batch.memoryMask, batch.memoryGradient, 2 * tokens * hidden)
  batch.vectorGradient.fill(0, 0, tokens * depth)
  for (const memory of [ahead, back]) {
    const { memories, memoryGradient, vectorGradient } = batch
    learnBack(memory, sentences, vectors, memories, memoryGradient, vectorGradient)
  }
  multiply(batch.vectorGradient, batch.vectorMask, batch.vectorGradient, tokens * depth)
  backward(own, batch.vectorGradient.subarray(0, tokens * depth), rate, step)
  backward(around, scoreGradient.subarray(0, tokens * width), rate, step)
  for (const dense of [
    ahead.moving,
    ahead.bias,
    back.moving,
    back.bias,
    net.outMoving,
    whole.moving,
  ]) {
    move(dense, step, rate, DECAY)
  }
  move(net.outBias, step, rate, DECAY)
  move(net.crf.moves, step, rate, DECAY)
  return loss
}

const DECAY = 1e-4

function multiply(a: Float32Array, b: Float32Array, to: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) to[i] = a[i]! * b[i]!
}

/** logits += bias + out · memories */
function score({ batch, around, out, outBias, hidden, width }: TaggerNet, tokens: number): void {
  const logits = around.z.array
  const { vector, numbers, factors } = out
  for (let i = 0; i < 2 * hidden; i++) numbers[i] = i
  for (let t = 0; t < tokens; t++) {
    for (let j = 0; j < width; j++) vector[j] = outBias.values[j]! + logits[t * width + j]!
    for (let i = 0; i < 2 * hidden; i++) factors[i] = batch.dropped[2 * t * hidden + i]!
    out.add(2 * hidden)
    logits.set(vector, t * width)
  }
}

function unscore(net: TaggerNet, tokens: number): void {
  const { batch, out, outMoving, outBias, hidden, width } = net
  const { logitGradient: rows, dropped, memoryGradient } = batch
  for (let t = 0; t < tokens; t++) {
    out.vector.set(rows.matrix.subarray(t * width, (t + 1) * width))
    out.dot(2 * hidden)
    for (let i = 0; i < 2 * hidden; i++) memoryGradient[2 * t * hidden + i] = out.factors[i]!
    rows.numbers[t] = t
  }
  for (let k = 0; k <= 2 * hidden; k++) {
    const isBias = k === 2 * hidden
    for (let t = 0; t < tokens; t++) {
      rows.factors[t] = isBias ? 1 : dropped[2 * t * hidden + k]!
    }
    rows.vector.fill(0)
    rows.add(tokens)
    const { gradient } = isBias ? outBias : outMoving
    gradient.set(rows.vector, isBias ? 0 : k * width)
  }
}
