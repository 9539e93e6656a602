/**
 * The embedded engine. Several processes may use one file: writes wait for each other's short
 * transactions, and what another process wrote is noticed within a quarter of a second.
 */
import type Sqlite from 'better-sqlite3'
import { connectSqlite } from './connect-sqlite.ts'
import { movedAway } from './move/moved-mark.ts'
import { newsSince } from './news-since.ts'
import { sqliteCode } from './sqlite-code.ts'
import type { StoreFile } from './store-file.ts'
import { closed, unavailable } from './unavailable.ts'
import { walSync } from './wal-sync.ts'
import { storable, type Hint, type Insert, type Row, type Work } from './work.ts'

type Statement = Sqlite.Statement<unknown[], Row>

type Waiting = {
  readonly perform: () => () => void
  readonly reject: (reason: unknown) => void
}

/** More works than this are not put into one transaction: others want the event loop, too. */
const MOST_IN_A_GROUP = 500
const LOOK_FOR_OTHERS_MS = 250

export function openSqlite({ path, key }: StoreFile, syncOf = walSync) {
  const connection = connectSqlite(path, key)
  // Each commit is synced by `log.sync` before anybody hears of it.
  connection.pragma('synchronous = normal')
  const log = syncOf(path)
  const statements = new Map<string, Statement>()
  const listeners = new Set<(hint: Hint) => void>()
  let waiting: Waiting[] = []
  let hints: Hint[] = []
  let isOpen = true
  /** Pending while a commit is on its way to the disk: it is not to be seen before. */
  let syncing: Promise<void> | undefined
  let isDoubtful = false
  let looking: NodeJS.Timeout | undefined
  let version = 0
  let seen = 0
  let hasWritten = false

  const begin = connection.prepare('begin immediate')
  const commit = connection.prepare('commit')
  const rollback = connection.prepare('rollback')
  const savepoint = connection.prepare('savepoint work')
  const release = connection.prepare('release work')
  const undo = connection.prepare('rollback to work')
  const dataVersion = connection.prepare('pragma data_version').pluck()

  function prepared(sql: string): Statement {
    let statement = statements.get(sql)
    if (!statement) {
      statement = connection.prepare<unknown[], Row>(sql)
      statements.set(sql, statement)
    }
    return statement
  }

  function query(sql: string, params: readonly unknown[]): Row[] {
    const statement = prepared(sql)
    if (!statement.readonly) hasWritten = true
    const values = params.map(storable)
    if (statement.reader) return statement.all(values)
    statement.run(values)
    return []
  }

  /** Row by row: a statement of many rows, or one that returns them, keeps a journal of its own. */
  function insertRows({ insert, rows, numbered }: Insert): Row[] {
    const statement = prepared(insert)
    const given: Row[] = []
    hasWritten = true
    for (const row of rows) {
      const { lastInsertRowid } = statement.run(row.map(storable))
      if (numbered !== undefined) given.push({ [numbered]: lastInsertRowid })
    }
    return given
  }

  function follow<T>(work: Work<T>): T {
    let next = work.next([])
    while (!next.done) {
      const asked = next.value
      if ('tell' in asked) {
        hints.push(asked.tell)
        next = work.next([])
      } else {
        next = work.next('insert' in asked ? insertRows(asked) : query(asked.sql, asked.params))
      }
    }
    return next.value
  }

  function flush(): void {
    if (syncing) return
    const group = waiting.slice(0, MOST_IN_A_GROUP)
    waiting = waiting.slice(MOST_IN_A_GROUP)
    if (group.length === 0) return
    const others: Hint[] = []
    let settled: readonly (() => void)[]
    try {
      settleDoubt()
      settled = transact(group, others, false) ?? transact(group, others, true) ?? []
    } catch (error) {
      try {
        if (connection.inTransaction) rollback.run()
      } catch {
        // The reason that counts is the first.
      }
      return ended(refusing(group, error), others)
    }
    const told = [...others, ...hints]
    let isSynced = false
    syncing = new Promise((resolve) => {
      log.sync((error) => {
        isSynced = true
        syncing = undefined
        isDoubtful = error !== null
        ended(error ? refusing(group, error) : settled, error ? others : told)
        resolve()
      })
    })
    if (isSynced) syncing = undefined
  }

  function ended(settled: readonly (() => void)[], told: readonly Hint[]): void {
    for (const settle of settled) settle()
    tellAll(told)
    // Whoever waited to read does so before more is committed.
    if (waiting.length > 0) setImmediate(flush)
  }

  function refusing(group: readonly Waiting[], error: unknown): (() => void)[] {
    const problem = unavailable(error)
    return group.map(
      ({ reject }) =>
        () =>
          reject(problem),
    )
  }

  /** After a failed sync the disk may lack what the system believes it has: it is written again. */
  function settleDoubt(): void {
    if (!isDoubtful) return
    const [wait] = connection.pragma('busy_timeout') as { timeout: number }[]
    connection.pragma('busy_timeout = 0')
    const [done] = connection.pragma('wal_checkpoint(truncate)') as { busy: number }[]
    connection.pragma(`busy_timeout = ${wait?.timeout ?? 0}`)
    if (done?.busy !== 0) throw new Error('another program reads the database')
    isDoubtful = false
  }

  /**
   * Performs and commits the group. Without savepoints, which cost more than many a work, and are
   * seldom needed: null, with nothing done, when a work failed that had written something.
   */
  function transact(
    group: readonly Waiting[],
    others: Hint[],
    withSavepoints: boolean,
  ): (() => void)[] | null {
    const settled: (() => void)[] = []
    hints = []
    begin.run()
    // Under the write lock and before our own events, so that only the others' are looked at.
    if (listeners.size > 0) others.push(...newsOfOthers())
    for (const { perform, reject } of group) {
      if (withSavepoints) savepoint.run()
      const told = hints.length
      hasWritten = false
      try {
        settled.push(perform())
      } catch (error) {
        if (isStoreFailure(error) || !connection.inTransaction) throw error
        if (withSavepoints) {
          undo.run()
        } else if (hasWritten) {
          rollback.run()
          return null
        }
        hints.length = told
        // Only now and not yet told: what made it fail may be undone with the whole group.
        settled.push(() => reject(error))
      }
      if (withSavepoints) release.run()
    }
    commit.run()
    return settled
  }

  function tellAll(hints: readonly Hint[]): void {
    for (const hint of hints) {
      seen = Math.max(seen, hint.position)
      for (const listener of listeners) listener(hint)
    }
  }

  /** What other connections committed since the last look. */
  function newsOfOthers(): Hint[] {
    const now = Number(dataVersion.get())
    if (now === version) return []
    version = now
    return query(newsSince, [seen]) as Hint[]
  }

  function lookForOthers(): void {
    if (syncing) return
    try {
      tellAll(newsOfOthers())
    } catch {
      // Looked at again soon.
    }
  }

  return {
    engine: 'sqlite' as const,
    url: key === null ? `sqlite:${path}` : `sqlite:${path}?key=${key}`,

    async all<R extends Row>(sql: string, ...params: readonly unknown[]): Promise<R[]> {
      while (syncing) await syncing
      if (!isOpen) throw closed()
      try {
        return query(sql, params) as R[]
      } catch (error) {
        throw isStoreFailure(error) ? unavailable(error) : error
      }
    },

    write<T>(work: () => Work<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        if (!isOpen) return reject(closed())
        const perform = () => {
          const value = follow(work())
          return () => resolve(value)
        }
        waiting.push({ perform, reject })
        if (waiting.length === 1 && !syncing) setImmediate(flush)
      })
    },

    watch(listener: (hint: Hint) => void): () => void {
      if (listeners.size === 0) {
        version = Number(dataVersion.get())
        seen = Number(
          query('select coalesce(max(position), 0) as last from events', [])[0]?.['last'],
        )
        looking = setInterval(lookForOthers, LOOK_FOR_OTHERS_MS).unref()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearInterval(looking)
      }
    },

    async close(): Promise<void> {
      if (!isOpen) return
      isOpen = false
      listeners.clear()
      clearInterval(looking)
      while (waiting.length > 0 || syncing) {
        flush()
        await syncing
      }
      log.close()
      connection.close()
    },
  }
}

/** Not this work's own fault, but the disk's or the file's: the whole group is undone. */
const isStoreFailure = (error: unknown): boolean =>
  (error instanceof Error && error.message === movedAway) ||
  /^SQLITE_(FULL|IOERR|BUSY|LOCKED|NOMEM|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)/.test(
    sqliteCode(error),
  )
