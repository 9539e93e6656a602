import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { Problem } from '../../problem.ts'
import { ask, types } from '../postgres-query.ts'
import { unavailable } from '../unavailable.ts'
import type { Row } from '../work.ts'
import type { Target } from './move-store.ts'
import { holdStoreOnPostgres } from './postgres-lock.ts'
import type { TableShape } from './table-shapes.ts'

const MOST_PARAMETERS = 60_000
const LET_GO_MS = 3_000

export type PostgresSide = Target & {
  /**
   * From here on rows may be taken out and put in, in any order; what they name must be there at the
   * end. Nothing but that happens to them: what triggers would do was done where they come from.
   */
  readonly openForChanges: () => Promise<void>
  /** `numbers` that were given already, by table, though their rows may be gone. */
  readonly finish: (numbers?: ReadonlyMap<string, number>) => Promise<void>
}

/**
 * A store on PostgreSQL, held alone, in one transaction. Whoever else would write waits, and is told
 * 'unavailable' after ten seconds. Problem 'conflict' `StoreInUse` while a server has it open.
 */
export async function postgresSide(url: string): Promise<PostgresSide> {
  const client = new Client({ connectionString: url, application_name: 'parley move', types })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw unavailable(error)
  }
  const all = <R extends Row>(sql: string, ...params: readonly unknown[]) =>
    ask<R>(client, sql, params)
  if (!(await hold(all))) {
    await client.end()
    throw new Problem(
      'conflict',
      'StoreInUse',
      'A server has the PostgreSQL database open. Stop every Parley on it first, then try again.',
    )
  }
  await client.query('begin isolation level repeatable read')
  let isOpenForChanges = false
  return {
    name: 'the PostgreSQL database',
    all,
    async insert(shape, rows) {
      const atOnce = Math.floor(MOST_PARAMETERS / shape.columns.length)
      for (let from = 0; from < rows.length; from += atOnce) {
        const some = rows.slice(from, from + atOnce)
        await ask(client, insertInto(shape, some.length), some.flat())
      }
    },
    async openForChanges() {
      await client.query('analyze')
      await client.query(
        await alterAll(all, 'disable trigger user', 'deferrable initially deferred'),
      )
      isOpenForChanges = true
    },
    async finish(numbers: ReadonlyMap<string, number> = new Map()) {
      if (isOpenForChanges) {
        await client.query('set constraints all immediate')
        await client.query(await alterAll(all, 'enable trigger user', 'not deferrable'))
      }
      await numberOn(all, numbers)
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
      if (!isOpenForChanges) await client.query('analyze')
    },
    close: () => client.end(),
  }
}

/** A server lets go of a lock only some time after the connection that held it was closed. */
async function hold(all: Target['all']): Promise<boolean> {
  const until = performance.now() + LET_GO_MS
  for (;;) {
    const [lock] = await all<{ held: boolean }>(holdStoreOnPostgres)
    if (lock?.held || performance.now() > until) return lock?.held ?? false
    await sleep(100)
  }
}

function insertInto({ table, columns }: TableShape, rows: number): string {
  const marks = `(${columns.map(() => '?').join(', ')})`
  return `insert into ${table} (${columns.join(', ')}) values ${Array(rows).fill(marks).join(', ')}`
}

/** Statements that alter all tables, and all references between them. */
async function alterAll(all: Target['all'], table: string, reference: string): Promise<string> {
  const tables = await all<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
  )
  const references = await all<{ of: string; name: string }>(
    `select conrelid::regclass::text as of, quote_ident(conname) as name from pg_constraint
     where connamespace = current_schema()::regnamespace and contype = 'f'`,
  )
  return [
    ...tables.map(({ name }) => `alter table ${name} ${table}`),
    ...references.map(({ of, name }) => `alter table ${of} alter constraint ${name} ${reference}`),
  ].join('; ')
}

/** Numbers that the store gives go on above those that were brought along. */
async function numberOn(all: Target['all'], numbers: ReadonlyMap<string, number>): Promise<void> {
  const numbered = await all<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = current_schema() and is_identity = 'YES'`,
  )
  for (const { table, column } of numbered) {
    await all(
      `select setval(pg_get_serial_sequence('${table}', '${column}'),
         (select greatest(coalesce(max(${column}), 0), ?) + 1 from ${table}), false)`,
      numbers.get(table) ?? 0,
    )
  }
}
