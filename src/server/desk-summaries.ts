import type { Conversation } from '../crm/conversations.ts'
import { findCustomers } from '../crm/customers.ts'
import type { Database } from '../crm/database.ts'
import type { ConversationSummary } from './wire.ts'

/** Conversations as lists show them, with their proven customers' names. */
export async function summariesOf(
  db: Database,
  conversations: readonly Conversation[],
): Promise<ConversationSummary[]> {
  const ids = conversations.flatMap(({ customer }) => (customer === null ? [] : [customer]))
  const customers = await findCustomers(db, ids)
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  return conversations.map((conversation) => ({
    id: conversation.id,
    channel: conversation.channel,
    language: conversation.language,
    customer:
      conversation.customer === null
        ? null
        : {
            id: conversation.customer,
            name: names.get(conversation.customer) ?? conversation.customer,
          },
    heldBy: conversation.heldBy,
    agent: conversation.agent,
    status: conversation.status,
    lastSeq: conversation.lastSeq,
    lastPosition: conversation.lastPosition,
    lastAt: conversation.lastAt,
    lastText: conversation.lastText,
    waitingSince: conversation.waitingSince,
    queuedFrom: conversation.queuedFrom,
    isAngry: conversation.isAngry,
    isUrgent: conversation.isUrgent,
    reason: conversation.reason,
    unread: conversation.unread,
    startedAt: conversation.startedAt,
  }))
}
