import type { Event, Logged } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { applyChange } from './apply-change.ts'
import { conversationAfter } from './conversation-after.ts'
import { conversationColumns, conversationOf, type Conversation } from './conversations.ts'
import { loggedOf, type EventRow } from './event-row.ts'
import type { Entry, Receipt } from './log.ts'
import { mustNotBeErased } from './privacy/must-not-be-erased.ts'
import { actorIn } from './records/actor.ts'
import { noteResponse } from './service/note-response.ts'
import { insertEach, one, run, tell, type Row, type Work } from './work.ts'

const LONGEST_CLIENT_ID = 200

/** The work of `record`; `bodies` are the entry's events as JSON. */
export function* recordEntry(entry: Entry, bodies: readonly string[]): Work<Receipt> {
  const { events, changes = [], at = new Date().toISOString() } = entry
  const said = events.find((event) => 'clientId' in event && event.clientId !== undefined)
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
  // Another conversation by now, under the id of one that was erased.
  if (entry.startedAt !== undefined && entry.startedAt !== before.startedAt) {
    throw movedOn(entry, before)
  }
  for (const event of events) {
    if (event.kind === 'identified') yield* mustNotBeErased(event.customer)
  }

  if (changes.length > 0) {
    const proof = events.findLast((event) => event.kind === 'identified')
    const by = actorIn(entry.conversation, proof?.customer ?? before.customer)
    for (const change of changes) {
      yield* applyChange(change, { conversation: entry.conversation, at, by })
    }
  }
  const answer = events.findLast((event) => event.kind === 'agent-said')
  if (answer) yield* noteResponse(entry.conversation, { kind: 'agent', ...answer.agent }, at)
  if (events.length === 0) return { isRepeat: false, events: [] }
  const key = Number(row['key'])
  const logged = yield* append(key, before, events, bodies, at)
  const after = conversationAfter(before, logged)
  yield* keepConversation(key, after)
  yield* tell({ conversation: after.id, seq: after.lastSeq, position: after.lastPosition })
  return { isRepeat: false, events: logged }
}

/** How the conversation stands, with the event that has this client id already. */
function find(conversation: string, clientId: string | null): Work<Row | null> {
  return clientId === null ? one(findIt, conversation) : one(findBoth, clientId, conversation)
}

const findIt = `select key, ${conversationColumns} from conversations where id = ?`

const findBoth = `select key, ${conversationColumns}, id as conversation, seq, position, at, body
  from conversations left join events on conversation = key and client_id = ? where id = ?`

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
  key: number,
  { id, lastSeq }: Conversation,
  events: readonly Event[],
  bodies: readonly string[],
  at: string,
): Work<Logged[]> {
  const rows = events.map((event, i) => [key, lastSeq + 1 + i, at, clientIdOf(event), bodies[i]])
  const positions = yield* insertEach(insertEvent, rows, 'position')
  return events.map((event, i) => ({
    ...event,
    conversation: id,
    seq: lastSeq + 1 + i,
    position: positions[i] ?? 0,
    at,
  }))
}

const insertEvent =
  'insert into events (conversation, seq, at, client_id, body) values (?, ?, ?, ?, ?)'

/** Writes how a conversation stands now, as its log folds to it. */
export function keepConversation(key: number, now: Conversation): Work<void> {
  return run(
    `update conversations set language = ?, customer = ?, held_by = ?, agent = ?, agent_name = ?,
       owner = ?, team = ?, status = ?, reason = ?, last_seq = ?, last_position = ?, last_at = ?, last_text = ?,
       waiting_since = ?, queued_from = ?, is_angry = ?, is_urgent = ?, unread = ? where key = ?`,
    now.language,
    now.customer,
    now.heldBy,
    now.agent?.id ?? null,
    now.agent?.name ?? null,
    now.owner,
    now.team,
    now.status,
    now.reason,
    now.lastSeq,
    now.lastPosition,
    now.lastAt,
    now.lastText,
    now.waitingSince,
    now.queuedFrom,
    now.isAngry ? 1 : 0,
    now.isUrgent ? 1 : 0,
    now.unread,
    key,
  )
}
