import type { Database } from '../database.ts'
import type { Asker } from './asker.ts'
import { recordTables } from './record-tables.ts'
import type { RecordKind } from './rules.ts'

/** What belongs to somebody. */
const owned: ReadonlySet<RecordKind> = new Set([
  'customer',
  'company',
  'conversation',
  'ticket',
  'task',
  'opportunity',
])

/** Whether a record is the asker's own. */
export async function owns(
  db: Pick<Database, 'all'>,
  { id: me }: Asker,
  kind: RecordKind,
  id: string,
): Promise<boolean> {
  if (!owned.has(kind)) return false
  const [table, key] = recordTables[kind]
  const own = await db.all(`select 1 as own from ${table} where ${key} = ? and owner = ?`, id, me)
  return own.length > 0
}
