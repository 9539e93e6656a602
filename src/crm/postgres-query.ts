import { DatabaseError, types as standard } from 'pg'
import type { Client, CustomTypesConfig, Pool, QueryResult } from 'pg'
import { unavailable } from './unavailable.ts'
import { storable, type Row } from './work.ts'

type Prepared = { readonly name: string; readonly text: string }

const statements = new Map<string, Prepared>()

/** Asks one query; Problem 'unavailable' when it is the server's fault and not the query's. */
export async function ask<R extends Row>(
  client: Client | Pool,
  sql: string,
  params: readonly unknown[] = [],
): Promise<R[]> {
  try {
    return (await client.query<R>({ ...prepared(sql), values: params.map(storable) })).rows
  } catch (error) {
    throw isServersFault(error) ? unavailable(error) : error
  }
}

/** Several statements at once, without parameters: one round trip. */
export async function command(client: Client, sql: string): Promise<QueryResult> {
  try {
    return await client.query(sql)
  } catch (error) {
    throw unavailable(error)
  }
}

/** Numbers as numbers: positions and cents stay far below 2⁵³. */
export const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === standard.builtins.INT8 || oid === standard.builtins.NUMERIC
      ? Number
      : standard.getTypeParser(oid, format),
}

/** A name lets the server keep the plan. `? … ?` → `$1 … $2`, but not inside a literal. */
function prepared(sql: string): Prepared {
  let statement = statements.get(sql)
  if (!statement) {
    let count = 0
    const text = sql.replace(/'[^']*'|\?/g, (found) => (found === '?' ? `$${++count}` : found))
    statement = { name: `parley-${statements.size + 1}`, text }
    statements.set(sql, statement)
  }
  return statement
}

/**
 * What PostgreSQL itself refuses has a SQLSTATE. Of those: lost connections (08), serialization
 * and deadlock (40), no room (53), locks and shut-downs (55P03, 57), the system (58), time-outs
 * and read-only standbys (25P03, 25P04, 25006).
 */
const isServersFault = (error: unknown): boolean =>
  !(error instanceof DatabaseError) ||
  /^(08|40|53|57|58|55P03|25P03|25P04|25006)/.test(error.code ?? '08')
