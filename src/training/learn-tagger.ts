/** Annotated examples → the tagger. */
import type { EntityModel } from '../nlp/entities/entity-model.ts'
import {
  indexPlaces,
  type TaggerData,
  type TaggerLabel,
  tagCount,
  tagWidth,
} from '../nlp/entities/tagger.ts'
import type { Example, ExampleEntity } from './project.ts'
import { quantise } from './quantise.ts'
import { type Random, startRandom } from './random.ts'
import { startTaggerNet, stepTagger, type TaggerNet } from './tagger-net.ts'
import { taggerRow, type TaggerRow, usualRows, withUsual } from './tagger-rows.ts'

export type LearnTaggerOptions = {
  readonly seed: number
  readonly onEpoch?: (done: number, total: number) => void
}

/** The labels are those of the annotations. The same examples and seed give the same tagger. */
export function learnTagger(
  examples: readonly Pick<Example, 'text' | 'entities'>[],
  labels: readonly TaggerLabel[],
  model: EntityModel,
  { seed, onEpoch }: LearnTaggerOptions,
): TaggerData {
  const numbers = new Map(labels.map((label, n) => [labelKey(label), n]))
  const labelOf = (annotation: ExampleEntity) => numbers.get(labelKey(annotation)) ?? -1
  const random = startRandom(seed)
  const hashed = pickExamples(examples, labelOf, random)
    .map((example) => taggerRow(example, labelOf, model))
    .filter(({ gold }) => gold.length > 0)
  const settings = settingsFor(hashed)
  const own = usualRows(hashed, 'own', settings.least)
  const around = usualRows(hashed, 'around', settings.least)
  const [ownIndex, aroundIndex] = [indexPlaces(own), indexPlaces(around)]
  const rows = hashed.map((row) => ({
    own: withUsual(row.own, ownIndex),
    around: withUsual(row.around, aroundIndex),
    gold: row.gold,
  }))
  const net = startTaggerNet(
    {
      depth: settings.depth,
      hidden: settings.hidden,
      tags: tagCount(labels.length),
      width: tagWidth(labels.length),
      own: own.length,
      around: around.length,
    },
    random,
  )
  const total = settings.epochs * Math.ceil(rows.length / settings.batch)
  let step = 0
  const order = Int32Array.from(rows.keys())
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    random.shuffle(order)
    for (let from = 0; from < order.length; from += settings.batch) {
      const picked = [...order.subarray(from, from + settings.batch)].map((n) => rows[n]!)
      const rate = settings.rate * (1 - step / total)
      stepTagger(net, picked, settings.dropout, random, ++step, rate)
    }
    onEpoch?.(epoch + 1, settings.epochs)
  }
  return finish(net, labels, own, around)
}

/** Examples without an entity say where there is none: so many for each that has one. */
const EMPTY_SHARE = 2
const FEWEST_EMPTY = 400

function pickExamples<E extends Pick<Example, 'text' | 'entities'>>(
  examples: readonly E[],
  labelOf: (annotation: ExampleEntity) => number,
  random: Random,
): E[] {
  const isFull = ({ entities }: E) => entities.some((annotation) => labelOf(annotation) >= 0)
  const full = examples.filter(isFull)
  const empty = examples.filter((example) => !isFull(example))
  const order = Int32Array.from(empty.keys())
  random.shuffle(order)
  const picked = order.subarray(0, Math.max(FEWEST_EMPTY, EMPTY_SHARE * full.length))
  return [...full, ...[...picked].map((n) => empty[n]!)]
}

export function labelKey({ entity, role, group }: TaggerLabel): string {
  return JSON.stringify([entity, role ?? null, group ?? null])
}

/** From so many tokens on a feature must have been seen twice. */
const MANY = 20_000

function settingsFor(rows: readonly TaggerRow[]) {
  const tokens = rows.reduce((sum, { gold }) => sum + gold.length, 0)
  const isLarge = tokens >= MANY
  return {
    depth: isLarge ? 48 : 16,
    hidden: isLarge ? 32 : 16,
    least: isLarge ? 2 : 1,
    batch: isLarge ? 16 : 8,
    rate: isLarge ? 2e-3 : 4e-3,
    epochs: isLarge ? 10 : 12,
    dropout: { own: 0.3, around: 0.5, hidden: 0.3 },
  }
}

function finish(
  net: TaggerNet,
  labels: readonly TaggerLabel[],
  own: Uint32Array,
  around: Uint32Array,
): TaggerData {
  const { depth, hidden, width, ahead, back, out } = net
  const ownRows = quantise(net.ownRows.matrix, depth, new Uint8Array(own.length).fill(1))
  const aroundRows = quantise(net.aroundRows.matrix, width, new Uint8Array(around.length).fill(1))
  return {
    labels,
    depth,
    hidden,
    ownPlaces: own,
    own: ownRows.rows,
    ownScales: ownRows.scales,
    aroundPlaces: around,
    around: aroundRows.rows,
    aroundScales: aroundRows.scales,
    ahead: ahead.weights.matrix.slice(),
    aheadBias: ahead.bias.values.slice(),
    back: back.weights.matrix.slice(),
    backBias: back.bias.values.slice(),
    out: out.matrix.slice(),
    outBias: net.outBias.values.slice(),
    moves: net.crf.moves.values.slice(),
  }
}
