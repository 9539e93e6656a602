import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/crm/database.ts'
import { showProgress } from '../../src/progress.ts'
import { send, startConversation, type DirectLineClient } from '../direct-line-client.ts'
import { end, startParley, unlimited } from '../parley-process.ts'
import { hire, signIn } from '../server/desk-client.ts'
import { fillWorld } from './search-world.ts'
import type { BenchOptions } from './run.ts'

const QUIET_MS = 8_000
const EVERY_MS = 100
const formats = ['csv', 'xlsx'] as const

/**
 * Exports all messages (1,000,000 when not told otherwise) from a server at its desk while a customer
 * chats with it: seconds, rows, the most memory the server had, and how long the turns took before and
 * meanwhile.
 */
export async function run({ json, messages, customers }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-export-'))
  const progress = showProgress()
  try {
    const db = await openDatabase(join(folder, 'parley.db'))
    await fillWorld(db, { messages, customers }, (stage, done, total) =>
      progress.show({ stage, done, total }),
    )
    await hire({ db }, 'Ada Weiss', 'admin')
    await db.close()
    progress.end()
    const parley = await startParley({ dataDir: folder, env: unlimited })
    const pid = parley.process.pid!
    const client = await startConversation(parley.url)
    await chat(parley.url, client, sleep(2_000))
    const quiet = await chat(parley.url, client, sleep(QUIET_MS))
    const { cookie } = await signIn(parley, 'ada.weiss@example.com')
    const exports = []
    for (const format of formats) {
      const rssBefore = residentMb(pid)
      const began = performance.now()
      const exported = download(`${parley.url}/api/desk/export/messages?format=${format}`, cookie)
      let peak = rssBefore
      const watching = setInterval(() => (peak = Math.max(peak, residentMb(pid))), 200)
      const busy = await chat(parley.url, client, exported)
      clearInterval(watching)
      exports.push({
        format,
        megabytes: Math.round((await exported) / 1e6),
        seconds: round((performance.now() - began) / 1_000),
        rssBeforeMb: rssBefore,
        rssPeakMb: peak,
        turnP50Ms: quantile(busy, 0.5),
        turnP99Ms: quantile(busy, 0.99),
      })
    }
    await end(parley, 'SIGTERM')
    const figures = {
      messages,
      quietTurnP50Ms: quantile(quiet, 0.5),
      quietTurnP99Ms: quantile(quiet, 0.99),
      exports,
    }
    console.log(json ? JSON.stringify(figures) : figures)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function download(url: string, cookie: string): Promise<number> {
  const response = await fetch(url, { headers: { cookie } })
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
  let bytes = 0
  for await (const piece of response.body) bytes += piece.length
  return bytes
}

/** One message every tenth of a second until something is done; how long each took. */
async function chat(
  url: string,
  client: DirectLineClient,
  until: Promise<unknown>,
): Promise<number[]> {
  const took: number[] = []
  let isOver = false
  void until.finally(() => (isOver = true)).catch(() => {})
  while (!isOver) {
    const sentAt = performance.now()
    const answer = await send(url, client, { clientId: randomUUID(), text: 'hello there' })
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body}`)
    took.push(performance.now() - sentAt)
    await sleep(EVERY_MS)
  }
  await until
  return took
}

function residentMb(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kb) / 1_024)
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0)
}

const round = (x: number) => Math.round(x * 10) / 10
