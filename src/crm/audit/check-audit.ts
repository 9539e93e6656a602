import type { Database } from '../database.ts'
import { aboutHash, entryHash, FIRST, type Hashed } from './entry-hash.ts'

export type AuditCheck = {
  readonly entries: number
  /** The number of the first entry that is not what was written, or is missing; null when whole. */
  readonly brokenAt: number | null
  /** The hash of the last entry. Kept elsewhere, it shows when entries at the end were cut off. */
  readonly head: string
}

type Row = Hashed & {
  readonly id: string | null
  readonly detail: string | null
  readonly salt: string | null
  readonly hash: string
}

const AT_ONCE = 1_000

/** Reads the whole audit log and computes its chain of hashes anew. Memory stays flat. */
export async function checkAudit(
  db: Pick<Database, 'all'>,
  onProgress: (done: number) => void = () => {},
): Promise<AuditCheck> {
  let last = 0
  let head = FIRST
  for (;;) {
    const rows = await db.all<Row>(
      `select number, at, by_kind as "byKind", by_id as "byId", by_name as "byName", action, kind,
         id, detail, salt, about_hash as "aboutHash", hash
       from audit where number > ? order by number limit ?`,
      last,
      AT_ONCE,
    )
    for (const row of rows) {
      if (row.number !== last + 1 || !isWhole(row, head)) {
        return { entries: last, brokenAt: last + 1, head }
      }
      last = row.number
      head = row.hash
    }
    onProgress(last)
    if (rows.length < AT_ONCE) return { entries: last, brokenAt: null, head }
  }
}

function isWhole(row: Row, before: string): boolean {
  const { id, detail, salt } = row
  const isForgotten = id === null && detail === null && salt === null
  const isSo =
    isForgotten ||
    (id !== null && salt !== null && aboutHash({ id, detail, salt }) === row.aboutHash)
  return isSo && entryHash(row, before) === row.hash
}
