import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { trainProject } from '../src/training/train-project.ts'
import { call } from './direct-line-client.ts'

/** Where the tests' own model of the sample bot lies; trained once, again only when files change. */
export const models = 'test-results/models'

/** Settings of a server that a single machine is to load as much as it can. */
export const unlimited = {
  HOST: '127.0.0.1',
  LOG_LEVEL: 'error',
  RATE_PER_IP: '0',
  RATE_PER_CONVERSATION: '0',
  RATE_STARTS_PER_IP: '0',
} as const

export type ParleyProcess = {
  readonly url: string
  readonly process: ChildProcess
  /** What it has printed on stdout so far. */
  readonly output: () => string
  /** What it has printed on stderr lately. */
  readonly complaints: () => string
  /** Milliseconds from the start of the process to its readiness. */
  readonly readyAfterMs: number
}

/** A log at level info of a long run is not for the memory. */
const mostOutput = 100_000

/** Starts the real product as its own process and waits until it is ready. */
export async function startParley(options: {
  dataDir: string
  port?: number
  env?: Readonly<Record<string, string>>
  nodeArgs?: readonly string[]
  timeoutMs?: number
}): Promise<ParleyProcess> {
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  if (!options.env?.['PROJECT']) {
    await trainProject({ project: 'intents', models })
    cpSync(models, join(options.dataDir, 'models'), { recursive: true })
  }
  const began = Date.now()
  const errors: string[] = []
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=64', '--import', 'tsx', ...(options.nodeArgs ?? []), 'src/main.ts'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PORT: String(port), DATA_DIR: options.dataDir, ...options.env },
    },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (output.length < mostOutput) output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString())
    if (errors.length > 50) errors.shift()
  })
  while (Date.now() - began < (options.timeoutMs ?? 120_000)) {
    if (child.exitCode !== null) throw new Error(`Parley did not start:\n${errors.join('')}`)
    const answer = await call('GET', `${url}/readyz`, { timeoutMs: 2_000 }).catch(() => null)
    if (answer?.status === 200) {
      return {
        url,
        process: child,
        output: () => output,
        complaints: () => errors.join(''),
        readyAfterMs: Date.now() - began,
      }
    }
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`Parley was not ready in time:\n${errors.join('')}`)
}

/** Ends a process with the signal and waits until it is gone. */
export function end(parley: ParleyProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (parley.process.exitCode !== null || parley.process.signalCode !== null) return resolve()
    parley.process.once('exit', () => resolve())
    parley.process.kill(signal)
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}
