import { keyOf } from './apply-change.ts'
import type { Database } from './database.ts'

/** How often a proof of identity failed for this key since a time (ISO 8601, UTC). */
export async function failedProofs(db: Database, key: string, since: string): Promise<number> {
  const [row] = await db.all<{ count: number }>(
    'select count(*) as count from failed_proofs where key = ? and at >= ?',
    keyOf(key),
    since,
  )
  return row?.count ?? 0
}
