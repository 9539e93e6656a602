import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DirectLineClient, send, startConversation } from '../direct-line-client.ts'
import { end, type ParleyProcess, startParley, unlimited } from '../parley-process.ts'
import type { BenchOptions } from './run.ts'

const rounds = 6
const turnsARound = 1_500
const conversations = 32
/** Linux counts processor time in hundredths of a second. */
const MICROS_A_TICK = 10_000

const texts = ['hello there', 'what are your opening hours?', 'thanks a lot']

type Side = { name: string; parley: ParleyProcess; clients: DirectLineClient[]; micros: number[] }

/**
 * Processor time of the server for a turn, with its database in the clear and encrypted, round by
 * round in turns, so that a busy machine burdens both alike; figures are of the median round.
 */
export async function run({ json }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-encryption-'))
  const sides: Side[] = []
  for (const [name, env] of [
    ['plain', {}],
    ['encrypted', { DATABASE_KEY: '0f'.repeat(32) }],
  ] as const) {
    const parley = await startParley({ dataDir: join(folder, name), env: { ...unlimited, ...env } })
    const clients = []
    for (let i = 0; i < conversations; i++) clients.push(await startConversation(parley.url))
    sides.push({ name, parley, clients, micros: [] })
  }
  for (const { parley, clients } of sides) await turns(parley.url, clients)
  for (let round = 0; round < rounds; round++) {
    for (const { parley, clients, micros } of sides) {
      const before = ticksOf(parley)
      const count = await turns(parley.url, clients)
      micros.push(((ticksOf(parley) - before) * MICROS_A_TICK) / count)
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\n`)
  }
  for (const { parley } of sides) await end(parley, 'SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  const [plainMicros, encryptedMicros] = sides.map(({ micros }) => median(micros))
  const figures = {
    plainMicros: Math.round(plainMicros!),
    encryptedMicros: Math.round(encryptedMicros!),
    ratio: Number((encryptedMicros! / plainMicros!).toFixed(3)),
    turns: rounds * turnsARound,
  }
  console.log(json ? JSON.stringify(figures) : figures)
}

async function turns(url: string, clients: readonly DirectLineClient[]): Promise<number> {
  const each = Math.ceil(turnsARound / clients.length)
  await Promise.all(
    clients.map(async (client, c) => {
      for (let i = 0; i < each; i++) {
        const text = texts[(c + i) % texts.length]!
        const { status } = await send(url, client, { clientId: randomUUID(), text })
        if (status !== 200) throw new Error(`a message got ${status}`)
      }
    }),
  )
  return each * clients.length
}

function ticksOf({ process }: ParleyProcess): number {
  const fields = readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return Number(fields[11]) + Number(fields[12])
}

const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
