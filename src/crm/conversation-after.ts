import type { Logged } from '../conversation.ts'
import type { Conversation } from './conversations.ts'

const EXCERPT = 200

/** How a conversation stands after events: the desk's cache, folded from the log and from nothing else. */
export function conversationAfter(
  conversation: Conversation,
  events: readonly Logged[],
): Conversation {
  return events.reduce(afterOne, conversation)
}

function afterOne(before: Conversation, event: Logged): Conversation {
  const { seq, position, at } = event
  const now = { ...before, lastSeq: seq, lastPosition: position, lastAt: at }
  const nobodyAsked = { waitingSince: null, reason: null, unread: 0 }
  switch (event.kind) {
    case 'customer-said':
      return {
        ...now,
        status: 'open',
        lastText: excerpt(event.text),
        language: event.understanding?.language ?? before.language,
        unread: before.heldBy === 'bot' ? 0 : before.unread + 1,
      }
    case 'bot-said':
      return event.text === undefined ? now : { ...now, lastText: excerpt(event.text) }
    case 'agent-said':
      return { ...now, lastText: excerpt(event.text), unread: 0 }
    case 'identified':
      return { ...now, customer: event.customer }
    case 'handed-over':
      return {
        ...now,
        heldBy: 'queue',
        agent: null,
        status: 'open',
        // Asked for again while waiting: the place in the queue stays.
        waitingSince: before.waitingSince ?? at,
        reason: event.reason,
        unread: Math.max(before.unread, 1),
      }
    case 'claimed':
      return { ...now, status: 'open', heldBy: 'agent', agent: event.agent, waitingSince: null }
    case 'given-back':
      return { ...now, ...nobodyAsked, heldBy: 'bot', agent: null }
    case 'resolved':
      return { ...now, ...nobodyAsked, heldBy: 'bot', agent: null, status: 'resolved' }
    default:
      return now
  }
}

/** Cut between characters, never inside one. */
function excerpt(text: string): string {
  return text.length <= EXCERPT ? text : text.slice(0, EXCERPT).replace(/[\uD800-\uDBFF]$/, '')
}
