import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFolder } from '../make-folder.ts'
import { Problem } from '../problem.ts'
import { migrateCopy } from './keeping/migrate-copy.ts'
import { shareStore, type StoreLock } from './keeping/store-lock.ts'
import { isNewer, migrate, schemaIn } from './migrate.ts'
import { migrations } from './migrations.ts'
import { mustNotBeMoved } from './move/moved-mark.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { storeFile, type StoreFile } from './store-file.ts'
import type { Hint, Row, Work } from './work.ts'

export { all, one, run } from './work.ts'
export type { Hint, Query, Row, Work } from './work.ts'

export type Engine = 'sqlite' | 'postgres'

/** The store. This file alone chooses the engine, and nothing outside `crm` sees which it is. */
export interface Database {
  readonly engine: Engine
  /** What opens it again, in another process. As the store may move while it serves: ask each time. */
  readonly url: string
  /** Reads outside a transaction. `?` marks parameters on both engines. */
  all<R extends Row>(sql: string, ...params: readonly unknown[]): Promise<R[]>
  /**
   * Runs the work in a transaction, grouped with others into one durable commit; resolves only
   * once it is on disk. A throw undoes this work alone. A work may be performed anew
   * when another of its group failed, and so changes nothing but the store. Problem 'unavailable' when the disk is full
   * or the server gone: nothing was acknowledged, later calls work again by themselves.
   */
  write<T>(work: () => Work<T>): Promise<T>
  /** Calls back after commits of any process: a hint that there is something to read. */
  watch(listener: (hint: Hint) => void): () => void
  /** Finishes the writes under way, then lets go. */
  close(): Promise<void>
}

/**
 * Opens the store and brings its tables up to date. `url` is `postgres://…`, `sqlite:PATH`, a bare
 * path, or `sqlite::memory:`; `?key=` with 64 hex digits opens an encrypted file. Any number of
 * processes may open the same one. Problems besides `StoreUnavailable`: those of `openFile`, and
 * `StoreMoved` for a file that "parley move" has moved to a server.
 */
export async function openDatabase(url: string): Promise<Database> {
  const file = sqliteFile(url)
  if (file !== null && file.path !== ':memory:') return openSqliteFile(file)
  const db = file === null ? await openPostgres(url) : openSqlite(file)
  try {
    await migrate(db)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

/** Opens the store as it is, older or newer: to look at it, not to serve it. */
export async function openAsItIs(url: string): Promise<Database> {
  const file = sqliteFile(url)
  if (file === null) return openPostgres(url)
  const lock = await shareStore(file.path)
  try {
    return releasing(await openUnmoved(file), lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The database file that a URL names; null when it names a server. */
export const sqlitePath = (url: string): string | null => sqliteFile(url)?.path ?? null

/** The same with its key. A link is looked through: replacing the file must not replace the link. */
export function sqliteFile(url: string): StoreFile | null {
  const file = storeFile(url)
  if (file === null || file.path === ':memory:' || !existsSync(file.path)) return file
  return { ...file, path: realpathSync(file.path) }
}

async function openSqliteFile(file: StoreFile): Promise<Database> {
  const { path } = file
  makeFolder(dirname(path), 'DATA_DIR or DATABASE_URL')
  const until = performance.now() + WAIT_MS
  for (;;) {
    const lock = await shareStore(path)
    try {
      const db = await openUnmoved(file)
      const schema = await schemaIn(db)
      if (schema === migrations.length) return releasing(db, lock)
      await db.close()
      if (schema > migrations.length) throw isNewer(schema, migrations.length)
    } catch (error) {
      lock.release()
      throw error
    }
    lock.release()
    try {
      await migrateCopy(file)
    } catch (error) {
      // Those who start at the same time look again: another may have done it.
      const isInUse = error instanceof Problem && error.code === 'StoreInUse'
      if (!isInUse || performance.now() > until) throw error
      await sleep(50)
    }
  }
}

const WAIT_MS = 15_000

async function openUnmoved(file: StoreFile): Promise<Database> {
  const db = openSqlite(file)
  try {
    await mustNotBeMoved(db, file.path)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

function releasing(db: Database, lock: StoreLock): Database {
  return {
    ...db,
    async close() {
      await db.close()
      lock.release()
    },
  }
}
