/** The log is the truth: every conversation is an append-only list of events. */
import { randomBytes } from 'node:crypto'
import type { Event, Language, Logged } from '../conversation.ts'
import { Problem } from '../problem.ts'
import type { Change } from './change.ts'
import type { Database } from './database.ts'
import { loggedOf, type EventRow } from './event-row.ts'
import { recordEntry } from './record-entry.ts'
import { all } from './work.ts'

const LONGEST_ID = 200

export type NewConversation = {
  readonly id?: string
  readonly visitor: string
  readonly channel: string
  readonly language: Language
  readonly customer?: string
}

/** A conversation by a given or a new, unguessable id (128 bits). One that exists is left as it is. */
export async function startConversation(
  db: Database,
  { id = randomBytes(16).toString('hex'), visitor, channel, language, customer }: NewConversation,
): Promise<{ id: string; isNew: boolean }> {
  if (!/^[\x21-\x7e]+$/.test(id) || id.length > LONGEST_ID) {
    throw new Problem(
      'invalid',
      'BadConversationId',
      `A conversation's id must be 1 to ${LONGEST_ID} printable ASCII characters.`,
    )
  }
  const now = new Date().toISOString()
  const rows = await db.write(() =>
    all(
      `insert into conversations (id, visitor, channel, language, customer, last_at, started_at)
       values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing returning id`,
      id,
      visitor,
      channel,
      language,
      customer ?? null,
      now,
      now,
    ),
  )
  return { id, isNew: rows.length > 0 }
}

/** What is to be written into one conversation: all of it or nothing. */
export type Entry = {
  readonly conversation: string
  /** The number of the last event known: when there are later ones, nothing is written. */
  readonly after?: number
  /** When the conversation that is meant was started: its id may be another's since an erasure. */
  readonly startedAt?: string
  readonly events: readonly Event[]
  readonly changes?: readonly Change[]
  /** When it happened, ISO 8601, UTC; now when absent. */
  readonly at?: string
}

export type Receipt = {
  /** The event with this client id was recorded earlier: it is in `events`, nothing was written. */
  readonly isRepeat: boolean
  readonly events: readonly Logged[]
}

/**
 * Writes events and changes in one durable transaction, and numbers the events. Problems:
 * `ConversationNotFound`, `ConversationMovedOn` (there is an event above `after`), `ClientIdReused`
 * (the client id is taken by another body), and those of `applyChange`.
 */
export function record(db: Database, entry: Entry): Promise<Receipt> {
  const bodies = entry.events.map((event) => JSON.stringify(event))
  return db.write(() => recordEntry(entry, bodies))
}

/** The events of a conversation numbered above `after`, in order. */
export async function readLog(
  db: Database,
  conversation: string,
  after = 0,
  limit = 1_000,
): Promise<Logged[]> {
  const rows = await db.all<EventRow>(
    `${select} where id = ? and seq > ? order by seq limit ?`,
    conversation,
    after,
    limit,
  )
  return rows.map(loggedOf)
}

/** The events of all conversations above a position of the overall order, in that order. */
export async function readAllLogs(
  db: Database,
  afterPosition = 0,
  limit = 1_000,
): Promise<Logged[]> {
  const rows = await db.all<EventRow>(
    `${select} where position > ? order by position limit ?`,
    afterPosition,
    limit,
  )
  return rows.map(loggedOf)
}

const select = `select id as conversation, seq, position, at, body
  from events join conversations on key = conversation`
