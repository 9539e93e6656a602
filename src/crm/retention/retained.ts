import type { Event } from '../../conversation.ts'
import { eraseConversation } from '../privacy/erase-conversation.ts'
import { forgetInAudit } from '../audit/forget-in-audit.ts'
import type { Database } from '../database.ts'
import { forgetConversation, forgetRecord } from '../search/forget.ts'
import { all, run, type Work } from '../work.ts'

/** Kinds of records that can be kept for so many days, counted from where `dated` says. */
export type RetainedKind = keyof typeof retained

type Due = {
  readonly table: string
  /** The column that names a row, and that of its time. */
  readonly key: string
  readonly dated: string
  /** What else must be so, without parameters. */
  readonly where: string
  /** The same for rows that only a legal hold keeps. */
  readonly heldWhere?: string
  /** Erases some rows, given by their keys, in the transaction that found them. */
  readonly erase: (
    db: Pick<Database, 'engine'>,
    keys: readonly (string | number)[],
    at: string,
  ) => Work<void>
}

const isHeld = (customer: string, conversation: string): string =>
  `exists (select 1 from legal_holds h where (h.kind = 'customer' and h.id = ${customer})
     or (h.kind = 'conversation' and h.id = ${conversation}))`

const marks = (keys: readonly unknown[]): string => keys.map(() => '?').join(', ')

const deleteFrom =
  (table: string, key: string): Due['erase'] =>
  (_db, keys) =>
    run(`delete from ${table} where ${key} in (${marks(keys)})`, ...keys)

const conversationHeld = isHeld('conversations.customer', 'conversations.id')
const ticketHeld = isHeld('tickets.customer', 'tickets.conversation')

export const retained = {
  /** From the last event; not while somebody waits in it or an agent holds it. */
  conversations: {
    table: 'conversations',
    key: 'key',
    dated: 'last_at',
    where: `visitor <> 'erased' and held_by = 'bot'`,
    heldWhere: conversationHeld,
    erase: eraseConversations,
  },
  /** Why the bot decided as it did: the words and examples, and which records it read. */
  traces: {
    table: 'events',
    key: 'position',
    dated: 'at',
    where: `body like '{"kind":"decided"%' and (body like '%"words":[%'
      or body like '%"nearest":[%' or body like '%"reads":[%')`,
    heldWhere: `exists (select 1 from conversations c where c.key = events.conversation
      and ${isHeld('c.customer', 'c.id')})`,
    erase: thinTraces,
  },
  /** From when they were closed. */
  tickets: {
    table: 'tickets',
    key: 'number',
    dated: 'closed_at',
    where: 'closed_at is not null',
    heldWhere: ticketHeld,
    erase: eraseTickets,
  },
  /** Whom an entry of the audit log was about is forgotten; the entry and the chain stay. */
  audit: {
    table: 'audit',
    key: 'number',
    dated: 'at',
    where: 'id is not null',
    heldWhere: `exists (select 1 from legal_holds h where h.kind = audit.kind and h.id = audit.id)`,
    erase: (_db, keys) =>
      run(
        `update audit set id = null, detail = null, salt = null where number in (${marks(keys)})`,
        ...keys,
      ),
  },
  'failed-proofs': {
    table: 'failed_proofs',
    key: 'id',
    dated: 'at',
    where: '1 = 1',
    erase: deleteFrom('failed_proofs', 'id'),
  },
  /** From when they ended. */
  sessions: {
    table: 'sessions',
    key: 'token_hash',
    dated: 'expires_at',
    where: '1 = 1',
    erase: deleteFrom('sessions', 'token_hash'),
  },
  'sign-in-links': {
    table: 'sign_in_links',
    key: 'token_hash',
    dated: 'expires_at',
    where: '1 = 1',
    erase: deleteFrom('sign_in_links', 'token_hash'),
  },
  /** The hashes of who was erased: a backup from before then brings them back. */
  erasures: {
    table: 'erasures',
    key: 'hash',
    dated: 'at',
    where: '1 = 1',
    erase: deleteFrom('erasures', 'hash'),
  },
} as const satisfies Record<string, Due>

export const retainedKinds = Object.keys(retained) as RetainedKind[]

/** Everything that `retained` says of a kind, as one type. */
export const dueOf = (kind: RetainedKind): Due => retained[kind]

function* eraseConversations(
  db: Pick<Database, 'engine'>,
  keys: readonly (string | number)[],
  at: string,
): Work<void> {
  for (const key of keys) {
    const rows = yield* all<{ id: string }>('select id from conversations where key = ?', key)
    for (const { id } of rows) {
      yield* forgetConversation(db, id)
      yield* forgetInAudit('conversation', [id])
      yield* eraseConversation(Number(key), at)
    }
  }
}

function* eraseTickets(
  db: Pick<Database, 'engine'>,
  keys: readonly (string | number)[],
): Work<void> {
  yield* run(`delete from tasks where ticket in (${marks(keys)})`, ...keys)
  for (const [table, kind] of [
    ['notes', 'ticket'],
    ['record_changes', 'ticket'],
  ]) {
    yield* run(`delete from ${table} where kind = ? and record in (${marks(keys)})`, kind, ...keys)
  }
  yield* run(`delete from tickets where number in (${marks(keys)})`, ...keys)
  for (const number of keys) yield* forgetRecord(db, 'ticket', String(number))
  yield* forgetInAudit('ticket', keys.map(String))
}

function* thinTraces(
  _db: Pick<Database, 'engine'>,
  positions: readonly (string | number)[],
): Work<void> {
  for (const position of positions) {
    const rows = yield* all<{ body: string }>(
      'select body from events where position = ?',
      position,
    )
    for (const { body } of rows) {
      const event = JSON.parse(body) as Extract<Event, { kind: 'decided' }>
      const thin: Event = { ...event, trace: { model: event.trace.model } }
      yield* run('update events set body = ? where position = ?', JSON.stringify(thin), position)
    }
  }
}
