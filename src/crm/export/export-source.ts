import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { findSegment } from '../segments/segments.ts'
import { exportMembers } from './export-members.ts'
import { exportRows } from './export-rows.ts'
import { exportTables, type ExportKind, type ExportRow } from './export-tables.ts'

/** What a file is made of. */
export type ExportSource = {
  readonly name: string
  readonly columns: readonly string[]
  readonly pages: AsyncIterable<readonly ExportRow[]>
}

/**
 * All of a kind, or the customers of a segment. Problems: 'invalid' `NotOfSegments` when they are no
 * customers; 'not-found' `SegmentNotFound`.
 */
export async function exportSource(
  db: Database,
  kind: ExportKind,
  segment?: string,
): Promise<ExportSource> {
  const { columns } = exportTables[kind]
  if (segment === undefined) return { name: kind, columns, pages: exportRows(db, kind) }
  if (kind !== 'customers') {
    throw new Problem(
      'invalid',
      'NotOfSegments',
      `Only customers are in segments: export customers of ${segment}, not ${kind}.`,
    )
  }
  const found = await findSegment(db, segment)
  if (!found) throw new Problem('not-found', 'SegmentNotFound', `There is no segment ${segment}.`)
  return { name: kind, columns, pages: exportMembers(db, found.filter) }
}
