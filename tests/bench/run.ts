/** `npm run bench -- NAME [--data DIR] [--json]`: measures; never part of the tests. */
import { parseArgs } from 'node:util'

export type BenchOptions = {
  readonly data: string
  readonly json: boolean
  /** How many of them `search` makes. */
  readonly messages: number
  readonly customers: number
}

const benches: Readonly<Record<string, () => Promise<(options: BenchOptions) => Promise<void>>>> = {
  nlu: async () => (await import('./nlu.ts')).run,
  search: async () => (await import('./search.ts')).run,
  turn: async () => (await import('./turn.ts')).run,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: 'bench-data' },
    json: { type: 'boolean', default: false },
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
