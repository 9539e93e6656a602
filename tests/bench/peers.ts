/** What other classifiers without a pretrained model make of the same data, in file order shuffled. */
import { startRandom } from '../../src/training/random.ts'
import type { Labelled } from './intent-data.ts'
import { percent } from './scores.ts'
import { type Times, both } from './time-parts.ts'

export type Peer = {
  readonly name: string
  readonly accuracy: number
  readonly trainSeconds: number
  readonly microsPerMessage: Times
}

export async function measurePeers(
  train: readonly Labelled[],
  test: readonly Labelled[],
): Promise<Peer[]> {
  const order = Uint32Array.from(train, (_, n) => n)
  startRandom(1).shuffle(order)
  const shuffled = Array.from(order, (n) => train[n]!)
  return [
    await measure('natural BayesClassifier', () => naturalBayes(shuffled), test),
    await measure('node-nlp', () => nodeNlp(shuffled), test),
  ]
}

type Classify = (text: string) => string | Promise<string>

async function measure(
  name: string,
  learn: () => Promise<Classify>,
  test: readonly Labelled[],
): Promise<Peer> {
  process.stderr.write(`${name} …\n`)
  const started = process.cpuUsage()
  const classify = await learn()
  const { user, system } = process.cpuUsage(started)
  const micros: number[] = []
  let right = 0
  for (const { text, intent } of test) {
    const from = performance.now()
    const got = await classify(text)
    micros.push((performance.now() - from) * 1000)
    if (got === intent) right++
  }
  return {
    name,
    accuracy: percent(right / test.length),
    trainSeconds: Math.round((user + system) / 1e5) / 10,
    microsPerMessage: both(micros),
  }
}

async function naturalBayes(train: readonly Labelled[]): Promise<Classify> {
  const classifiers = await import('natural/lib/natural/classifiers/index.js')
  const bayes = new classifiers.default.BayesClassifier()
  for (const { text, intent } of train) bayes.addDocument(text, intent)
  bayes.train()
  return (text) => bayes.classify(text)
}

async function nodeNlp(train: readonly Labelled[]): Promise<Classify> {
  // Without types of its own.
  const name = 'node-nlp'
  const { NlpManager } = (await import(name)) as { NlpManager: new (settings: object) => Manager }
  const manager = new NlpManager({ languages: ['en'], nlu: { log: false }, autoSave: false })
  for (const { text, intent } of train) manager.addDocument('en', text, intent)
  await manager.train()
  return async (text) => (await manager.process('en', text)).intent
}

type Manager = {
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(language: string, text: string): Promise<{ intent: string }>
}
