import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Activity,
  type DirectLineClient,
  history,
  openStream,
  reconnect,
  send,
  startConversation,
} from '../direct-line-client.ts'
import { faultOptions } from './fault-options.ts'
import { mulberry32 } from './mulberry32.ts'
import { type ParleyProcess, end, freePort, startParley, unlimited } from '../parley-process.ts'

const usage = `npm run faults -- kill [--kills 50] [--clients 50] [--seed 1] [--plant NAME] [--json]
  Kills the real server with SIGKILL at random moments while clients chat over HTTP and WebSocket
  and retry, then compares what was acknowledged with what the log holds.
  --plant   a bug to plant, which the run must find: acknowledge-early, forget-client-ids`

/** Each of these is answered by exactly one message of the sample bot. */
const questions = [
  'what are your opening hours?',
  'how long does shipping take?',
  'which payment methods do you accept?',
  'what is your return policy?',
]

type Chat = {
  readonly client: DirectLineClient
  readonly sent: string[]
  readonly acknowledged: string[]
  /** Ids in the order in which the stream showed them. */
  readonly seen: string[]
}

type Counts = {
  acknowledged: number
  kills: number
  lost: number
  duplicated: number
  reordered: number
  doubleReplies: number
  unanswered: number
}

/** Resolves to true when every count that must be 0 is. */
export async function kill(args: readonly string[]): Promise<boolean> {
  const values = faultOptions(args, usage, {
    kills: { type: 'string', default: '50' },
    clients: { type: 'string', default: '50' },
    plant: { type: 'string' },
  })
  if (!values) return true
  const random = mulberry32(Number(values.seed))
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-kill-'))
  const port = await freePort()
  const start = (): Promise<ParleyProcess> =>
    startParley({
      dataDir,
      port,
      env: unlimited,
      nodeArgs: values.plant ? ['--import', `./tests/faults/plants/${values.plant}.ts`] : [],
    })

  let parley = await start()
  const chats: Chat[] = []
  for (let i = 0; i < Number(values.clients); i++) {
    const client = await startConversation(parley.url)
    chats.push({ client, sent: [], acknowledged: [], seen: [] })
  }

  const stop = new AbortController()
  // Each chat listens for the end.
  setMaxListeners(chats.length, stop.signal)
  const talking = chats.map((chat) => talk(parley.url, chat, stop.signal))
  const counts = emptyCounts()
  for (; counts.kills < Number(values.kills); counts.kills++) {
    await sleep(100 + random() * 900)
    await end(parley, 'SIGKILL')
    parley = await start()
    process.stderr.write(
      `\r${counts.kills + 1} of ${values.kills} kills, ${chats.reduce((sum, chat) => sum + chat.acknowledged.length, 0)} acknowledged`,
    )
  }
  process.stderr.write('\n')
  stop.abort()
  await Promise.all(talking)

  for (const chat of chats) judge(chat, await history(parley.url, chat.client), counts)
  await end(parley, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })

  console.log(
    values.json
      ? JSON.stringify(counts)
      : `${counts.acknowledged} acknowledged, ${counts.kills} kills, ${counts.lost} lost, ` +
          `${counts.duplicated} duplicated, ${counts.reordered} reordered, ` +
          `${counts.doubleReplies} double replies, ${counts.unanswered} unanswered`,
  )
  return (
    counts.acknowledged > 0 &&
    counts.lost +
      counts.duplicated +
      counts.reordered +
      counts.doubleReplies +
      counts.unanswered ===
      0
  )
}

/** One customer: asks, retries the same message until it is acknowledged, asks the next. */
async function talk(server: string, chat: Chat, stop: AbortSignal): Promise<void> {
  const listening = listen(server, chat, stop)
  for (let i = 0; !stop.aborted; i++) {
    const clientId = randomUUID()
    chat.sent.push(clientId)
    const text = questions[i % questions.length]!
    // The last message is retried too, so that every message has one certain outcome.
    for (;;) {
      const answer = await send(server, chat.client, { clientId, text }).catch(() => null)
      if (answer?.status === 200) break
      if (answer && answer.status < 500 && answer.status !== 429) {
        throw new Error(`A message was refused: ${answer.status} ${answer.body}`)
      }
      await sleep(50)
    }
    chat.acknowledged.push(clientId)
  }
  await listening
}

/** Keeps a stream open, taking up again after every break where it left off. */
async function listen(server: string, chat: Chat, stop: AbortSignal): Promise<void> {
  let watermark = '0'
  while (!stop.aborted) {
    const url = await reconnect(server, chat.client, watermark).catch(() => null)
    if (!url) await sleep(100)
    // The end may have come while this was waited for, and would not come again.
    if (!url || stop.aborted) continue
    await new Promise<void>((resolve) => {
      const socket = openStream(url, (frame) => {
        const set = JSON.parse(frame) as { activities: Activity[]; watermark?: string }
        for (const activity of set.activities) if (activity.id) chat.seen.push(activity.id)
        if (set.watermark) watermark = set.watermark
      })
      const close = (): void => socket.terminate()
      stop.addEventListener('abort', close, { once: true })
      socket.on('close', () => {
        stop.removeEventListener('abort', close)
        resolve()
      })
    })
  }
}

function judge(chat: Chat, activities: readonly Activity[], counts: Counts): void {
  const own = activities.filter((activity) => activity.channelData?.clientActivityID)
  const stored = own.map((activity) => activity.channelData!.clientActivityID!)
  const times = new Map<string, number>()
  for (const id of stored) times.set(id, (times.get(id) ?? 0) + 1)
  const replies = new Map<string, number>()
  for (const { replyToId } of activities) {
    if (replyToId) replies.set(replyToId, (replies.get(replyToId) ?? 0) + 1)
  }

  counts.acknowledged += chat.acknowledged.length
  counts.lost += chat.acknowledged.filter((id) => !times.has(id)).length
  counts.duplicated += [...times.values()].filter((count) => count > 1).length
  counts.duplicated += chat.seen.length - new Set(chat.seen).size
  const order = chat.sent.filter((id) => times.has(id))
  counts.reordered += [...times.keys()].filter((id, i) => id !== order[i]).length
  counts.reordered += chat.seen.filter((id, i) => i > 0 && id <= chat.seen[i - 1]!).length
  for (const { id } of own) {
    const count = replies.get(id) ?? 0
    if (count > 1) counts.doubleReplies++
    if (count === 0) counts.unanswered++
  }
}

function emptyCounts(): Counts {
  return {
    acknowledged: 0,
    kills: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    doubleReplies: 0,
    unanswered: 0,
  }
}
