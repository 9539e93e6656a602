import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '../../src/crm/database.ts'
import { catchUpIndex } from '../../src/crm/search/keep-index.ts'
import { searchEach } from '../../src/crm/search/search-each.ts'
import { showProgress } from '../../src/progress.ts'
import { mulberry32 } from '../faults/mulberry32.ts'
import { fillWorld } from './search-world.ts'
import type { BenchOptions } from './run.ts'

const searches = 400

/** What agents type, by what makes it cheap or dear. */
const typed: Readonly<Record<string, (n: number) => string>> = {
  'a frequent word': () => 'order',
  'a frequent word as it is typed': (n) => 'refund'.slice(0, 2 + (n % 5)),
  'two words': () => 'refund lamp',
  'many words': () => 'the oak lamp arrived broken and i want a refund please',
  'a rare word': () => 'euphoric',
  'a misspelt word': (n) => ['refnud', 'cushoin', 'invioce', 'replacemnt', 'broekn'][n % 5]!,
  'nothing like it': () => 'zzyzxqv',
  'a phrase': () => '"arrived broken"',
  'two characters': (n) => ['退货', '退款', '订单', '快递', '台灯'][n % 5]!,
  'Chinese words': () => '订单退款',
  'one character': () => '灯',
  'an order': (n) => `HP-${100_000 + n * 7}`,
  'an order as it is typed': (n) => `HP-${1_000 + n}`,
  'a name': () => 'anna berg',
  'a Chinese name': () => '王小明',
  'an e-mail address': (n) => `anna.berg${n * 20}@example.com`,
  "one customer's messages": (n) => `order email:wang${n * 3}@example.com`,
  'by status': () => 'lamp status:open',
  'by time': () => 'refund from:2026-03-01 to:2026-03-31',
  'by kind': () => 'broken kind:ticket',
  'only by fields': () => 'kind:message status:open',
}

/**
 * How long a search of the desk takes, all kinds together, in a store of SQLite made for it:
 * 1,000,000 messages and 100,000 customers when not told otherwise.
 */
export async function run({ json, messages, customers }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-search-'))
  const path = join(folder, 'parley.db')
  const db = await openDatabase(path)
  const progress = showProgress()
  try {
    await fillWorld(db, { messages, customers }, (stage, done, total) =>
      progress.show({ stage, done, total }),
    )
    const began = performance.now()
    const total = messages + customers * 3.2
    await catchUpIndex(db, (done) => progress.show({ stage: 'index', done, total }))
    const indexSeconds = (performance.now() - began) / 1_000
    progress.end()
    const took = await measure(db)
    const [wall, cpu] = [sorted(took, 'wallMs'), sorted(took, 'cpuMs')]
    const figures = {
      p50Ms: round(quantile(wall, 0.5)),
      p95Ms: round(quantile(wall, 0.95)),
      messages,
      customers,
      maxMs: round(quantile(wall, 1)),
      // On a busy machine most of the time is spent waiting for others.
      cpuP50Ms: round(quantile(cpu, 0.5)),
      cpuP95Ms: round(quantile(cpu, 0.95)),
      indexSeconds: Math.round(indexSeconds),
      databaseMb: Math.round(statSync(path).size / 1e6),
    }
    console.log(json ? JSON.stringify(figures) : figures)
  } finally {
    progress.end()
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Took = { readonly wallMs: number; readonly cpuMs: number }

/** Each kind of search as often as the others, mixed. */
async function measure(db: Database): Promise<Took[]> {
  const random = mulberry32(7)
  const names = Object.keys(typed)
  const by = new Map<string, Took[]>(names.map((name) => [name, []]))
  const queue = Array.from({ length: searches }, (_, i) => names[i % names.length]!)
    .map((name) => ({ name, place: random() }))
    .toSorted((one, other) => one.place - other.place)
  for (const [n, { name }] of queue.entries()) {
    const text = typed[name]!(n)
    const began = performance.now()
    const usedBefore = process.cpuUsage()
    await searchEach(db, {
      asker: { id: 'bench', name: 'Bench', role: 'agent', teams: [], via: 'desk', sees: 'all' },
      text,
      limit: 6,
    })
    const { user, system } = process.cpuUsage(usedBefore)
    by.get(name)!.push({ wallMs: performance.now() - began, cpuMs: (user + system) / 1_000 })
  }
  for (const [name, took] of by) {
    const [wall, cpu] = [sorted(took, 'wallMs'), sorted(took, 'cpuMs')]
    process.stderr.write(
      `${name.padEnd(32)} p50 ${round(quantile(wall, 0.5))} ms, most ${round(quantile(wall, 1))} ms` +
        ` (of the processor ${round(quantile(cpu, 0.5))} and ${round(quantile(cpu, 1))} ms)\n`,
    )
  }
  return [...by.values()].flat()
}

const sorted = (took: readonly Took[], by: keyof Took): number[] =>
  took.map((one) => one[by]).toSorted((one, other) => one - other)

const round = (ms: number) => Number(ms.toFixed(1))

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
