import { isDeepStrictEqual } from 'node:util'
import type { Logged } from '../../conversation.ts'
import { conversationAfter } from '../conversation-after.ts'
import { conversationBefore } from '../conversation-before.ts'
import { conversationColumns, conversationOf, type Conversation } from '../conversations.ts'
import type { Database } from '../database.ts'
import { loggedOf, type EventRow } from '../event-row.ts'

export type LogCheck = {
  readonly conversations: number
  readonly events: number
  /** Ids of conversations whose events are not numbered 1, 2, 3 … or cannot be read. */
  readonly broken: readonly string[]
  /** Conversations of which the cache is not what their log folds to, with what it should be. */
  readonly stale: readonly { readonly key: number; readonly should: Conversation }[]
}

type Reader = Pick<Database, 'all'>
type Row = { readonly key: number } & Record<string, unknown>

const CONVERSATIONS_AT_ONCE = 500
const EVENTS_AT_ONCE = 1_000

/**
 * Reads the whole log: are the events of every conversation numbered without gaps, and are the
 * caches what the log folds to? Memory stays flat. Others may write meanwhile.
 */
export async function checkLog(
  db: Reader,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<LogCheck> {
  const [size] = await db.all<{ total: number }>('select count(*) as total from conversations')
  const broken: string[] = []
  const stale: { key: number; should: Conversation }[] = []
  let conversations = 0
  let events = 0
  for (let last = -1; ;) {
    const rows = await db.all<Row>(
      `select key, ${conversationColumns} from conversations where key > ? order by key limit ?`,
      last,
      CONVERSATIONS_AT_ONCE,
    )
    for (const row of rows) {
      let found = await foldOne(db, row)
      // It may have moved on while it was read.
      if (found.fault !== null) found = await lookAgain(db, row)
      events += found.events
      if (found.fault === 'broken') broken.push(String(row['id']))
      if (found.fault === 'stale') stale.push({ key: row.key, should: found.should })
    }
    conversations += rows.length
    onProgress(conversations, Math.max(conversations, size?.total ?? 0))
    last = rows.at(-1)?.key ?? last
    if (rows.length < CONVERSATIONS_AT_ONCE) return { conversations, events, broken, stale }
  }
}

type Found = {
  readonly events: number
  readonly fault: 'broken' | 'stale' | null
  readonly should: Conversation
}

async function lookAgain(db: Reader, { key }: Row): Promise<Found> {
  const [row] = await db.all<Row>(
    `select key, ${conversationColumns} from conversations where key = ?`,
    key,
  )
  if (!row) throw new Error(`conversation ${key} was removed while it was read`)
  return foldOne(db, row)
}

async function foldOne(db: Reader, row: Row): Promise<Found> {
  const now = conversationOf(row)
  let should: Conversation | null = null
  let seq = 0
  for (;;) {
    const rows = await db.all<EventRow>(
      `select '' as conversation, seq, position, at, body from events
       where conversation = ? and seq > ? order by seq limit ?`,
      row.key,
      seq,
      EVENTS_AT_ONCE,
    )
    const events = read(rows)
    if (!events || events.some((event, i) => event.seq !== seq + 1 + i)) {
      return { events: seq, fault: 'broken', should: should ?? now }
    }
    should ??= conversationBefore(now, await isIdentifiedByEvent(db, row.key, now))
    should = conversationAfter(should, events)
    seq += events.length
    if (events.length < EVENTS_AT_ONCE) break
  }
  return { events: seq, fault: isDeepStrictEqual(should, now) ? null : 'stale', should }
}

function read(rows: readonly EventRow[]): Logged[] | null {
  try {
    return rows.map(loggedOf)
  } catch {
    return null
  }
}

async function isIdentifiedByEvent(db: Reader, key: number, now: Conversation): Promise<boolean> {
  if (now.customer === null) return false
  const [found] = await db.all(
    `select seq from events where conversation = ? and body like '{"kind":"identified"%' limit 1`,
    key,
  )
  return found !== undefined
}
