import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type DirectLineClient,
  call,
  openStream,
  reconnect,
  send,
  startConversation,
} from '../direct-line-client.ts'
import { end, freePort, startParley, unlimited } from '../parley-process.ts'
import type { BenchOptions } from './run.ts'

const conversations = 64
const rounds = 4
const roundMs = 6_000

/** Answered from the files, from the catalogue, by a form and by the fallback. */
const texts = [
  'hello there',
  'what are your opening hours?',
  'how long does shipping take to Germany?',
  'do you have the linen bedding in stock?',
  'how do I return something?',
  'thanks a lot',
  'which payment methods do you accept?',
  'my discount code does not work',
]

type Round = { perSecond: number; latenciesMs: number[]; workMicros: number }

/**
 * Durable turns a second of the whole product over Direct Line (a stream open per conversation),
 * beside a bare express route with one grouped durable insert. Product and baseline take turns, so
 * that a busy machine burdens both alike; figures are of the median round. `workMicros` is the
 * processor time of the serving thread for a turn, which other programs on the machine change least.
 */
export async function run({ json }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-turn-'))
  const parley = await startParley({
    dataDir: folder,
    env: unlimited,
  })
  const barePort = await freePort()
  const bare = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/bench/bare-route.ts', folder, String(barePort)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const bareUrl = `http://127.0.0.1:${barePort}`
  await answering(`${bareUrl}/readyz`)

  const clients: DirectLineClient[] = []
  for (let i = 0; i < conversations; i++) clients.push(await startConversation(parley.url))
  let frames = 0
  const streams = []
  for (const client of clients) {
    streams.push(openStream(await reconnect(parley.url, client, '0'), () => frames++))
  }

  await load(parley.url, clients, 3_000)
  await load(bareUrl, clients, 1_000)
  const product: Round[] = []
  const baseline: Round[] = []
  for (let round = 0; round < rounds; round++) {
    product.push(await load(parley.url, clients, roundMs, parley.process.pid))
    baseline.push(await load(bareUrl, clients, roundMs / 2, bare.pid))
    process.stderr.write(
      `round ${round + 1} of ${rounds}: ${Math.round(product.at(-1)!.perSecond)} turns/s, ` +
        `bare route ${Math.round(baseline.at(-1)!.perSecond)}/s\n`,
    )
  }
  const rssMb = residentMb(parley.process.pid!)
  for (const stream of streams) stream.terminate()
  bare.kill('SIGKILL')
  await end(parley, 'SIGTERM')
  rmSync(folder, { recursive: true, force: true })

  const latencies = product.flatMap((round) => round.latenciesMs).sort((a, b) => a - b)
  const turnsPerSecond = median(product.map((round) => round.perSecond))
  const baselinePerSecond = median(baseline.map((round) => round.perSecond))
  const workMicros = median(product.map((round) => round.workMicros))
  const baselineWorkMicros = median(baseline.map((round) => round.workMicros))
  const figures = {
    turnsPerSecond: Math.round(turnsPerSecond),
    baselinePerSecond: Math.round(baselinePerSecond),
    ratio: Number((turnsPerSecond / baselinePerSecond).toFixed(3)),
    p50Ms: Number(quantile(latencies, 0.5).toFixed(1)),
    p99Ms: Number(quantile(latencies, 0.99).toFixed(1)),
    rssMb,
    workMicros: Math.round(workMicros),
    baselineWorkMicros: Math.round(baselineWorkMicros),
    workRatio: Number((baselineWorkMicros / workMicros).toFixed(3)),
    conversations,
    streamFrames: frames,
  }
  console.log(json ? JSON.stringify(figures) : figures)
}

/** Every conversation sends its next message when the last one is acknowledged. */
async function load(
  url: string,
  clients: readonly DirectLineClient[],
  forMs: number,
  pid?: number,
): Promise<Round> {
  const latenciesMs: number[] = []
  const workedMs = pid === undefined ? 0 : mainThreadMs(pid)
  const began = performance.now()
  await Promise.all(
    clients.map(async (client, c) => {
      for (let i = c; performance.now() - began < forMs; i++) {
        const sentAt = performance.now()
        const answer = await send(url, client, {
          clientId: randomUUID(),
          text: texts[i % texts.length]!,
        })
        if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body}`)
        latenciesMs.push(performance.now() - sentAt)
      }
    }),
  )
  const perSecond = (latenciesMs.length * 1000) / (performance.now() - began)
  const worked = pid === undefined ? 0 : mainThreadMs(pid) - workedMs
  return { perSecond, latenciesMs, workMicros: (worked * 1000) / latenciesMs.length }
}

/** Processor time of the thread that serves, in ms: proc(5), fields 14 and 15, of 10 ms each. */
function mainThreadMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await call('GET', url).catch(() => null))?.status === 200) return
    await sleep(50)
  }
  throw new Error(`Nothing answers at ${url}`)
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2
}
