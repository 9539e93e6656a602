/** `npm run bench -- NAME [--data DIR] [--json]`: measures; never part of the tests. */
import { parseArgs } from 'node:util'

export type BenchOptions = {
  readonly data: string
  readonly json: boolean
  /** Of `nlu` and `entities`: how to train. */
  readonly profile?: string | undefined
  /** Of `nlu` and `entities`: with how many seeds. */
  readonly seeds?: string | undefined
  /** The one data set to measure, of `multidogo` the domain. */
  readonly only?: string | undefined
  readonly peers?: boolean | undefined
  readonly law?: boolean | undefined
  /** How many of them `search` makes; customers of `duplicates` and `import`, too. */
  readonly messages: number
  readonly customers: number
}

const benches: Readonly<Record<string, () => Promise<(options: BenchOptions) => Promise<void>>>> = {
  churn: async () => (await import('./churn.ts')).run,
  dialogue: async () => (await import('./dialogue.ts')).run,
  duplicates: async () => (await import('./duplicates.ts')).run,
  encryption: async () => (await import('./encryption.ts')).run,
  entities: async () => (await import('./entities.ts')).run,
  explain: async () => (await import('./explain.ts')).run,
  export: async () => (await import('./export.ts')).run,
  import: async () => (await import('./import.ts')).run,
  knowledge: async () => (await import('./knowledge.ts')).run,
  multidogo: async () => (await import('./multidogo.ts')).run,
  nlu: async () => (await import('./nlu.ts')).run,
  policy: async () => (await import('./policy.ts')).run,
  search: async () => (await import('./search.ts')).run,
  sentiment: async () => (await import('./sentiment.ts')).run,
  turn: async () => (await import('./turn.ts')).run,
  validate: async () => (await import('./validate.ts')).run,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: 'bench-data' },
    json: { type: 'boolean', default: false },
    profile: { type: 'string' },
    seeds: { type: 'string' },
    only: { type: 'string' },
    peers: { type: 'boolean' },
    law: { type: 'boolean' },
    messages: { type: 'string', default: '1000000' },
    customers: { type: 'string', default: '100000' },
  },
})

const load = benches[positionals[0] ?? '']
if (!load) {
  console.error(
    `Usage: npm run bench -- NAME [--data DIR] [--json], NAME one of: ${Object.keys(benches).join(', ')}`,
  )
  process.exit(2)
}
await (
  await load()
)({ ...values, messages: Number(values.messages), customers: Number(values.customers) })
