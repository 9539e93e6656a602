import type { Conversation } from './conversations.ts'

/**
 * A conversation before its first event: what its log is folded from. What it was started with is
 * taken from how it stands, as no event tells it.
 */
export function conversationBefore(now: Conversation, isIdentifiedByEvent: boolean): Conversation {
  return {
    id: now.id,
    visitor: now.visitor,
    channel: now.channel,
    language: now.language,
    customer: isIdentifiedByEvent ? null : now.customer,
    heldBy: 'bot',
    agent: null,
    owner: null,
    team: null,
    status: 'open',
    lastSeq: 0,
    lastPosition: 0,
    lastAt: now.startedAt,
    lastText: '',
    waitingSince: null,
    queuedFrom: null,
    isAngry: false,
    isUrgent: false,
    reason: null,
    unread: 0,
    startedAt: now.startedAt,
  }
}
