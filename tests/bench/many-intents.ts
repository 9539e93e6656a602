/** How training and answering grow with the number of intents: made-up messages, 100 an intent. */
import { understand } from '../../src/nlp/understand.ts'
import { startRandom } from '../../src/training/random.ts'
import { trainNlu } from '../../src/training/train-nlu.ts'
import { toExamples } from './intent-data.ts'
import { type Times, both } from './time-parts.ts'

export type Law = {
  readonly intents: number
  readonly examples: number
  readonly trainSeconds: number
  readonly microsPerMessage: Times
}

export async function manyIntents(): Promise<Law[]> {
  const laws: Law[] = []
  for (const intents of [100, 1000]) {
    const examples = toExamples(madeUp(intents))
    const started = process.cpuUsage()
    const model = await trainNlu(
      { examples, synonyms: [], regexes: [], lookups: [], pipeline: null },
      { seed: 1, heldOut: examples.slice(0, 500) },
    )
    const { user, system } = process.cpuUsage(started)
    const asked = examples.slice(0, 4000).map(({ text }) => `${text} please`)
    for (const text of asked) understand({ text }, model)
    const micros = asked.map((text) => {
      const from = performance.now()
      understand({ text }, model)
      return (performance.now() - from) * 1000
    })
    const trainSeconds = Math.round((user + system) / 1e5) / 10
    laws.push({ intents, examples: examples.length, trainSeconds, microsPerMessage: both(micros) })
  }
  return laws
}

/** Each intent has five words of its own among those that all share. */
function madeUp(intents: number): { text: string; intent: string }[] {
  const random = startRandom(1)
  const word = (n: number): string => {
    const syllables = ['ka', 'lo', 'mi', 'ne', 'pu', 'ra', 'si', 'to', 'vu', 'za']
    return Array.from(String(n))
      .map((digit) => syllables[Number(digit)])
      .join('')
  }
  const any = (count: number): number => Math.floor(random.uniform() * count)
  return Array.from({ length: intents * 100 }, (_, n) => {
    const intent = n % intents
    const own = [1, 2].map(() => word(10_000 + intent * 5 + any(5)))
    const shared = [1, 2, 3, 4, 5, 6].map(() => word(100 + any(400)))
    return {
      text: [...shared, ...own].sort(() => random.uniform() - 0.5).join(' '),
      intent: `i${intent}`,
    }
  })
}
