import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type DirectLineClient, history, send, startConversation } from '../direct-line-client.ts'
import { end, freePort, type ParleyProcess, startParley, unlimited } from '../parley-process.ts'
import { faultOptions } from './fault-options.ts'
import { mulberry32 } from './mulberry32.ts'

const usage = `npm run faults -- disk-loss [--losses 5] [--clients 20] [--seed 1] [--key] [--plant NAME] [--json]
  Kills the server and the keeper of its archive at random moments while clients chat, throws the
  database away with its log, restores from the archive, and counts what is gone of what was
  acknowledged, and how many seconds of it.
  --key     with an encrypted database
  --plant   a bug to plant, which the run must find: archive-lags`

const MOST_SECONDS = 5
const PAUSE_MS = 25
const run = promisify(execFile)

type Sent = { readonly text: string; readonly at: number }
type Chat = { readonly client: DirectLineClient; acknowledged: Sent[]; count: number }
type Counts = {
  acknowledged: number
  losses: number
  lost: number
  mostSecondsLost: number
  holes: number
  duplicated: number
}

/** Resolves to true when no loss took more than 5 seconds, and none left a hole. */
export async function diskLoss(args: readonly string[]): Promise<boolean> {
  const values = faultOptions(args, usage, {
    losses: { type: 'string', default: '5' },
    clients: { type: 'string', default: '20' },
    key: { type: 'boolean', default: false },
    plant: { type: 'string' },
  })
  if (!values) return true
  const random = mulberry32(Number(values.seed))
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-disk-'))
  const otherDisk = mkdtempSync(join(tmpdir(), 'parley-other-disk-'))
  const env: Record<string, string> = {
    ...unlimited,
    ARCHIVE_DIR: otherDisk,
    BACKUP_HOURS: '0',
    ...(values.key && { DATABASE_KEY: '5a'.repeat(32) }),
    // Also for the processes that the server begins.
    ...(values.plant && {
      NODE_OPTIONS: `--import tsx --import ${resolve('tests/faults/plants', `${values.plant}.ts`)}`,
    }),
  }
  const port = await freePort()
  const start = () => startParley({ dataDir, port, env })
  const counts: Counts = {
    acknowledged: 0,
    losses: 0,
    lost: 0,
    mostSecondsLost: 0,
    holes: 0,
    duplicated: 0,
  }
  let parley = await start()
  while (counts.losses < Number(values.losses)) {
    const chats: Chat[] = []
    for (let i = 0; i < Number(values.clients); i++) {
      chats.push({ client: await startConversation(parley.url), acknowledged: [], count: 0 })
    }
    const stop = new AbortController()
    const talking = chats.map((chat) => talk(parley.url, chat, stop.signal))
    while (chats.some(({ acknowledged }) => acknowledged.length < 2)) await sleep(100)
    // Longer than may be lost: an archive that has nothing of it must not pass.
    await sleep((MOST_SECONDS + 2 + random() * 4) * 1_000)
    const lostAt = Date.now()
    await killAll(parley)
    stop.abort()
    await Promise.all(talking)
    for (const name of readdirSync(dataDir)) {
      if (name.startsWith('parley.db')) rmSync(join(dataDir, name))
    }
    await run(process.execPath, ['bin/parley.js', 'restore', '--at', 'now', '--json'], {
      env: { ...process.env, ...env, DATA_DIR: dataDir },
    })
    parley = await start()
    for (const chat of chats) await judge(parley, chat, lostAt, counts)
    counts.losses++
    process.stderr.write(`\rOf ${values.losses}: ${told(counts)}`)
  }
  process.stderr.write('\n')
  await end(parley, 'SIGTERM')
  for (const dir of [dataDir, otherDisk]) rmSync(dir, { recursive: true, force: true })

  console.log(values.json ? JSON.stringify(counts) : told(counts))
  return (
    counts.acknowledged > 0 &&
    counts.mostSecondsLost <= MOST_SECONDS &&
    counts.holes + counts.duplicated === 0
  )
}

const told = ({ acknowledged, losses, lost, mostSecondsLost, holes, duplicated }: Counts): string =>
  `${acknowledged} acknowledged, ${losses} disks lost, ${lost} lost with them, ` +
  `at most ${mostSecondsLost.toFixed(1)} s, ${holes} holes, ${duplicated} duplicated`

async function talk(server: string, chat: Chat, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const text = `what are your opening hours? (${++chat.count})`
    const answer = await send(server, chat.client, { clientId: randomUUID(), text }).catch(
      () => null,
    )
    if (answer?.status === 200) chat.acknowledged.push({ text, at: Date.now() })
    else if (!stop.aborted) await sleep(50)
    // What is to be found is a gap of seconds, and the machine has other work.
    await sleep(PAUSE_MS)
  }
}

/** What is there must be what was acknowledged, but for the latest of it. */
async function judge(parley: ParleyProcess, chat: Chat, lostAt: number, counts: Counts) {
  counts.acknowledged += chat.acknowledged.length
  // A conversation that began within the last seconds may be gone as a whole.
  const texts = await history(parley.url, chat.client)
    .then((activities) => activities.map(({ text }) => text ?? ''))
    .catch(() => [])
  const there = chat.acknowledged.map(({ text }) => texts.filter((one) => one === text).length)
  const firstLost = there.indexOf(0)
  counts.duplicated += there.filter((times) => times > 1).length
  if (firstLost < 0) return
  counts.lost += there.length - firstLost
  counts.holes += there.slice(firstLost).filter((times) => times > 0).length
  const seconds = (lostAt - chat.acknowledged[firstLost]!.at) / 1_000
  counts.mostSecondsLost = Math.max(counts.mostSecondsLost, seconds)
}

/** As the loss of a machine does: the keeper of the archive gets no moment more. */
async function killAll(parley: ParleyProcess): Promise<void> {
  const { pid } = parley.process
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
  for (const child of children) process.kill(Number(child), 'SIGKILL')
  await end(parley, 'SIGKILL')
}
