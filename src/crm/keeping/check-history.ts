import type { Database } from '../database.ts'
import { recordShapes } from '../records/record-shapes.ts'

export type HistoryCheck = {
  readonly records: number
  /** Records, `order HP-10023`, whose latest change is not in the history. */
  readonly unexplained: readonly string[]
}

const MOST_NAMED = 10

/** Does the history say how every record came to the version it has? */
export async function checkHistory(db: Pick<Database, 'all'>): Promise<HistoryCheck> {
  let records = 0
  const unexplained: string[] = []
  for (const { kind, table, key } of recordShapes) {
    const [size] = await db.all<{ total: number }>(`select count(*) as total from ${table}`)
    records += size?.total ?? 0
    const rows = await db.all<{ key: string }>(
      `select r.${key} as key from ${table} r where r.version > 1 and not exists (
         select 1 from record_changes h
         where h.kind = ? and h.record = r.${key} and h.version = r.version)
       order by r.${key} limit ?`,
      kind,
      MOST_NAMED,
    )
    unexplained.push(...rows.map((row) => `${kind} ${row.key}`))
  }
  return { records, unexplained }
}
