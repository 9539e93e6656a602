import { queue } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'

/** Where a waiting conversation stands, counted from 1; `place` is 0 when it does not wait. */
export async function placeInQueue(
  db: Database,
  conversation: string,
): Promise<{ place: number; of: number }> {
  const waiting = await queue(db)
  return { place: waiting.findIndex(({ id }) => id === conversation) + 1, of: waiting.length }
}
