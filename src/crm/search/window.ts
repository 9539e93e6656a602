import type { Database } from '../database.ts'
import { matches, matchExpression } from './match-expression.ts'
import type { Wanted } from './expand.ts'
import type { Kind } from './query-fields.ts'
import type { Scope } from './scope.ts'

/** The newest of a kind that match, below a number: at most as many as are ranked at once. */
export type Window = {
  readonly sql: string
  readonly params: readonly unknown[]
  readonly most: number
}

/** To score every match of a frequent word would take long; nobody reads that far anyway. */
const RANKED = 100
/** Looked through for those that fit, when a status or a time is asked for, or not all is seen. */
const LOOKED_THROUGH = 1_000

/** Of some customers the newest events are looked at. */
const MOST_SAID = 2_000

/** A query for the ids, newest first. */
export function windowOf(
  { engine }: Pick<Database, 'engine'>,
  kind: Kind,
  wanted: readonly Wanted[],
  scope: Scope,
  below: number,
  isLimited: boolean,
): Window {
  const conditions: string[] = []
  const params: unknown[] = []
  const add = (condition: string, ...values: readonly unknown[]) => {
    conditions.push(condition)
    params.push(...values)
  }
  // Of few customers the few entries are looked at, instead of all that match. SQLite keeps the
  // order of a cross join.
  let from = `search_${kind}s f`
  if (scope.customers) {
    from = `(${ofCustomers[kind](marks(scope.customers))}) p cross join ${from}`
    add('f.rowid = p.id')
    params.unshift(...scope.customers)
  }
  if (wanted.length > 0) add(matches(engine), matchExpression(engine, wanted))
  add('f.rowid < ?', below)
  if (kind === 'message' && scope.positions) add('f.rowid between ? and ?', ...scope.positions)
  if (scope.order !== null && kind !== 'message') {
    add(`f.rowid in (${ofOrder[kind]})`, scope.order)
  }
  // Between two positions nearly all messages are of the days asked for.
  const isTimed = kind !== 'message' && (scope.from !== null || scope.until !== null)
  const most = scope.statuses || isTimed || isLimited ? LOOKED_THROUGH : RANKED
  return {
    sql: `select f.rowid as id from ${from} where ${conditions.join(' and ')}
      order by f.rowid desc limit ${most}`,
    params,
    most,
  }
}

/** Nobody is found where nobody is asked for. */
export const marks = (values: readonly unknown[]): string =>
  values.length > 0 ? values.map(() => '?').join(', ') : 'null'

const entries = (kind: Kind) =>
  `select n.id from search_entries n where n.kind = '${kind}' and n.ref`

const ofCustomers: Readonly<Record<Kind, (ids: string) => string>> = {
  customer: (ids) => `${entries('customer')} in (${ids})`,
  order: (ids) => `${entries('order')} in (select number from orders where customer in (${ids}))`,
  ticket: (ids) =>
    `${entries('ticket')} in (select number from tickets where customer in (${ids}))`,
  message: (
    ids,
  ) => `select e.position as id from events e join conversations c on c.key = e.conversation
    where c.customer in (${ids}) order by e.position desc limit ${MOST_SAID}`,
}

const ofOrder: Readonly<Record<Exclude<Kind, 'message'>, string>> = {
  customer: `${entries('customer')} in (select customer from orders where number = ?)`,
  order: `${entries('order')} = ?`,
  ticket: `${entries('ticket')} in (select number from tickets where order_number = ?)`,
}
