import type { Database } from '../database.ts'

export type PostgresArchive = {
  readonly isOn: boolean
  /** When the server last archived a segment, and last failed to; ISO 8601, null for never. */
  readonly lastAt: string | null
  readonly failedAt: string | null
}

/** Whether the server keeps an archive of its log: with it every moment can be restored. */
export async function postgresArchive(db: Pick<Database, 'all'>): Promise<PostgresArchive> {
  const [mode] = await db.all<{ setting: string }>(
    "select setting from pg_settings where name = 'archive_mode'",
  )
  const [row] = await db.all<{ last: string | null; failed: string | null }>(
    `select to_json(last_archived_time) #>> '{}' as last, to_json(last_failed_time) #>> '{}' as failed
     from pg_stat_archiver`,
  )
  return {
    isOn: mode !== undefined && mode.setting !== 'off',
    lastAt: row?.last ?? null,
    failedAt: row?.failed ?? null,
  }
}
