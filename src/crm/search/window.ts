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
/** Looked through for those that fit, when a status or a time is asked for. */
const LOOKED_THROUGH = 1_000

/** A query for the ids, newest first. */
export function windowOf(
  { engine }: Pick<Database, 'engine'>,
  kind: Kind,
  wanted: readonly Wanted[],
  scope: Scope,
  below: number,
): Window {
  const conditions = ['rowid < ?']
  const params: unknown[] = [below]
  if (wanted.length > 0) {
    conditions.unshift(matches(engine))
    params.unshift(matchExpression(engine, wanted))
  }
  if (kind === 'message' && scope.positions) {
    conditions.push('rowid between ? and ?')
    params.push(...scope.positions)
  }
  if (scope.customers) {
    conditions.push(`rowid in (${ofCustomers[kind](marks(scope.customers))})`)
    params.push(...scope.customers)
  }
  if (scope.order !== null && kind !== 'message') {
    conditions.push(`rowid in (${ofOrder[kind]})`)
    params.push(scope.order)
  }
  const most = scope.statuses || scope.from || scope.until ? LOOKED_THROUGH : RANKED
  return {
    sql: `select rowid as id from search_${kind}s where ${conditions.join(' and ')}
      order by rowid desc limit ${most}`,
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
  message: (ids) => `select e.position from events e join conversations c on c.key = e.conversation
    where c.customer in (${ids})`,
}

const ofOrder: Readonly<Record<Exclude<Kind, 'message'>, string>> = {
  customer: `${entries('customer')} in (select customer from orders where number = ?)`,
  order: `${entries('order')} = ?`,
  ticket: `${entries('ticket')} in (select number from tickets where order_number = ?)`,
}
