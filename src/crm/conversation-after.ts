import type { Logged } from '../conversation.ts'
import type { Conversation } from './conversations.ts'
import { pressing, queuedFrom } from './queued-from.ts'

const EXCERPT = 200

/** How a conversation stands after events: the desk's cache, folded from the log and from nothing else. */
export function conversationAfter(
  conversation: Conversation,
  events: readonly Logged[],
): Conversation {
  const now: Changing = { ...conversation }
  for (const event of events) change(now, event)
  return now
}

type Changing = { -readonly [Field in keyof Conversation]: Conversation[Field] }

// In place: this is on the path of every turn, and a copy for each event costs more than the rest.
function change(now: Changing, event: Logged): void {
  now.lastSeq = event.seq
  now.lastPosition = event.position
  now.lastAt = event.at
  switch (event.kind) {
    case 'session-started':
      if (now.heldBy === 'bot') backToBot(now)
      break
    case 'customer-said':
      now.status = 'open'
      now.lastText = excerpt(event.text)
      now.language = event.understanding?.language ?? now.language
      now.unread = now.heldBy === 'bot' ? 0 : now.unread + 1
      Object.assign(now, pressing(now, event.understanding))
      now.queuedFrom = queuedFrom(now)
      break
    case 'bot-said':
      if (event.text !== undefined) now.lastText = excerpt(event.text)
      break
    case 'agent-said':
      now.lastText = excerpt(event.text)
      now.unread = 0
      break
    case 'identified':
      now.customer = event.customer
      break
    case 'handed-over':
      toQueue(now, event.at)
      now.reason = event.reason
      now.unread = Math.max(now.unread, 1)
      break
    case 'sent-to-team':
      toQueue(now, event.at)
      now.team = event.team.id
      break
    case 'claimed':
      now.status = 'open'
      now.heldBy = 'agent'
      now.agent = event.agent
      now.owner = event.agent.id
      now.waitingSince = null
      now.queuedFrom = null
      break
    case 'given-back':
      backToBot(now)
      break
    case 'resolved':
      backToBot(now)
      now.status = 'resolved'
      break
    case 'erased':
      backToBot(now)
      now.status = 'resolved'
      now.customer = null
      now.owner = null
      now.team = null
      now.lastText = ''
  }
}

function toQueue(now: Changing, at: string): void {
  now.heldBy = 'queue'
  now.agent = null
  now.owner = null
  now.status = 'open'
  // Asked for again while waiting: the place in the queue stays.
  now.waitingSince ??= at
  now.queuedFrom = queuedFrom(now)
}

function backToBot(now: Changing): void {
  now.heldBy = 'bot'
  now.agent = null
  now.waitingSince = null
  now.queuedFrom = null
  now.isAngry = false
  now.isUrgent = false
  now.reason = null
  now.unread = 0
}

/** Cut between characters, never inside one. */
function excerpt(text: string): string {
  if (text.length <= EXCERPT) return text
  const last = text.charCodeAt(EXCERPT - 1)
  const isHalf = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isHalf ? EXCERPT - 1 : EXCERPT)
}
