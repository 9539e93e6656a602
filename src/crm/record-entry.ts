import type { Event, Logged } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { applyChange } from './apply-change.ts'
import { conversationAfter } from './conversation-after.ts'
import { conversationColumns, conversationOf, type Conversation } from './conversations.ts'
import { loggedOf, type EventRow } from './event-row.ts'
import type { Entry, Receipt } from './log.ts'
import { all, one, run, tell, type Row, type Work } from './work.ts'

const LONGEST_CLIENT_ID = 200

/** The work of `record`; `bodies` are the entry's events as JSON. */
export function* recordEntry(entry: Entry, bodies: readonly string[]): Work<Receipt> {
  const { events, changes = [], at = new Date().toISOString() } = entry
  const said = events.find((event) => clientIdOf(event) !== null)
  const row = yield* find(entry.conversation, said ? clientIdOf(said) : null)
  if (!row) {
    throw new Problem(
      'not-found',
      'ConversationNotFound',
      `There is no conversation ${entry.conversation}.`,
    )
  }
  if (said && row['body'] != null) return repeat(said, loggedOf(row as EventRow))
  const before = conversationOf(row)
  if (entry.after !== undefined && entry.after !== before.lastSeq) throw movedOn(entry, before)

  for (const change of changes) {
    yield* applyChange(change, { conversation: entry.conversation, at })
  }
  if (events.length === 0) return { isRepeat: false, events: [] }
  const logged = yield* append(before, events, bodies, at)
  const after = conversationAfter(before, logged)
  yield* keep(after)
  yield* tell({ conversation: after.id, seq: after.lastSeq, position: after.lastPosition })
  return { isRepeat: false, events: logged }
}

/** How the conversation stands, with the event that has this client id already. */
function find(conversation: string, clientId: string | null): Work<Row | null> {
  return clientId === null ? one(findIt, conversation) : one(findBoth, clientId, conversation)
}

const findIt = `select ${conversationColumns} from conversations where id = ?`

const findBoth = `select ${conversationColumns}, conversation, seq, position, at, body
  from conversations left join events on conversation = id and client_id = ? where id = ?`

function clientIdOf(event: Event): string | null {
  if (!('clientId' in event) || event.clientId === undefined) return null
  if (event.clientId.length <= LONGEST_CLIENT_ID) return event.clientId
  throw new Problem(
    'invalid',
    'ClientIdTooLong',
    `A client's id of a message may have at most ${LONGEST_CLIENT_ID} characters, this has ${event.clientId.length}.`,
  )
}

function repeat(said: Event, stored: Logged): Receipt {
  if (isSame(said, stored)) return { isRepeat: true, events: [stored] }
  throw new Problem(
    'conflict',
    'ClientIdReused',
    `Another message of this conversation has the id ${clientIdOf(said)} already. Send this one with an id of its own.`,
  )
}

const isSame = (one: Event, other: Event): boolean =>
  one.kind === other.kind && textOf(one) === textOf(other) && payloadOf(one) === payloadOf(other)

const textOf = (event: Event) => ('text' in event ? event.text : undefined)

const payloadOf = (event: Event) => ('payload' in event ? event.payload : undefined)

const movedOn = ({ conversation, after }: Entry, { lastSeq }: Conversation) =>
  new Problem(
    'conflict',
    'ConversationMovedOn',
    `Conversation ${conversation} is at event ${lastSeq}, not ${after}. Read what came, then try again.`,
  )

function* append(
  { id, lastSeq }: Conversation,
  events: readonly Event[],
  bodies: readonly string[],
  at: string,
): Work<Logged[]> {
  const params: unknown[] = []
  events.forEach((event, i) => {
    params.push(id, lastSeq + 1 + i, at, clientIdOf(event), bodies[i])
  })
  const rows = yield* all<{ position: number; seq: number }>(insertOf(events.length), ...params)
  // The rows come in no promised order.
  const positions = new Map(rows.map(({ seq, position }) => [seq, position]))
  return events.map((event, i) => {
    const seq = lastSeq + 1 + i
    return { ...event, conversation: id, seq, position: positions.get(seq) ?? 0, at }
  })
}

const inserts: string[] = []

/** One statement for all events of an entry, the same text for the same number of them. */
const insertOf = (count: number): string =>
  (inserts[count] ??= `insert into events (conversation, seq, at, client_id, body)
    values ${Array(count).fill('(?, ?, ?, ?, ?)').join(', ')} returning seq, position`)

function keep(now: Conversation): Work<void> {
  return run(
    `update conversations set language = ?, customer = ?, held_by = ?, agent = ?, agent_name = ?,
       status = ?, reason = ?, last_seq = ?, last_position = ?, last_at = ?, last_text = ?,
       waiting_since = ?, unread = ? where id = ?`,
    now.language,
    now.customer,
    now.heldBy,
    now.agent?.id ?? null,
    now.agent?.name ?? null,
    now.status,
    now.reason,
    now.lastSeq,
    now.lastPosition,
    now.lastAt,
    now.lastText,
    now.waitingSince,
    now.unread,
    now.id,
  )
}
