import { Client, type ClientConfig } from 'pg'
import { newsSince } from './news-since.ts'
import { ask } from './postgres-query.ts'
import type { Hint } from './work.ts'

const LISTEN_AGAIN_MS = 1_000
/** PostgreSQL takes less than 8,000 bytes in one notification. */
const MOST_BYTES = 7_000

/**
 * Listens for the hints of other processes on a connection of its own. When that breaks it listens
 * again, and catches up on what it missed. Returns what stops it.
 */
export function startEar(
  settings: ClientConfig,
  channel: string,
  self: string,
  tellAll: (hints: readonly Hint[]) => void,
): () => Promise<void> {
  let ear: Client | null = null
  let again: NodeJS.Timeout | undefined
  let heard: number | null = null
  let isStopped = false

  const hear = (hints: readonly Hint[]) => {
    for (const { position } of hints) heard = Math.max(heard ?? 0, position)
    return hints
  }

  async function listen(): Promise<void> {
    const client = new Client(settings)
    ear = client
    // Before the first new notification moves it on.
    const before = heard
    const lost = () => {
      if (ear !== client) return
      ear = null
      client.end().catch(() => {})
      if (!isStopped) again = setTimeout(() => void listen(), LISTEN_AGAIN_MS).unref()
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ payload = '' }) => {
      const { from, hints } = unpacked(payload)
      hear(hints)
      if (from !== self) tellAll(hints)
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      const missed = await ask<Hint>(client, newsSince, [before ?? (await beginning(client))])
      tellAll(hear(missed))
    } catch {
      lost()
    }
  }

  void listen()
  return async () => {
    isStopped = true
    clearTimeout(again)
    await ear?.end().catch(() => {})
  }
}

/** Somewhat back: what was committed while the first connection was made has been missed. */
async function beginning(client: Client): Promise<number> {
  const [row] = await ask<{ last: number }>(
    client,
    'select greatest(coalesce(max(position), 0) - 1000, 0) as last from events',
  )
  return row?.last ?? 0
}

/** Hints as the payloads of notifications, in order. */
export function packed(self: string, hints: readonly Hint[]): string[] {
  const payloads: string[] = []
  let lines = self
  for (const { conversation, seq, position } of hints) {
    const line = `\n${seq} ${position} ${conversation}`
    if (Buffer.byteLength(lines + line) > MOST_BYTES) {
      payloads.push(lines)
      lines = self
    }
    lines += line
  }
  return lines === self ? payloads : [...payloads, lines]
}

export function unpacked(payload: string): { from: string; hints: Hint[] } {
  const [from = '', ...lines] = payload.split('\n')
  const hints = lines.map((line) => {
    const [seq, position, ...conversation] = line.split(' ')
    return { seq: Number(seq), position: Number(position), conversation: conversation.join(' ') }
  })
  return { from, hints }
}
