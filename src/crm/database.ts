import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Hint, Row, Work } from './work.ts'

export { all, one, run } from './work.ts'
export type { Hint, Query, Row, Work } from './work.ts'

export type Engine = 'sqlite' | 'postgres'

/** The store. This file alone chooses the engine, and nothing outside `crm` sees which it is. */
export interface Database {
  readonly engine: Engine
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
 * path, or `sqlite::memory:`. Any number of processes may open the same one.
 */
export async function openDatabase(url: string): Promise<Database> {
  const db = await openEngine(url)
  try {
    await migrate(db)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

async function openEngine(url: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url)
  const path = url.replace(/^sqlite:(\/\/(?=\/))?/, '')
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  return openSqlite(path)
}
