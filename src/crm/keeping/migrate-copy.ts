import { constants, copyFileSync, chmodSync, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { connectSqlite } from '../connect-sqlite.ts'
import { migrate } from '../migrate.ts'
import { migrations } from '../migrations.ts'
import { openFile } from '../open-file.ts'
import { openSqlite } from '../sqlite.ts'
import type { StoreFile } from '../store-file.ts'
import { damageOf, schemaOf } from './inspect-sqlite.ts'
import { mustHaveRoom } from './room.ts'
import { settleSqlite } from './settle-sqlite.ts'
import { holdStoreAlone, isInUse } from './store-lock.ts'
import { removeDatabase, switchFile } from './switch-file.ts'

/**
 * Brings a database file up to date without ever touching it: a copy is migrated, checked, and put
 * in its place in one step. The file from before stays beside it, `….before-schema-N`. Whatever
 * fails leaves the old file as it was, and is told as a Problem 'conflict' `MigrationFailed`, or
 * `StoreInUse` when somebody has it open.
 */
export async function migrateCopy(
  { path, key }: StoreFile,
  steps: typeof migrations = migrations,
): Promise<void> {
  const lock = holdStoreAlone(path)
  const copy = `${path}.migrating`
  try {
    const before = existsSync(path) ? look({ path, key }) : null
    // Another process was quicker.
    if (before && before.schema >= steps.length) return
    removeDatabase(copy)
    if (before) {
      mustHaveRoom(dirname(path), statSync(path).size * 1.2)
      copyFileSync(path, copy, constants.COPYFILE_FICLONE)
      chmodSync(copy, 0o600)
    }
    await migrateAndCheck({ path: copy, key }, steps, before)
    switchFile(copy, path, before?.schema ? `${path}.before-schema-${before.schema}` : null)
  } catch (error) {
    if (error instanceof Problem) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw failed(path, steps.length, why, error)
  } finally {
    removeDatabase(copy)
    lock.release()
  }
}

type Look = { readonly schema: number; readonly conversations: number; readonly events: number }

/** Also empties the write-ahead log into the file, so that copying the file copies all. */
function look({ path, key }: StoreFile): Look {
  const connection = connectSqlite(path, key)
  try {
    const [log] = connection.pragma('wal_checkpoint(truncate)') as { busy: number }[]
    if (log?.busy !== 0) throw isInUse(path)
    return lookAt(connection)
  } finally {
    connection.close()
  }
}

function lookAt(connection: Sqlite.Database): Look {
  const schema = schemaOf(connection)
  if (schema === 0) return { schema, conversations: 0, events: 0 }
  const count = (table: string) =>
    Number(connection.prepare(`select count(*) from ${table}`).pluck().get())
  return { schema, conversations: count('conversations'), events: count('events') }
}

async function migrateAndCheck(
  copy: StoreFile,
  steps: typeof migrations,
  before: Look | null,
): Promise<void> {
  const db = openSqlite(copy)
  try {
    await migrate(db, steps)
  } finally {
    await db.close()
  }
  settleSqlite(copy)
  const connection = openFile(copy.path, copy.key, { readonly: true })
  try {
    const [damage] = damageOf(connection)
    if (damage !== undefined) throw new Error(damage)
    const after = lookAt(connection)
    if (!before) return
    if (after.conversations < before.conversations || after.events < before.events) {
      throw new Error('conversations or events were lost on the way')
    }
  } finally {
    connection.close()
  }
}

const failed = (path: string, schema: number, why: string, cause: unknown) =>
  new Problem(
    'conflict',
    'MigrationFailed',
    `The database ${path} could not be brought to schema ${schema}: ${why}. It is as it was, and the Parley of before still serves it.`,
    { cause },
  )
