/** How well and how fast feelings are read: trained on each set, and as shipped, beside others. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { encodeSentiment } from '../../src/nlp/sentiment-model.ts'
import { sentimentFeatures } from '../../src/nlp/sentiment-features.ts'
import { type SentimentNet, feel } from '../../src/nlp/sentiment-net.ts'
import { measureSentiment } from '../../src/nlp/sentiment.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { SENTIMENT, trainSentiment } from '../../src/training/train-sentiment.ts'
import { type FeltText, readFelt } from './felt-data.ts'
import { feltBy } from './felt-by.ts'
import type { BenchOptions } from './run.ts'
import { macroF1, percent, quantile } from './scores.ts'
import { trainRegression } from './tf-idf-regression.ts'

/** Macro-F1 in percent of the test part; null where it says nothing. */
type Scores = {
  readonly name: string
  readonly train: number
  readonly test: number
  /** Of the net trained on the set, mean of three seeds; of the shipped one without a train part. */
  readonly accuracy: number
  readonly macroF1: number
  /** Of the three nets averaged. */
  readonly averaged: number | null
  readonly shipped: number | null
  readonly vader: number | null
  readonly afinn: number | null
  /** Words and characters, tf-idf, logistic regression: trained on the same part. */
  readonly logisticRegression: number | null
  readonly trainSeconds: number | null
  readonly modelBytes: number | null
}

const SEEDS = [1, 2, 3]

export async function run({ data, json, only }: BenchOptions): Promise<void> {
  const folder = join(data, 'sentiment')
  const datasets: Scores[] = []
  const texts: { zh: string[]; en: string[] } = { zh: [], en: [] }
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const name of names.map(({ name }) => name).sort()) {
    if (only !== undefined && only !== name) continue
    const felt = readFelt(join(folder, name))
    for (const { text, split } of felt) {
      if (split === 'test') texts[/\p{Script=Han}/u.test(text) ? 'zh' : 'en'].push(text)
    }
    for (const part of bySource(name, felt)) {
      const scores = measure(part.name, part.felt)
      if (!scores) continue
      datasets.push(scores)
      process.stderr.write(`\r${JSON.stringify(scores)}\n`)
    }
  }
  const report = {
    datasets,
    microsPerMessage: { en: time(texts.en), zh: time(texts.zh) },
  }
  console.log(json ? JSON.stringify(report) : table(report))
}

/** What nothing may be trained on is measured by where it was taken from, and together. */
function bySource(name: string, felt: readonly FeltText[]) {
  const sources = [...new Set(felt.map(({ source }) => source))]
  if (sources.length < 2 || felt.some(({ split }) => split === 'train')) return [{ name, felt }]
  return [
    ...sources.map((source) => ({
      name: `${name}/${source}`,
      felt: felt.filter((text) => text.source === source),
    })),
    { name, felt },
  ]
}

function measure(name: string, felt: readonly FeltText[]): Scores | null {
  const train = felt.filter(({ split }) => split === 'train')
  const test = felt.filter(({ split }) => split === 'test')
  if (test.length === 0) return null
  const labels = [...new Set(felt.map(({ label }) => label))].sort()
  const f1 = (answer: (text: string) => string) => {
    const answers = test.map(({ text, label }) => ({ expected: label, got: answer(text) }))
    const right = answers.filter(({ expected, got }) => expected === got).length
    return { macroF1: percent(macroF1(answers)), accuracy: percent(right / answers.length) }
  }
  const others = feltBy(labels)
  const by = (answer: ((text: string) => string) | undefined) =>
    answer ? f1(answer).macroF1 : null
  const shipped = others && f1(others.shipped)
  const started = process.cpuUsage()
  const nets = train.length === 0 ? [] : SEEDS.map((seed) => trainOn(name, train, seed))
  const { user } = process.cpuUsage(started)
  const trained = nets.map((net) => f1((text) => likeliest(text, net)))
  const mean = (of: 'macroF1' | 'accuracy') =>
    Math.round((trained.reduce((sum, scores) => sum + scores[of], 0) / trained.length) * 100) / 100
  return {
    name,
    train: train.length,
    test: test.length,
    accuracy: trained.length > 0 ? mean('accuracy') : (shipped?.accuracy ?? 0),
    macroF1: trained.length > 0 ? mean('macroF1') : (shipped?.macroF1 ?? 0),
    averaged: nets.length > 0 ? f1((text) => likeliest(text, ...nets)).macroF1 : null,
    shipped: shipped?.macroF1 ?? null,
    vader: by(others?.vader),
    afinn: by(others?.afinn),
    logisticRegression: train.length === 0 ? null : f1(regression(train)).macroF1,
    trainSeconds: nets.length > 0 ? Math.round(user / nets.length / 1e5) / 10 : null,
    modelBytes: nets[0] ? encodeSentiment(nets[0], '').length : null,
  }
}

function trainOn(name: string, train: readonly FeltText[], seed: number): SentimentNet {
  return trainSentiment(
    train.map(({ text, label, confidence }) => ({ text, feels: label, weight: confidence })),
    { ...SENTIMENT, flags: [], seed },
    (done, total) => process.stderr.write(`\r${name}: epoch ${done}/${total}  `),
  )
}

/** By one net, or by several together. */
function likeliest(text: string, ...nets: readonly SentimentNet[]): string {
  const { classes } = nets[0]!
  const shares = new Float64Array(classes.length)
  for (const net of nets) {
    feel(sentimentFeatures(text, tokenise(text), net), net).forEach((share, k) => {
      shares[k]! += share
    })
  }
  return classes[shares.indexOf(Math.max(...shares))]!
}

/** Of three penalties the one that does best on a fifth of the training part. */
function regression(train: readonly FeltText[]): (text: string) => string {
  const held = train.filter((_, n) => n % 5 === 0)
  const rest = train.filter((_, n) => n % 5 !== 0)
  const scores = [1, 4, 16].map((c) => {
    const answer = trainRegression(rest, c)
    return {
      c,
      score: macroF1(held.map(({ text, label }) => ({ expected: label, got: answer(text) }))),
    }
  })
  return trainRegression(train, scores.sort((a, b) => b.score - a.score)[0]!.c)
}

/** Microseconds of `measureSentiment` for each message, its tokens given, after a pass that warms up. */
function time(texts: readonly string[]): { p50: number; p99: number } {
  const messages = texts.map((text) => ({ text, tokens: tokenise(text) }))
  for (const { text, tokens } of messages) measureSentiment(text, tokens)
  const micros = messages.map(({ text, tokens }) => {
    const started = performance.now()
    measureSentiment(text, tokens)
    return (performance.now() - started) * 1000
  })
  return { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99) }
}

function table(report: {
  datasets: readonly Scores[]
  microsPerMessage: Readonly<Record<'en' | 'zh', { p50: number; p99: number }>>
}): string {
  const line = (cells: readonly (string | number | null)[]) =>
    cells
      .map((cell, n) => String(cell ?? '–')[n === 0 ? 'padEnd' : 'padStart'](n === 0 ? 34 : 9))
      .join('')
  const { en, zh } = report.microsPerMessage
  return [
    line(['macro-F1', 'trained', 'of three', 'shipped', 'VADER', 'AFINN', 'tf-idf LR']),
    ...report.datasets.map((s) =>
      line([
        s.name,
        s.train ? s.macroF1 : null,
        s.averaged,
        s.shipped,
        s.vader,
        s.afinn,
        s.logisticRegression,
      ]),
    ),
    `µs a message: English p50 ${en.p50}, p99 ${en.p99}; Chinese p50 ${zh.p50}, p99 ${zh.p99}`,
  ].join('\n')
}
