/** How well and how fast entities are found, on any folder of annotated messages. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { packTagger } from '../../src/nlp/entities/tagger-sections.ts'
import { writeSections } from '../../src/nlp/sections.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { learnEntityModel } from '../../src/training/learn-entity-model.ts'
import { isProfile } from '../../src/training/read-profile.ts'
import type { Profile } from '../../src/training/recipe.ts'
import { meanOf } from './mean-of.ts'
import type { BenchOptions } from './run.ts'
import { readSlots } from './slot-data.ts'
import { quantile } from './scores.ts'
import { spanScores, type SpanCounts } from './span-scores.ts'

type Dataset = SpanCounts & {
  readonly name: string
  /** F1 of each seed, in order. */
  readonly f1s: readonly number[]
  readonly trainSeconds: number
  readonly modelBytes: number
}

/**
 * Prints the document of DESIGN.md, "Commands"; progress goes to stderr. Figures are means over
 * `--seeds`.
 */
export async function run({ data, json, only, seeds, profile }: BenchOptions): Promise<void> {
  const chosen = profile ?? 'fast'
  if (!isProfile(chosen)) throw new Error(`--profile is fast or best, not ${chosen}`)
  const folder = join(data, 'entities')
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'train.jsonl')))
    .map(({ name }) => name)
    .filter((name) => only === undefined || only === name)
    .sort()
  const datasets: Dataset[] = []
  const micros: number[] = []
  for (const name of names) {
    const runs: Run[] = []
    for (let seed = 1; seed <= Math.max(1, Number(seeds ?? 1)); seed++) {
      const { scores, times } = measure(name, join(folder, name), seed, chosen)
      runs.push(scores)
      for (const time of times) micros.push(time)
    }
    datasets.push({ ...meanOf(runs), f1s: runs.map(({ f1 }) => f1) })
  }
  const report = {
    datasets,
    microsPerMessage: { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99) },
  }
  console.log(json ? JSON.stringify(report) : table(report))
}

type Run = Omit<Dataset, 'f1s'>

function measure(
  name: string,
  folder: string,
  seed: number,
  profile: Profile,
): { scores: Run; times: number[] } {
  const train = readSlots(join(folder, 'train.jsonl'))
  const test = readSlots(join(folder, 'test.jsonl'))
  const started = process.cpuUsage()
  const model = learnEntityModel(
    { examples: train, synonyms: [], regexes: [], lookups: [], pipeline: null },
    undefined,
    {
      seed,
      profile,
      onEpoch: (done, total) => process.stderr.write(`\r${name}: ${done}/${total}  `),
    },
  )
  const { user, system } = process.cpuUsage(started)
  const packed = model.tagger && packTagger(model.tagger.data)
  const modelBytes = packed ? writeSections('nlu', packed.meta, packed.arrays).length : 0
  // What every desk needs, such as dates, is no slot of these sets.
  const wanted = new Set(train.flatMap(({ entities }) => entities.map(({ entity }) => entity)))
  const find = (text: string, language: string) =>
    findEntities({ text, language }, tokenise(text), model)
  for (const { text, language } of test) find(text, language)
  const times: number[] = []
  const found = test.map(({ text, language }) => {
    const before = performance.now()
    const entities = find(text, language)
    times.push((performance.now() - before) * 1000)
    return entities.filter(({ entity, from }) => wanted.has(entity) && from !== 'system')
  })
  const scores = spanScores(test.map(({ entities }, n) => ({ wanted: entities, found: found[n]! })))
  process.stderr.write(`\r${name} seed ${seed}: F1 ${scores.f1}\n`)
  return {
    scores: {
      name,
      ...scores,
      trainSeconds: Math.round((user + system) / 1e5) / 10,
      modelBytes,
    },
    times,
  }
}

function table(report: {
  datasets: readonly Dataset[]
  microsPerMessage: { p50: number; p99: number }
}): string {
  const lines = report.datasets.map((scores) =>
    Object.entries(scores)
      .map(([key, value]) => `${key} ${typeof value === 'object' ? value.join(' / ') : value}`)
      .join('  '),
  )
  const { p50, p99 } = report.microsPerMessage
  return [...lines, `µs a message: p50 ${p50}, p99 ${p99}`].join('\n')
}
