import type { Understanding } from '../conversation.ts'
import type { Conversation } from './conversations.ts'

type Pressing = Pick<Conversation, 'isAngry' | 'isUrgent'>

/** Those of a conversation with one more message: once angry or urgent, it stays so. */
export function pressing(so: Pressing, understanding: Understanding | undefined): Pressing {
  return {
    isAngry: so.isAngry || (understanding?.isUpset ?? false),
    isUrgent: so.isUrgent || (understanding?.urgency ?? 0) >= URGENT,
  }
}

const URGENT = 0.5

/**
 * The time that a waiting conversation is sorted by in the queue, ISO 8601: that of its hand-over,
 * ten minutes earlier for an angry customer and ten for an urgent one. A head start, not a rank,
 * so that nobody who is calm waits for ever.
 */
export function queuedFrom({
  waitingSince,
  isAngry,
  isUrgent,
}: Pressing & Pick<Conversation, 'waitingSince'>): string | null {
  const minutes = (isAngry ? HEAD_START : 0) + (isUrgent ? HEAD_START : 0)
  if (waitingSince === null || minutes === 0) return waitingSince
  return new Date(Date.parse(waitingSince) - minutes * 60_000).toISOString()
}

const HEAD_START = 10
