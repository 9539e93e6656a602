/** Annotated examples → the tagger. */
import type { EntityModel } from '../nlp/entities/entity-model.ts'
import { countIn, type Gazetteer, packCounts } from '../nlp/entities/gazetteer.ts'
import {
  indexPlaces,
  type TaggerData,
  type TaggerLabel,
  tagCount,
  tagWidth,
} from '../nlp/entities/tagger.ts'
import type { Example, ExampleEntity } from './project.ts'
import { learnedRows } from './first-layer.ts'
import { joined } from './joined.ts'
import { quantiseRows } from './quantise-rows.ts'
import { sideBySide } from './side-by-side.ts'
import { type Random, startRandom } from './random.ts'
import type { Profile } from './recipe.ts'
import {
  type Dropout,
  type Sentence,
  startTaggerNet,
  stepTagger,
  type TaggerNet,
  type TaggerTokens,
} from './tagger-net.ts'
import {
  maskedRow,
  tagExample,
  type TaggedExample,
  taggerRow,
  tokenRows,
  usualRows,
} from './tagger-rows.ts'

export type LearnTaggerOptions = {
  readonly seed: number
  readonly profile?: Profile
  readonly onEpoch?: (done: number, total: number) => void
}

/** The labels are those of the annotations. The same examples and seed give the same tagger. */
export function learnTagger(
  examples: readonly Pick<Example, 'text' | 'entities'>[],
  labels: readonly TaggerLabel[],
  model: EntityModel,
  { seed, profile = 'fast', onEpoch }: LearnTaggerOptions,
): TaggerData {
  const numbers = new Map(labels.map((label, n) => [labelKey(label), n]))
  const labelOf = (annotation: ExampleEntity) => numbers.get(labelKey(annotation)) ?? -1
  const tagged = examples
    .map((example) => tagExample(example, labelOf, model))
    .filter(({ gold }) => gold.length > 0)
  const settings = settingsFor(tagged)
  const { depth, hidden, epochs } = settings
  const nets = NETS[profile]
  const known = knowRows(pickExamples(tagged, settings, startRandom(seed)), settings)
  const sizes = {
    depth,
    hidden,
    tags: tagCount(labels.length),
    width: tagWidth(labels.length),
  }
  const trained = Array.from({ length: nets }, (_, n) => {
    const random = startRandom(seed + SEED_STEP * n)
    const net = startTaggerNet(sizes, known.tokens, random)
    train(net, known, settings, random, (done) => onEpoch?.(n * epochs + done, nets * epochs))
    return net
  })
  return finish(trained, labels, known)
}

/** How many nets of different seeds serve as one: two find 0.3 points more of F1, a third none. */
const NETS: Readonly<Record<Profile, number>> = { fast: 1, best: 2 }
const SEED_STEP = 7919

/** All that have an entity, and as many of the empty ones as the epochs will come to. */
function pickExamples(
  tagged: readonly TaggedExample[],
  { epochs, emptyShare }: Settings,
  random: Random,
): readonly TaggedExample[] {
  const full = tagged.filter(hasEntity)
  const empty = tagged.filter((example) => !hasEntity(example))
  const order = Int32Array.from(empty.keys())
  random.shuffle(order)
  const used = order.subarray(0, epochs * Math.max(FEWEST_EMPTY, emptyShare * full.length))
  return [...full, ...[...used].map((n) => empty[n]!)]
}

type Known = {
  readonly tokens: TaggerTokens
  readonly sentences: readonly Sentence[]
  /** Of those that have an entity, in the same order; none where there is plenty. */
  readonly masked: readonly Sentence[]
  readonly gazetteer: Gazetteer
  /** Which hashed features are kept, ascending. */
  readonly own: Uint32Array
  readonly around: Uint32Array
}

/** The features of all examples, those left out that fewer than `least` tokens have. */
function knowRows(tagged: readonly TaggedExample[], { least, isMasked }: Settings): Known {
  const gazetteer: Gazetteer = { words: new Map(), values: new Map() }
  for (const { tokens, gold } of tagged) countIn(gazetteer, tokens, gold, 1)
  const hashed = tagged.map((example) => taggerRow(example, gazetteer))
  const masked = isMasked
    ? tagged.filter(hasEntity).map((example) => maskedRow(example, gazetteer))
    : []
  const own = usualRows(hashed, 'own', least)
  const around = usualRows(hashed, 'around', least)
  const all = [...hashed, ...masked]
  const tokens = {
    own: tokenRows(all, 'own', indexPlaces(own)),
    around: tokenRows(all, 'around', indexPlaces(around)),
  }
  let first = 0
  const sentences = all.map(({ gold }) => {
    first += gold.length
    return { first: first - gold.length, gold }
  })
  return {
    tokens,
    sentences: sentences.slice(0, hashed.length),
    masked: sentences.slice(hashed.length),
    gazetteer,
    own,
    around,
  }
}

function train(
  net: TaggerNet,
  { sentences, masked }: Known,
  { epochs, batch, rate, emptyShare, dropout }: Settings,
  random: Random,
  onEpoch: (done: number) => void,
): void {
  const full = sentences.filter(hasEntity)
  const empty = sentences.filter((sentence) => !hasEntity(sentence))
  const share = Math.min(empty.length, Math.max(FEWEST_EMPTY, emptyShare * full.length))
  const order = Int32Array.from({ length: full.length + share }, (_, n) => n)
  const total = epochs * Math.ceil(order.length / batch)
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order)
    // Each epoch sees other empty ones, so that all are seen at the cost of a few.
    const shown = epoch % 3 === 1 && masked.length > 0 ? masked : full
    const pick = (n: number) => shown[n] ?? empty[(epoch * share + n - full.length) % empty.length]!
    for (let from = 0; from < order.length; from += batch) {
      const picked = [...order.subarray(from, from + batch)].map(pick)
      stepTagger(net, picked, dropout, random, step + 1, rate * (1 - step / total))
      step++
    }
    onEpoch(epoch + 1)
  }
}

const hasEntity = ({ gold }: Pick<Sentence, 'gold'>): boolean => gold.some((tag) => tag !== 0)

/** An epoch has at least so many examples without an entity, which say where there is none. */
const FEWEST_EMPTY = 100

export function labelKey({ entity, role, group }: TaggerLabel): string {
  return JSON.stringify([entity, role ?? null, group ?? null])
}

/** From so many tokens of examples with entities on a feature must have been seen twice. */
const MANY = 10_000

/** Few tokens are read again and again until about so many were, and fewest as often as this. */
const READ = 30_000
const FEW = 2000
const MOST_EPOCHS = 80

type Settings = {
  readonly depth: number
  readonly hidden: number
  readonly least: number
  /** Examples a step. */
  readonly batch: number
  readonly rate: number
  readonly epochs: number
  /** Examples without an entity that an epoch has for each that has one. */
  readonly emptyShare: number
  /** Whether a third of the epochs hide what is known of the entities' words. */
  readonly isMasked: boolean
  readonly dropout: Dropout
}

function settingsFor(tagged: readonly TaggedExample[]): Settings {
  const tokens = tagged.reduce((sum, row) => sum + (hasEntity(row) ? row.gold.length : 0), 0)
  const dropout = { own: 0.4, around: 0.5, hidden: 0.4 }
  if (tokens >= MANY) {
    const large = { depth: 32, hidden: 32, least: 2, batch: 32, rate: 8e-3, isMasked: false }
    return { ...large, epochs: 8, emptyShare: 4, dropout }
  }
  const epochs = tokens < FEW ? MOST_EPOCHS : Math.max(8, Math.ceil(READ / tokens))
  return {
    depth: 16,
    hidden: 16,
    least: 1,
    batch: 8,
    rate: 6e-3,
    epochs,
    emptyShare: 1,
    isMasked: tokens < FEW,
    dropout,
  }
}

/** Several nets as one: what tells of a token side by side, and the mean of what scores its tags. */
function finish(
  nets: readonly TaggerNet[],
  labels: readonly TaggerLabel[],
  { gazetteer, own, around }: Known,
): TaggerData {
  const { depth, hidden, width } = nets[0]!
  const all = (of: (net: TaggerNet) => Float32Array) => nets.map(of)
  const vectors = sideBySide(
    all((net) => learnedRows(net.own).rows),
    depth,
  )
  const ownRows = quantiseRows(vectors, nets.length * depth)
  const aroundRows = quantiseRows(mean(all((net) => learnedRows(net.around).rows)), width)
  return {
    labels,
    nets: nets.length,
    depth,
    hidden,
    words: packCounts(gazetteer.words),
    values: packCounts(gazetteer.values),
    ownPlaces: own,
    own: ownRows.rows,
    ownScales: ownRows.scales,
    aroundPlaces: around,
    around: aroundRows.rows,
    aroundScales: aroundRows.scales,
    ahead: joined(all(({ ahead }) => ahead.weights.matrix)),
    aheadBias: joined(all(({ ahead }) => ahead.bias.values)),
    back: joined(all(({ back }) => back.weights.matrix)),
    backBias: joined(all(({ back }) => back.bias.values)),
    out: joined(all(({ out }) => out.matrix.map((weight) => weight / nets.length))),
    whole: joined(all(({ whole }) => whole.rows.matrix.map((weight) => weight / nets.length))),
    outBias: mean(all(({ outBias }) => outBias.values)),
    moves: mean(all(({ crf }) => crf.moves.values)),
  }
}

function mean(all: readonly Float32Array[]): Float32Array {
  return all[0]!.map((_, i) => all.reduce((sum, values) => sum + values[i]!, 0) / all.length)
}
