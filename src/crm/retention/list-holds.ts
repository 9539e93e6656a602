import type { Database } from '../database.ts'
import type { LegalHold } from './legal-hold.ts'

type Row = Omit<LegalHold, 'by'> & Record<`by${'Kind' | 'Id' | 'Name'}`, string>

/** The oldest first. */
export async function listHolds(db: Pick<Database, 'all'>): Promise<LegalHold[]> {
  const rows = await db.all<Row>(
    `select kind, id, reason, by_kind as "byKind", by_id as "byId", by_name as "byName", since
     from legal_holds order by since, kind, id`,
  )
  return rows.map(({ byKind, byId, byName, ...hold }) => ({
    ...hold,
    by: { kind: byKind as LegalHold['by']['kind'], id: byId, name: byName },
  }))
}
