import { queue } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'

/**
 * Where a waiting conversation stands, counted from 1. `place` is 0 when it does not wait; `joining`
 * tells where one that is about to wait from that time on (`queuedFrom`) will stand.
 */
export async function placeInQueue(
  db: Database,
  conversation: string,
  joining?: string,
): Promise<{ place: number; of: number }> {
  const waiting = await queue(db)
  const place = waiting.findIndex(({ id }) => id === conversation) + 1
  if (place > 0 || joining === undefined) return { place, of: waiting.length }
  const ahead = waiting.filter(({ queuedFrom }) => (queuedFrom ?? '') <= joining).length
  return { place: ahead + 1, of: waiting.length + 1 }
}
