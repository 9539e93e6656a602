import type { Database } from '../database.ts'
import type { Asker } from './asker.ts'
import type { RecordKind } from './rules.ts'

/** Where the records that have an owner are kept, and by which column one is named. */
const tables: Partial<Record<RecordKind, readonly [table: string, key: string]>> = {
  customer: ['customers', 'id'],
  company: ['companies', 'id'],
  conversation: ['conversations', 'id'],
  ticket: ['tickets', 'number'],
  task: ['tasks', 'id'],
  opportunity: ['opportunities', 'id'],
}

/** Whether a record is the asker's own. */
export async function owns(
  db: Pick<Database, 'all'>,
  { id: me }: Asker,
  kind: RecordKind,
  id: string,
): Promise<boolean> {
  const place = tables[kind]
  if (!place) return false
  const [table, key] = place
  const own = await db.all(`select 1 as own from ${table} where ${key} = ? and owner = ?`, id, me)
  return own.length > 0
}
