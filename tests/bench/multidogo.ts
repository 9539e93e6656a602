/**
 * How well the turns of MultiDoGO are understood, a domain at a time: the intent of the turn, and
 * its slots as exact spans. Reads `DIR/dialogue/multidogo/turn.{train,dev,test}.jsonl.gz`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { rankIntents } from '../../src/nlp/intent.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import type { Example } from '../../src/training/project.ts'
import { trainNlu } from '../../src/training/train-nlu.ts'
import type { BenchOptions } from './run.ts'
import { percent } from './scores.ts'
import { toExample } from './slot-data.ts'
import { type SpanCounts, spanScores } from './span-scores.ts'

type Domain = {
  readonly name: string
  readonly intentAccuracy: number
  readonly slots: SpanCounts
  /** Of the processor. */
  readonly trainSeconds: number
}

export async function run({ data, json, only }: BenchOptions): Promise<void> {
  const folder = join(data, 'dialogue', 'multidogo')
  const [train, dev, test] = (['train', 'dev', 'test'] as const).map((part) =>
    readTurns(join(folder, `turn.${part}.jsonl.gz`)),
  )
  const domains: Domain[] = []
  for (const name of [...train!.keys()].sort()) {
    if (only !== undefined && only !== name) continue
    const started = process.cpuUsage()
    const model = await trainNlu(
      { examples: train!.get(name)!, synonyms: [], regexes: [], lookups: [], pipeline: null },
      {
        seed: 1,
        heldOut: dev!.get(name)!,
        onProgress: ({ stage, done, total }) =>
          process.stderr.write(`\r${name}: ${stage} ${done}/${total}  `),
      },
    )
    const { user, system } = process.cpuUsage(started)
    const domain = {
      name,
      ...score(model, test!.get(name)!),
      trainSeconds: Math.round((user + system) / 1e5) / 10,
    }
    domains.push(domain)
    process.stderr.write(`\r${name}: intent ${domain.intentAccuracy}, F1 ${domain.slots.f1}\n`)
  }
  console.log(
    json
      ? JSON.stringify({ domains })
      : domains
          .map(
            ({ name, intentAccuracy, slots, trainSeconds }) =>
              `${name}  intent ${intentAccuracy}  slots F1 ${slots.f1}  ${trainSeconds} s`,
          )
          .join('\n'),
  )
}

function score(
  model: NluModel,
  test: readonly Example[],
): Pick<Domain, 'intentAccuracy' | 'slots'> {
  const right = test.filter(
    ({ text, intent }) => rankIntents(tokenise(text), model.intent).ranking[0]?.name === intent,
  )
  const messages = test.map(({ text, language, entities }) => ({
    wanted: entities,
    // What every desk needs, such as dates, is no slot here.
    found: findEntities({ text, language }, tokenise(text), model.entities).filter(
      ({ from }) => from !== 'system',
    ),
  }))
  return { intentAccuracy: percent(right.length / test.length), slots: spanScores(messages) }
}

/** The slots have no B and I: neighbours of the same name are one span. */
function readTurns(path: string): Map<string, Example[]> {
  const turns = new Map<string, Example[]>()
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n')
  lines.forEach((line, n) => {
    if (line.trim() === '') return
    const { domain, tokens, slots, intent } = JSON.parse(line) as {
      domain: string
      tokens: readonly string[]
      slots: readonly string[]
      intent: string
    }
    const tags = slots.map((slot) => (slot === 'O' ? 'O' : `I-${slot}`))
    const list = turns.get(domain) ?? []
    turns.set(domain, list)
    list.push(toExample(tokens, tags, intent, n + 1))
  })
  return turns
}
