/** How well and how fast messages are understood, on any folder of intent data. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { rankIntents } from '../../src/nlp/intent.ts'
import { type NluModel, encodeNlu } from '../../src/nlp/model.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { understand } from '../../src/nlp/understand.ts'
import { trainNlu } from '../../src/training/train-nlu.ts'
import { type Labelled, readParts, toExamples } from './intent-data.ts'
import { auroc, calibrationError, macroF1, percent, quantile } from './scores.ts'

/** Prints the document of DESIGN.md, "Commands"; progress goes to stderr. */
export async function run({ data, json }: { data: string; json: boolean }): Promise<void> {
  const folder = join(data, 'intent')
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const datasets = []
  const micros: number[] = []
  for (const name of names) {
    const measured = await measure(name, join(folder, name))
    if (!measured) continue
    datasets.push(measured.scores)
    for (const micro of measured.micros) micros.push(micro)
  }
  const mean = micros.reduce((sum, micro) => sum + micro, 0) / micros.length
  const report = {
    datasets,
    microsPerMessage: { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99) },
    messagesPerSecond: Math.round(1e6 / mean),
  }
  console.log(json ? JSON.stringify(report) : table(report))
}

export type Scores = {
  readonly name: string
  readonly accuracy: number
  readonly macroF1: number
  /** Of the processor, which other programs do not lengthen. */
  readonly trainSeconds: number
  readonly modelBytes: number
  /** In-scope against out-of-scope test messages, by uncertainty; null without the latter. */
  readonly auroc: number | null
  /** Right and not taken for out of scope. */
  readonly inScopeAccuracy: number
  readonly oosRecall: number | null
  /** Percentage points, 15 bins of equal mass. */
  readonly ece: number
}

async function measure(
  name: string,
  folder: string,
): Promise<{ scores: Scores; micros: number[] } | null> {
  const parts = readParts(folder)
  if (!parts) return null
  const started = process.cpuUsage()
  const model = await trainNlu(
    { examples: toExamples(parts.train), synonyms: [], regexes: [], lookups: [], pipeline: null },
    {
      seed: 1,
      ...(parts.val && { heldOut: toExamples(parts.val) }),
      onProgress: ({ stage, done, total }) =>
        process.stderr.write(`\r${name}: ${stage} ${done}/${total}  `),
    },
  )
  const { user, system } = process.cpuUsage(started)
  const trainSeconds = (user + system) / 1e6
  const scores = score(name, model, parts.test, parts.oosTest)
  process.stderr.write(`\r${name}: ${scores.accuracy} % in ${trainSeconds.toFixed(1)} s\n`)
  return {
    scores: {
      ...scores,
      trainSeconds: Math.round(trainSeconds * 10) / 10,
      modelBytes: encodeNlu(model).length,
    },
    micros: time(model, parts.test),
  }
}

function score(
  name: string,
  model: NluModel,
  test: readonly Labelled[],
  oosTest: readonly Labelled[] | undefined,
): Omit<Scores, 'trainSeconds' | 'modelBytes'> {
  const answers = test.map(({ text, intent }) => {
    const { ranking, doubt, uncertainty } = rankIntents(tokenise(text), model.intent)
    const { name: got = '', confidence = 0 } = ranking[0] ?? {}
    return { expected: intent, got, confidence, doubt, uncertainty }
  })
  const others = oosTest?.map(({ text }) => rankIntents(tokenise(text), model.intent))
  const right = answers.filter(({ expected, got }) => expected === got)
  const kept = right.filter(({ doubt }) => doubt !== 'out-of-scope')
  const refused = others?.filter(({ doubt }) => doubt === 'out-of-scope')
  return {
    name,
    accuracy: percent(right.length / answers.length),
    macroF1: percent(macroF1(answers)),
    auroc: others
      ? percent(
          auroc(
            others.map(({ uncertainty }) => uncertainty),
            answers.map(({ uncertainty }) => uncertainty),
          ),
        )
      : null,
    inScopeAccuracy: percent(kept.length / answers.length),
    oosRecall: others && refused ? percent(refused.length / others.length) : null,
    ece: percent(
      calibrationError(
        answers.map(({ expected, got, confidence }) => ({ confidence, isRight: expected === got })),
      ),
    ),
  }
}

/** Microseconds of `understand()` whole for each message, after one pass that warms up. */
function time(model: NluModel, test: readonly Labelled[]): number[] {
  for (const { text } of test) understand({ text }, model)
  return test.map(({ text }) => {
    const started = performance.now()
    understand({ text }, model)
    return (performance.now() - started) * 1000
  })
}

function table(report: {
  datasets: readonly Scores[]
  microsPerMessage: { p50: number; p99: number }
  messagesPerSecond: number
}): string {
  const lines = report.datasets.map((scores) =>
    Object.entries(scores)
      .map(([key, value]) => `${key} ${value ?? '–'}`)
      .join('  '),
  )
  const { p50, p99 } = report.microsPerMessage
  return [...lines, `µs a message: p50 ${p50}, p99 ${p99}; ${report.messagesPerSecond}/s`].join(
    '\n',
  )
}
