/** How well and how fast messages are understood, on any folder of intent data. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type NluModel, decodeNlu, encodeNlu } from '../../src/nlp/model.ts'
import { isProfile } from '../../src/training/read-profile.ts'
import type { Profile } from '../../src/training/recipe.ts'
import { trainNlu } from '../../src/training/train-nlu.ts'
import { type Parts, readParts, toExamples } from './intent-data.ts'
import { meanOf } from './mean-of.ts'
import { type Scores, measureIntents } from './measure-intents.ts'
import { type Peer, measurePeers } from './peers.ts'
import type { BenchOptions } from './run.ts'
import { manyIntents } from './many-intents.ts'
import { type Times, both, timeParts } from './time-parts.ts'

/**
 * Prints the document of DESIGN.md, "Commands", and more; progress goes to stderr. Figures are
 * means over `--seeds`. With `--profile best`, a set named `…_10shot` is measured again with the
 * texts of the set it was taken from, without their labels. `--peers` measures others beside us,
 * `--law` how the cost grows with the intents.
 */
export async function run({
  data,
  json,
  only,
  seeds,
  profile,
  peers,
  law,
}: BenchOptions): Promise<void> {
  const chosen = profile ?? 'fast'
  if (!isProfile(chosen)) throw new Error(`--profile is fast or best, not ${chosen}`)
  const folder = join(data, 'intent')
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (only === undefined || only === entry.name))
    .map(({ name }) => name)
    .sort()
  const datasets: Dataset[] = []
  const whole: number[] = []
  let parts: Readonly<Record<string, Times>> = {}
  for (const name of names) {
    const read = readParts(join(folder, name))
    if (!read) continue
    const measured = await measure(name, read, chosen, Number(seeds ?? 1))
    const pool = chosen === 'best' ? poolOf(folder, name) : null
    datasets.push({
      ...measured.dataset,
      ...(pool && {
        ownUnlabelled: (await measure(name, read, chosen, Number(seeds ?? 1), pool)).dataset,
      }),
      ...(peers && { peers: await measurePeers(read.train, read.test) }),
    })
    const times = timeParts(
      measured.model,
      read.test.map(({ text }) => text),
    )
    for (const micro of times.whole) whole.push(micro)
    parts = times.parts
  }
  const mean = whole.reduce((sum, micro) => sum + micro, 0) / whole.length
  const report = {
    profile: chosen,
    datasets,
    microsPerMessage: both(whole),
    messagesPerSecond: Math.round(1e6 / mean),
    /** Of the last data set. */
    microsPerPart: parts,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...(law && { law: await manyIntents() }),
  }
  console.log(json ? JSON.stringify(report) : table(report))
}

export type Dataset = Scores & {
  readonly name: string
  /** Of the processor, which other programs do not lengthen. */
  readonly trainSeconds: number
  readonly modelBytes: number
  readonly loadMs: number
  /** Of each seed, in order. */
  readonly accuracies: readonly number[]
  readonly ownUnlabelled?: Dataset
  readonly peers?: readonly Peer[]
}

async function measure(
  name: string,
  parts: Parts,
  profile: Profile,
  seeds: number,
  unlabelled?: readonly string[],
): Promise<{ dataset: Dataset; model: NluModel }> {
  const runs: Omit<Dataset, 'accuracies'>[] = []
  let model: NluModel | undefined
  for (let seed = 1; seed <= Math.max(1, seeds); seed++) {
    const started = process.cpuUsage()
    model = await trainNlu(
      { examples: toExamples(parts.train), synonyms: [], regexes: [], lookups: [], pipeline: null },
      {
        seed,
        profile,
        ...(unlabelled && { unlabelled }),
        ...(parts.val && { heldOut: toExamples(parts.val) }),
        onProgress: ({ stage, done, total }) =>
          process.stderr.write(`\r${name}: ${stage} ${done}/${total}  `),
      },
    )
    const { user, system } = process.cpuUsage(started)
    const bytes = encodeNlu(model)
    const scores = measureIntents(model, parts)
    runs.push({
      name,
      ...scores,
      trainSeconds: (user + system) / 1e6,
      modelBytes: bytes.length,
      loadMs: loadMs(bytes),
    })
    process.stderr.write(
      `\r${name} ${profile}${unlabelled ? ' +pool' : ''} seed ${seed}: ${JSON.stringify(runs.at(-1))}\n`,
    )
  }
  const accuracies = runs.map(({ accuracy }) => accuracy)
  return { dataset: { ...meanOf(runs), accuracies }, model: model! }
}

function loadMs(bytes: Uint8Array): number {
  const started = performance.now()
  decodeNlu(bytes)
  return performance.now() - started
}

/** The texts of `banking77` for `banking77_10shot`. */
function poolOf(folder: string, name: string): readonly string[] | null {
  const whole = name.replace(/_\d+shot$/, '')
  if (whole === name || !existsSync(join(folder, whole))) return null
  return readParts(join(folder, whole))?.train.map(({ text }) => text) ?? null
}

function table(report: {
  datasets: readonly Dataset[]
  microsPerMessage: Times
  messagesPerSecond: number
  microsPerPart: Readonly<Record<string, Times>>
  peakMb: number
}): string {
  const lines = report.datasets.map((scores) =>
    Object.entries(scores)
      .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
      .join('  '),
  )
  const { p50, p99 } = report.microsPerMessage
  const parts = Object.entries(report.microsPerPart).map(
    ([part, times]) => `  ${part}: p50 ${times.p50}, p99 ${times.p99}`,
  )
  return [
    ...lines,
    `µs a message: p50 ${p50}, p99 ${p99}; ${report.messagesPerSecond}/s; peak ${report.peakMb} MB`,
    ...parts,
  ].join('\n')
}
