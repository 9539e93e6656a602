import { existsSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { openAsItIs, sqliteFile, type Database } from '../database.ts'
import { schemaIn } from '../migrate.ts'
import { migrations } from '../migrations.ts'
import { checkAudit, type AuditCheck } from '../audit/check-audit.ts'
import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'
import { checkHistory, type HistoryCheck } from './check-history.ts'
import { checkLog, type LogCheck } from './check-log.ts'
import { damageOf } from './inspect-sqlite.ts'
import { postgresArchive, type PostgresArchive } from './postgres-archive.ts'
import { repairCaches } from './repair-caches.ts'

export type StoreCheck = {
  readonly exists: boolean
  readonly schema: number
  readonly knownSchema: number
  /** What the engine finds wrong with its own files. */
  readonly damage: readonly string[]
  /** Null when the damage or another schema leaves nothing to read. */
  readonly log: LogCheck | null
  readonly audit: AuditCheck | null
  readonly history: HistoryCheck | null
  /** How many caches were folded anew. */
  readonly repaired: number
  readonly newestEventAt: string | null
  /** Of PostgreSQL. */
  readonly archive: PostgresArchive | null
}

/** Looks at the whole store, changing nothing unless the caches are to be repaired. */
export async function checkStore(
  url: string,
  {
    repair = false,
    onProgress = () => {},
  }: { repair?: boolean; onProgress?: (done: number, total: number) => void } = {},
): Promise<StoreCheck> {
  const knownSchema = migrations.length
  const nothing = {
    knownSchema,
    log: null,
    audit: null,
    history: null,
    archive: null,
    repaired: 0,
    newestEventAt: null,
    schema: 0,
  }
  const file = sqliteFile(url)
  if (file !== null && !existsSync(file.path)) return { ...nothing, exists: false, damage: [] }
  const damage = file === null ? [] : damageOfFile(file)
  if (damage.length > 0) return { ...nothing, exists: true, damage }
  const db = await openAsItIs(url)
  try {
    const schema = await schemaIn(db)
    if (schema !== knownSchema) return { ...nothing, exists: true, schema, damage }
    let log = await checkLog(db, onProgress)
    const repaired = repair ? log.stale.length : 0
    if (repaired > 0) {
      await repairCaches(
        db,
        log.stale.map(({ key }) => key),
      )
      log = await checkLog(db, onProgress)
    }
    const audit = await checkAudit(db)
    const history = await checkHistory(db)
    const newestEventAt = await newestEvent(db)
    const archive = db.engine === 'postgres' ? await postgresArchive(db) : null
    const found = { log, audit, history, archive, repaired, newestEventAt }
    return { ...nothing, exists: true, schema, damage, ...found }
  } finally {
    await db.close()
  }
}

function damageOfFile({ path, key }: StoreFile): string[] {
  let connection: Sqlite.Database | undefined
  try {
    connection = openFile(path, key, { timeout: 5_000, fileMustExist: true })
    return damageOf(connection)
  } catch (error) {
    if (error instanceof Problem) throw error
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    connection?.close()
  }
}

async function newestEvent(db: Database): Promise<string | null> {
  const [row] = await db.all<{ at: string | null }>(
    'select at from events order by position desc limit 1',
  )
  return row?.at ?? null
}
