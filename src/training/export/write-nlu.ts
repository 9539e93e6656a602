import { stringify } from 'yaml'
import type { Example, NluData } from '../project.ts'
import { annotate } from './annotate.ts'

/** An `nlu:` file; examples of an intent stand together, in the order of their first. */
export function writeNlu(data: Partial<Omit<NluData, 'pipeline'>>): string {
  const { examples = [], synonyms = [], regexes = [], lookups = [] } = data
  const items = [
    ...[...groups(examples, ({ intent }) => intent)].map(([name, some]) => intentItem(name, some)),
    ...[...groups(synonyms, ({ value }) => value)].map(([name, some]) =>
      block(
        'synonym',
        name,
        some.map(({ text }) => text),
      ),
    ),
    ...[...groups(regexes, ({ name }) => name)].map(([name, some]) =>
      block(
        'regex',
        name,
        some.map(({ pattern }) => pattern),
      ),
    ),
    ...lookups.map(({ name, values }) => block('lookup', name, values)),
  ]
  return `version: "3.1"\n\nnlu:\n${items.join('\n')}`
}

function intentItem(name: string, examples: readonly Example[]): string {
  if (examples.every(({ metadata }) => metadata === undefined)) {
    return block('intent', name, examples.map(annotate))
  }
  const listed = examples.map((example) => ({
    text: annotate(example),
    ...(example.metadata === undefined ? {} : { metadata: example.metadata }),
  }))
  return stringify([{ intent: name, examples: listed }], { lineWidth: 0 })
}

const block = (kind: string, name: string, lines: readonly string[]): string =>
  `- ${stringify({ [kind]: name }, { lineWidth: 0 })}  examples: |\n${lines
    .map((line) => `    - ${line}\n`)
    .join('')}`

function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = found.get(key)
    if (known) known.push(item)
    else found.set(key, [item])
  }
  return found
}
