/** The engine for many processes: any number of them serve side by side on one PostgreSQL. */
import { randomUUID } from 'node:crypto'
import { Client, type ClientConfig, Pool } from 'pg'
import { shareStoreOnPostgres } from './keeping/postgres-lock.ts'
import { packed, startEar } from './postgres-ear.ts'
import { ask, command, types } from './postgres-query.ts'
import { closed, isUnavailable, unavailable } from './unavailable.ts'
import type { Hint, Insert, Row, Work } from './work.ts'

type Waiting = {
  readonly perform: (writer: Client, hints: Hint[]) => Promise<() => void>
  readonly reject: (reason: unknown) => void
}

const MOST_IN_A_GROUP = 200

export async function openPostgres(url: string) {
  const settings: ClientConfig = {
    connectionString: url,
    application_name: 'parley',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    types,
  }
  const self = randomUUID()
  const pool = new Pool({ ...settings, max: 10 })
  // An idle connection that breaks is replaced at the next use.
  pool.on('error', () => {})
  const listeners = new Set<(hint: Hint) => void>()
  let waiting: Waiting[] = []
  let writer: Client | null = null
  let isWriting = false
  let written: Promise<void> = Promise.resolve()
  let stopEar: (() => Promise<void>) | null = null
  let isOpen = true

  async function connectWriter(): Promise<Client> {
    const client = new Client(settings)
    client.on('error', () => letGo(client))
    client.on('end', () => letGo(client))
    try {
      await client.connect()
    } catch (error) {
      throw unavailable(error)
    }
    // A process that stands still inside its transaction would hold up all the others.
    try {
      await command(
        client,
        `set synchronous_commit = on; set lock_timeout = '10s';
         set idle_in_transaction_session_timeout = '10s'; ${shareStoreOnPostgres}`,
      )
    } catch (error) {
      letGo(client)
      throw error
    }
    return client
  }

  function letGo(client: Client): void {
    if (writer === client) writer = null
    client.end().catch(() => {})
  }

  async function writeAll(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST_IN_A_GROUP)
      waiting = waiting.slice(MOST_IN_A_GROUP)
      await writeGroup(group)
    }
    isWriting = false
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    const settled: (() => void)[] = []
    const hints: Hint[] = []
    try {
      writer ??= await connectWriter()
      await performGroup(group, writer, settled, hints)
    } catch (error) {
      // The transaction ends with its connection, whatever state both are in.
      if (writer) letGo(writer)
      const problem = isUnavailable(error) ? error : unavailable(error)
      for (const { reject } of group) reject(problem)
      return
    }
    for (const settle of settled) settle()
    tellAll(hints)
  }

  async function performGroup(
    group: readonly Waiting[],
    client: Client,
    settled: (() => void)[],
    hints: Hint[],
  ): Promise<void> {
    // The lock is held until the commit is visible, so that nobody sees a later position of
    // another process before an earlier one of ours.
    await command(
      client,
      `begin isolation level read committed; select pg_advisory_xact_lock(hashtext('${channel}'));
       savepoint work`,
    )
    for (const { perform, reject } of group) {
      const told = hints.length
      try {
        settled.push(await perform(client, hints))
        await command(client, 'release savepoint work; savepoint work')
      } catch (error) {
        if (isUnavailable(error)) throw error
        await command(client, 'rollback to savepoint work')
        hints.length = told
        // Only now and not yet told: what made it fail may be undone with the whole group.
        settled.push(() => reject(error))
      }
    }
    for (const payload of packed(self, hints)) {
      await ask(client, 'select pg_notify(?, ?)', [channel, payload])
    }
    const { command: done } = await command(client, 'commit')
    if (done !== 'COMMIT') throw new Error('the transaction was rolled back')
  }

  function tellAll(hints: readonly Hint[]): void {
    for (const hint of hints) for (const listener of listeners) listener(hint)
  }

  let channel = ''
  try {
    writer = await connectWriter()
    channel = await channelOf(writer)
  } catch (error) {
    if (writer) letGo(writer)
    await pool.end()
    throw error
  }

  return {
    engine: 'postgres' as const,
    url,

    async all<R extends Row>(sql: string, ...params: readonly unknown[]): Promise<R[]> {
      if (!isOpen) throw closed()
      return ask<R>(pool, sql, params)
    },

    write<T>(work: () => Work<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        if (!isOpen) return reject(closed())
        const perform = async (client: Client, hints: Hint[]) => {
          const value = await follow(work(), client, hints)
          return () => resolve(value)
        }
        waiting.push({ perform, reject })
        if (!isWriting) written = writeAll()
      })
    },

    watch(listener: (hint: Hint) => void): () => void {
      listeners.add(listener)
      stopEar ??= startEar(settings, channel, self, tellAll)
      return () => {
        listeners.delete(listener)
      }
    },

    async close(): Promise<void> {
      if (!isOpen) return
      isOpen = false
      await written
      listeners.clear()
      await Promise.allSettled([writer?.end(), stopEar?.(), pool.end()])
    },
  }
}

async function follow<T>(work: Work<T>, client: Client, hints: Hint[]): Promise<T> {
  let next = work.next([])
  while (!next.done) {
    const asked = next.value
    if ('tell' in asked) {
      hints.push(asked.tell)
      next = work.next([])
    } else if ('insert' in asked) {
      next = work.next(await insertRows(asked, client))
    } else {
      next = work.next(await ask(client, asked.sql, asked.params))
    }
  }
  return next.value
}

/** All in one round trip. */
async function insertRows({ insert, rows, numbered }: Insert, client: Client): Promise<Row[]> {
  const marks = insert.slice(insert.lastIndexOf('('))
  const more = `, ${marks}`.repeat(rows.length - 1)
  if (numbered === undefined) return ask(client, insert + more, rows.flat())
  const given = await ask(client, `${insert}${more} returning ${numbered}`, rows.flat())
  // The rows come in no promised order, but are numbered in theirs.
  return given.toSorted((a, b) => Number(a[numbered]) - Number(b[numbered]))
}

/** Stores in other schemas of the same server keep their own order and their own news. */
async function channelOf(client: Client): Promise<string> {
  const [row] = await ask<{ channel: string }>(
    client,
    `select 'parley_' || md5(current_database() || '.' || coalesce(current_schema(), '')) as channel`,
  )
  return row?.channel ?? 'parley'
}
