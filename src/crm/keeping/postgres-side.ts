import { Client } from 'pg'
import { Problem } from '../../problem.ts'
import { ask, types } from '../postgres-query.ts'
import type { Row } from '../work.ts'
import type { Target } from './move-store.ts'
import { holdStoreOnPostgres } from './postgres-lock.ts'
import type { TableShape } from './table-shapes.ts'

const MOST_PARAMETERS = 60_000

/**
 * A store on PostgreSQL, held alone, in one transaction. Whoever else would write waits, and is told
 * 'unavailable' after ten seconds. Problem 'conflict' `StoreInUse` while a server has it open.
 */
export async function postgresSide(url: string): Promise<Target> {
  const client = new Client({ connectionString: url, application_name: 'parley move', types })
  client.on('error', () => {})
  await client.connect()
  const all = <R extends Row>(sql: string, ...params: readonly unknown[]) =>
    ask<R>(client, sql, params)
  const [lock] = await all<{ held: boolean }>(holdStoreOnPostgres)
  if (!lock?.held) {
    await client.end()
    throw new Problem(
      'conflict',
      'StoreInUse',
      'A server has the PostgreSQL database open. Stop every Parley on it first, then try again.',
    )
  }
  await client.query('begin isolation level repeatable read')
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
    async finish() {
      await numberOn(all)
      await client.query('commit')
      await client.query('analyze')
    },
    close: () => client.end(),
  }
}

function insertInto({ table, columns }: TableShape, rows: number): string {
  const marks = `(${columns.map(() => '?').join(', ')})`
  return `insert into ${table} (${columns.join(', ')}) values ${Array(rows).fill(marks).join(', ')}`
}

/** Numbers that the store gives go on above those that were brought along. */
async function numberOn(all: Target['all']): Promise<void> {
  const numbered = await all<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = current_schema() and is_identity = 'YES'`,
  )
  for (const { table, column } of numbered) {
    await all(
      `select setval(pg_get_serial_sequence('${table}', '${column}'),
         (select coalesce(max(${column}), 0) + 1 from ${table}), false)`,
    )
  }
}
