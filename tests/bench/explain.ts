/** How fast the sample bot explains a message, and how fast its grammar is found. */
import { explain } from '../../src/nlp/explain.ts'
import { grammar } from '../../src/nlp/grammar/grammar.ts'
import { understand, understandAndExplain } from '../../src/nlp/understand.ts'
import { trainProject } from '../../src/training/train-project.ts'
import { quantile } from './scores.ts'

type Micros = { readonly p50: number; readonly p99: number }

/** Microseconds a message over the bot's own examples, by language. */
export async function run({ json }: { json: boolean }): Promise<void> {
  const { nlu } = await trainProject({ project: 'intents', models: 'data/models' })
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
  const report: Record<string, Record<string, Micros>> = {}
  for (const language of ['en', 'zh']) {
    const texts = nlu.examples.texts.filter((text) => isChinese(text) === (language === 'zh'))
    report[language] = {
      understand: time(texts, (text) => understand({ text }, nlu)),
      understandAndExplain: time(texts, (text) => understandAndExplain({ text }, nlu).explain()),
      explain: time(texts, (text) => explain(text, nlu)),
      grammar: time(texts, (text) => grammar(text, language)),
    }
  }
  console.log(json ? JSON.stringify({ microsPerMessage: report }) : table(report))
}

/** After one pass that warms up. */
function time(texts: readonly string[], work: (text: string) => unknown): Micros {
  for (const text of texts) work(text)
  const micros = texts.map((text) => {
    const started = performance.now()
    work(text)
    return (performance.now() - started) * 1000
  })
  return { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99) }
}

const table = (report: Readonly<Record<string, Readonly<Record<string, Micros>>>>) =>
  Object.entries(report)
    .flatMap(([language, parts]) =>
      Object.entries(parts).map(
        ([part, { p50, p99 }]) => `${language} ${part}: p50 ${p50} µs, p99 ${p99} µs`,
      ),
    )
    .join('\n')
