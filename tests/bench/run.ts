/** `npm run bench -- NAME [--data DIR] [--json]`: measures; never part of the tests. */
import { parseArgs } from 'node:util'

export type BenchOptions = { readonly data: string; readonly json: boolean }

const benches: Readonly<Record<string, () => Promise<(options: BenchOptions) => Promise<void>>>> = {
  knowledge: async () => (await import('./knowledge.ts')).run,
  nlu: async () => (await import('./nlu.ts')).run,
  turn: async () => (await import('./turn.ts')).run,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: 'bench-data' },
    json: { type: 'boolean', default: false },
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
)(values)
