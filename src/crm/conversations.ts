import type { HandOverReason, Holder, Language, Person } from '../conversation.ts'
import type { Condition } from './access/rules.ts'
import type { Database } from './database.ts'
import type { Row } from './work.ts'

/** How a conversation stands: cached from its log by `conversation-after.ts`. */
export type Conversation = {
  readonly id: string
  readonly visitor: string
  readonly channel: string
  readonly language: Language
  /** The customer whose identity is proven, else null. */
  readonly customer: string | null
  readonly heldBy: Holder
  readonly agent: Person | null
  /** The id of whoever holds it or held it last; null when it is nobody's, or waits. */
  readonly owner: string | null
  /** The id of the team that it was sent to. */
  readonly team: string | null
  readonly status: 'open' | 'resolved'
  /** The number of the last event, and its position in the overall order; 0 before the first. */
  readonly lastSeq: number
  readonly lastPosition: number
  readonly lastAt: string
  /** How the latest message of any side begins. */
  readonly lastText: string
  readonly waitingSince: string | null
  /** Where it stands in the queue: `waitingSince` less the head start of the angry and the urgent. */
  readonly queuedFrom: string | null
  /** Some message was, since the bot last had the conversation to itself. */
  readonly isAngry: boolean
  readonly isUrgent: boolean
  readonly reason: HandOverReason | null
  /** The customer's messages since a person was asked for or last answered. */
  readonly unread: number
  readonly startedAt: string
}

export type ConversationFilter = {
  readonly heldBy?: Holder | undefined
  /** The id of the agent who holds it. */
  readonly agent?: string | undefined
  /** The id of the team that it was sent to. */
  readonly team?: string | undefined
  readonly status?: 'open' | 'resolved' | undefined
  readonly customer?: string | undefined
  readonly visitor?: string | undefined
  /** What of the table `conversations` whoever asks may see. */
  readonly seen?: Condition
  /** `next` of the page before. */
  readonly before?: number | undefined
  readonly limit?: number
}

export type ConversationPage = {
  readonly conversations: readonly Conversation[]
  /** Hand it back as `before` for the next page; null at the end. */
  readonly next: number | null
}

export async function findConversation(db: Database, id: string): Promise<Conversation | null> {
  const [row] = await db.all(`${select} where id = ?`, id)
  return row ? conversationOf(row) : null
}

/** Those in which something was said or done, newest activity first. */
export async function listConversations(
  db: Database,
  filter: ConversationFilter = {},
): Promise<ConversationPage> {
  const limit = Math.min(filter.limit ?? 50, 200)
  const conditions: string[] = ['last_position > 0']
  const params: unknown[] = []
  const where = (condition: string, value: unknown) => {
    if (value === undefined) return
    conditions.push(condition)
    params.push(value)
  }
  where('last_position < ?', filter.before)
  // A literal, so that the partial indexes can be used.
  const heldBy = filter.heldBy ?? (filter.agent === undefined ? undefined : 'agent')
  if (heldBy) conditions.push(`held_by = '${holders[heldBy]}'`)
  where('agent = ?', filter.agent)
  where('team = ?', filter.team)
  where('status = ?', filter.status)
  where('customer = ?', filter.customer)
  where('visitor = ?', filter.visitor)
  if (filter.seen) {
    conditions.push(filter.seen.sql)
    params.push(...filter.seen.params)
  }
  const rows = await db.all(
    `${select} where ${conditions.join(' and ')} order by last_position desc limit ?`,
    ...params,
    limit + 1,
  )
  const conversations = rows.slice(0, limit).map(conversationOf)
  const last = conversations.at(-1)
  return { conversations, next: rows.length > limit && last ? last.lastPosition : null }
}

/**
 * All that wait for a person, the longest wait first; whoever is angry or cannot wait stands as if
 * they had waited ten minutes longer for either.
 */
export async function queue(db: Database, seen?: Condition): Promise<Conversation[]> {
  const rows = await db.all(
    `${select} where held_by = 'queue' ${seen ? `and ${seen.sql}` : ''} order by queued_from, key`,
    ...(seen?.params ?? []),
  )
  return rows.map(conversationOf)
}

/** Those that moved on since a position of the overall order, in that order. */
export async function conversationsSince(
  db: Database,
  position: number,
  limit = 200,
): Promise<Conversation[]> {
  const rows = await db.all(
    `${select} where last_position > ? order by last_position limit ?`,
    position,
    limit,
  )
  return rows.map(conversationOf)
}

/** The position of the latest event of all; 0 before the first. */
export async function latestPosition(db: Database): Promise<number> {
  const [row] = await db.all<{ last: number }>(
    'select coalesce(max(position), 0) as last from events',
  )
  return row?.last ?? 0
}

const holders: Readonly<Record<Holder, string>> = { bot: 'bot', queue: 'queue', agent: 'agent' }

const columns = `id, visitor, channel, language, customer, held_by as "heldBy",
  agent as "agentId", agent_name as "agentName", owner, team, status, last_seq as "lastSeq",
  last_position as "lastPosition", last_at as "lastAt", last_text as "lastText",
  waiting_since as "waitingSince", queued_from as "queuedFrom", is_angry as "isAngry",
  is_urgent as "isUrgent", reason, unread, started_at as "startedAt"`

const select = `select ${columns} from conversations`

/** The statement of `record` reads the same columns. */
export const conversationColumns = columns

type ConversationRow = Omit<Conversation, 'agent' | 'isAngry' | 'isUrgent'> & {
  readonly isAngry: number
  readonly isUrgent: number
  readonly agentId: string | null
  readonly agentName: string | null
}

// Field by field: this is on the path of every turn, and several times faster than spreading.
export function conversationOf(row: Row): Conversation {
  const found = row as ConversationRow
  return {
    id: found.id,
    visitor: found.visitor,
    channel: found.channel,
    language: found.language,
    customer: found.customer,
    heldBy: found.heldBy,
    agent:
      found.agentId === null ? null : { id: found.agentId, name: found.agentName ?? found.agentId },
    owner: found.owner,
    team: found.team,
    status: found.status,
    lastSeq: found.lastSeq,
    lastPosition: found.lastPosition,
    lastAt: found.lastAt,
    lastText: found.lastText,
    waitingSince: found.waitingSince,
    queuedFrom: found.queuedFrom,
    isAngry: found.isAngry !== 0,
    isUrgent: found.isUrgent !== 0,
    reason: found.reason,
    unread: found.unread,
    startedAt: found.startedAt,
  }
}
