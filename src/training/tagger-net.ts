/** The tagger in training: one step over a batch of messages. */
import { startMoving, touch, move, type Moving } from './adam.ts'
import type { Random } from './random.ts'
import { type Crf, crfLoss, startCrf } from './tagger-crf.ts'
import { learnBack, type Memory, readSentences, startMemory } from './tagger-memory.ts'
import type { TaggerRow } from './tagger-rows.ts'
import { type WorkingRows, workingRows } from './working-rows.ts'

export type TaggerSizes = {
  readonly depth: number
  readonly hidden: number
  readonly tags: number
  readonly width: number
  /** Distinct rows of either group of features. */
  readonly own: number
  readonly around: number
}

export type TaggerNet = TaggerSizes & {
  readonly ownRows: WorkingRows
  readonly ownMoving: Moving
  readonly aroundRows: WorkingRows
  readonly aroundMoving: Moving
  readonly ahead: Memory
  readonly back: Memory
  readonly out: WorkingRows
  readonly outMoving: Moving
  readonly outBias: Moving
  readonly crf: Crf
  readonly batch: Batch
}

/** What a step works in, tokens × something each. */
type Batch = {
  readonly vectors: Float32Array
  readonly vectorMask: Float32Array
  readonly vectorGradient: Float32Array
  readonly memories: Float32Array
  readonly dropped: Float32Array
  readonly memoryMask: Float32Array
  readonly memoryGradient: Float32Array
  readonly logits: Float32Array
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

export function startTaggerNet(sizes: TaggerSizes, random: Random): TaggerNet {
  const { depth, hidden, tags, width, own, around } = sizes
  const ownRows = workingRows(own, depth)
  for (let i = 0; i < ownRows.matrix.length; i++) ownRows.matrix[i] = random.normal() * 0.05
  const aroundRows = workingRows(around, width)
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
    ownRows,
    ownMoving: startMoving(ownRows.matrix, depth, true),
    aroundRows,
    aroundMoving: startMoving(aroundRows.matrix, width, true),
    ahead,
    back,
    out,
    outMoving: startMoving(out.matrix, width),
    outBias: startMoving(new Float32Array(width), width),
    crf: startCrf(tags, width, MOST_TOKENS),
    batch: {
      vectors: floats(depth),
      vectorMask: floats(depth),
      vectorGradient: floats(depth),
      memories: floats(2 * hidden),
      dropped: floats(2 * hidden),
      memoryMask: floats(2 * hidden),
      memoryGradient: floats(2 * hidden),
      logits: floats(width),
      logitGradient: workingRows(MOST_TOKENS, width),
      gold: new Uint16Array(MOST_TOKENS),
      ends: new Int32Array(MOST_TOKENS),
    },
  }
}

/** Computes all gradients and moves every part; returns the summed loss. `step` counts from 1. */
export function stepTagger(
  net: TaggerNet,
  rows: readonly TaggerRow[],
  dropout: Dropout,
  random: Random,
  step: number,
  rate: number,
): number {
  const { batch, depth, hidden, width, ahead, back } = net
  let tokens = 0
  rows.forEach((row, s) => {
    batch.gold.set(row.gold, tokens)
    tokens += row.gold.length
    batch.ends[s] = tokens
  })
  const sentences = { count: rows.length, ends: batch.ends }
  const own = keep(rows, 'own', dropout.own, random)
  const around = keep(rows, 'around', dropout.around, random)
  sum(own, net.ownRows, depth, batch.vectors)
  mask(batch.vectorMask, tokens * depth, dropout.hidden, random)
  multiply(batch.vectors, batch.vectorMask, batch.vectors, tokens * depth)
  readSentences(ahead, sentences, batch.vectors, batch.memories)
  readSentences(back, sentences, batch.vectors, batch.memories)
  mask(batch.memoryMask, 2 * tokens * hidden, dropout.hidden, random)
  multiply(batch.memories, batch.memoryMask, batch.dropped, 2 * tokens * hidden)
  sum(around, net.aroundRows, width, batch.logits)
  score(net, tokens)
  const loss = crfLoss(net.crf, sentences, batch.logits, batch.gold, batch.logitGradient.matrix)
  unscore(net, tokens)
  multiply(batch.memoryGradient, batch.memoryMask, batch.memoryGradient, 2 * tokens * hidden)
  batch.vectorGradient.fill(0, 0, tokens * depth)
  for (const memory of [ahead, back]) {
    const { vectors, memories, memoryGradient, vectorGradient } = batch
    learnBack(memory, sentences, vectors, memories, memoryGradient, vectorGradient)
  }
  multiply(batch.vectorGradient, batch.vectorMask, batch.vectorGradient, tokens * depth)
  spread(own, net.ownMoving, batch.vectorGradient)
  spread(around, net.aroundMoving, batch.logitGradient.matrix)
  for (const sparse of [net.ownMoving, net.aroundMoving]) move(sparse, step, rate)
  for (const dense of [ahead.moving, ahead.bias, back.moving, back.bias, net.outMoving]) {
    move(dense, step, rate, DECAY)
  }
  move(net.outBias, step, rate, DECAY)
  move(net.crf.moves, step, rate, DECAY)
  return loss
}

const DECAY = 1e-4

/** The features that the dropout left; those of token t end at ends[t]. */
type Kept = {
  readonly rows: Int32Array
  readonly ends: Int32Array
  readonly tokens: number
  readonly scale: number
}

function keep(
  rows: readonly TaggerRow[],
  group: 'own' | 'around',
  dropout: number,
  random: Random,
): Kept {
  const size = rows.reduce((count, row) => count + row[group].rows.length, 0)
  const kept = new Int32Array(size)
  const ends = new Int32Array(MOST_TOKENS)
  let count = 0
  let token = 0
  for (const row of rows) {
    const features = row[group]
    let i = 0
    for (const end of features.ends) {
      for (; i < end; i++) if (random.uniform() >= dropout) kept[count++] = features.rows[i]!
      ends[token++] = count
    }
  }
  return { rows: kept, ends, tokens: token, scale: 1 / (1 - dropout) }
}

/** to[t] = scale · Σ row */
function sum(kept: Kept, rows: WorkingRows, width: number, to: Float32Array): void {
  const { vector, numbers, factors } = rows
  let i = 0
  for (let t = 0; t < kept.tokens; t++) {
    const end = kept.ends[t]!
    let some = 0
    for (; i < end; i++) {
      numbers[some] = kept.rows[i]!
      factors[some++] = kept.scale
    }
    vector.fill(0)
    rows.add(some)
    to.set(vector, t * width)
  }
}

/** The gradient of each kept row gets that of its token. */
function spread(kept: Kept, moving: Moving, from: Float32Array): void {
  const { width, gradient } = moving
  let i = 0
  for (let t = 0; t < kept.tokens; t++) {
    const at = t * width
    const end = kept.ends[t]!
    for (; i < end; i++) {
      const to = touch(moving, kept.rows[i]!)
      for (let j = 0; j < width; j++) gradient[to + j]! += kept.scale * from[at + j]!
    }
  }
}

function mask(values: Float32Array, count: number, dropout: number, random: Random): void {
  const scale = 1 / (1 - dropout)
  for (let i = 0; i < count; i++) values[i] = random.uniform() < dropout ? 0 : scale
}

function multiply(a: Float32Array, b: Float32Array, to: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) to[i] = a[i]! * b[i]!
}

/** logits += bias + out · memories */
function score({ batch, out, outBias, hidden, width }: TaggerNet, tokens: number): void {
  const { vector, numbers, factors } = out
  for (let i = 0; i < 2 * hidden; i++) numbers[i] = i
  for (let t = 0; t < tokens; t++) {
    for (let j = 0; j < width; j++) vector[j] = outBias.values[j]! + batch.logits[t * width + j]!
    for (let i = 0; i < 2 * hidden; i++) factors[i] = batch.dropped[2 * t * hidden + i]!
    out.add(2 * hidden)
    batch.logits.set(vector, t * width)
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
