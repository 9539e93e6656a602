import type { ConversationSummary, Inbox } from '../../server/wire.ts'

export function belongs(
  { heldBy, agent, status }: ConversationSummary,
  inbox: Inbox,
  me: string | undefined,
): boolean {
  if (inbox === 'resolved') return status === 'resolved'
  if (status === 'resolved') return false
  if (inbox === 'waiting') return heldBy === 'queue'
  return inbox === 'open' || (heldBy === 'agent' && agent?.id === me)
}

/** The queue longest waiting first, with the head start of the angry and the urgent; all others latest activity first. */
export function byOrderOf(inbox: Inbox) {
  return inbox === 'waiting'
    ? (a: ConversationSummary, b: ConversationSummary) => compare(queued(a), queued(b))
    : (a: ConversationSummary, b: ConversationSummary) => b.lastPosition - a.lastPosition
}

/** Whether the loaded pages reach it: behind their end others may be missing in between. */
export function isWithin(
  conversation: ConversationSummary,
  inbox: Inbox,
  { next, last }: { readonly next: string | null; readonly last: ConversationSummary | null },
): boolean {
  return next === null || last === null || byOrderOf(inbox)(conversation, last) <= 0
}

const queued = ({ queuedFrom, id }: ConversationSummary) => `${queuedFrom ?? ''} ${id}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
