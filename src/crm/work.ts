/** How SQL is written here: generators that yield a query and are handed its rows. */

export type Row = Record<string, unknown>

/** `?` marks parameters on both engines. */
export type Query = { readonly sql: string; readonly params: readonly unknown[] }

/** `insert` ends with the marks of its values, in brackets, and is run for each row, in order. */
export type Insert = {
  readonly insert: string
  readonly rows: readonly (readonly unknown[])[]
  /** The column of the numbers that the store gives; its rows are to be given back with them. */
  readonly numbered: string | undefined
}

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
export type Work<T> = Generator<Query | Insert | { readonly tell: Hint }, T, Row[]>

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

/** Inserts rows of one shape. */
export function* insertAll(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Work<void> {
  const marks = columns.map(() => '?').join(', ')
  yield* insertEach(`insert into ${table} (${columns.join(', ')}) values (${marks})`, rows)
}

/**
 * Runs an insert for each row, many to a statement where that is quicker. `numbered` names the
 * column of the numbers that the store gives; they come back in the order of the rows.
 */
export function* insertEach(
  insert: string,
  rows: readonly (readonly unknown[])[],
  numbered?: string,
): Work<number[]> {
  const numbers: number[] = []
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    const some = rows.length > MOST_ROWS ? rows.slice(from, from + MOST_ROWS) : rows
    const given = yield { insert, rows: some, numbered }
    if (numbered !== undefined) for (const row of given) numbers.push(Number(row[numbered]))
  }
  return numbers
}

/** PostgreSQL allows 65,535 parameters in a statement. */
const MOST_ROWS = 400

/** PostgreSQL's text cannot hold a NUL, and the engines are to agree. */
export const storable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
