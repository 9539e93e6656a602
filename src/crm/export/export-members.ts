import type { Database } from '../database.ts'
import { segmentFields } from '../segments/fields.ts'
import type { Filter } from '../segments/filter.ts'
import { walkSegment } from '../segments/walk-segment.ts'
import { exportTables, type ExportRow } from './export-tables.ts'

/** The customers whom a filter finds now, with what `exportRows` has of them. */
export async function* exportMembers(
  db: Database,
  filter: Filter,
): AsyncGenerator<readonly ExportRow[]> {
  const columns = exportTables.customers.columns.map((column) => `c.${column}`).join(', ')
  const options = { fields: segmentFields, now: new Date(), columns }
  for await (const { members } of walkSegment<ExportRow>(db, filter, options)) yield members
}
