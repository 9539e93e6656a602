/** How SQL is written here: generators that yield a query and are handed its rows. */

export type Row = Record<string, unknown>

/** `?` marks parameters on both engines. */
export type Query = { readonly sql: string; readonly params: readonly unknown[] }

/** There is something new to read: up to this number of this conversation. */
export type Hint = {
  readonly conversation: string
  readonly seq: number
  readonly position: number
}

/**
 * A unit of work that both engines run: SQLite synchronously inside a grouped transaction,
 * PostgreSQL by awaiting each query on one connection. A failed query ends the work: nothing may
 * be caught inside.
 *
 *     function* openTicket(t: Ticket): Work<void> { yield* run('insert into tickets …', t.id) }
 */
export type Work<T> = Generator<Query | { readonly tell: Hint }, T, Row[]>

export function* all<R extends Row>(sql: string, ...params: readonly unknown[]): Work<R[]> {
  return (yield { sql, params }) as R[]
}

export function* one<R extends Row>(sql: string, ...params: readonly unknown[]): Work<R | null> {
  const rows = (yield { sql, params }) as R[]
  return rows[0] ?? null
}

export function* run(sql: string, ...params: readonly unknown[]): Work<void> {
  yield { sql, params }
}

/** Sends a hint to all who watch, in every process, once the work is committed. */
export function* tell(hint: Hint): Work<void> {
  yield { tell: hint }
}

/** Inserts rows of one shape, many to a statement; engines allow some 30,000 parameters in one. */
export function* insertAll(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Work<void> {
  const atOnce = Math.max(1, Math.floor(5_000 / columns.length))
  const marks = `(${columns.map(() => '?').join(', ')})`
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    const values = some.map(() => marks).join(', ')
    yield* run(`insert into ${table} (${columns.join(', ')}) values ${values}`, ...some.flat())
  }
}

/** PostgreSQL's text cannot hold a NUL, and the engines are to agree. */
export const storable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
