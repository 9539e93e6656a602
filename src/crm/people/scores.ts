import type { Database } from '../database.ts'
import { one, run, type Work } from '../work.ts'

/** `churn-risk`: how probable it is that they order nothing in the next 90 days. */
export type ScoreName = 'churn-risk'

/** What was worked out about a customer, from 0 to 1. */
export type Score = {
  readonly name: ScoreName
  readonly value: number
  /** When it was found; ISO 8601, UTC. */
  readonly at: string
}

/** A score that moved by as much since it was last told of is told of in the timeline. */
const TELLING = 0.1

/** Keeps scores of one name that were found together; of customers who are gone meanwhile none. */
export function* keepScores(
  name: ScoreName,
  found: readonly { readonly customer: string; readonly value: number }[],
  at: string,
): Work<void> {
  for (const { customer, value } of found) {
    const known = yield* one<{ told: number }>(
      'select told from scores where customer = ? and name = ?',
      customer,
      name,
    )
    const isTold = known !== null && Math.abs(value - known.told) >= TELLING
    if (isTold) {
      yield* run(
        'insert into score_changes (customer, name, was, became, at) values (?, ?, ?, ?, ?)',
        customer,
        name,
        known.told,
        value,
        at,
      )
    }
    yield* run(
      `insert into scores (customer, name, value, told, at)
       select id, ?, ?, ?, ? from customers where id = ?
       on conflict (customer, name) do update
         set value = excluded.value, told = excluded.told, at = excluded.at`,
      name,
      value,
      known === null || isTold ? value : known.told,
      at,
      customer,
    )
  }
}

/** Forgets what was not found again: of who is gone, or of whom nothing can be said any more. */
export function* forgetScoresBefore(name: ScoreName, at: string): Work<void> {
  const old = 'select customer from scores where name = ? and at < ?'
  yield* run(
    `delete from score_changes where name = ? and customer in (${old})
       and customer not in (select id from customers)`,
    name,
    name,
    at,
  )
  yield* run('delete from scores where name = ? and at < ?', name, at)
}

export const scoresOf = (db: Pick<Database, 'all'>, customer: string): Promise<Score[]> =>
  db.all<Score>('select name, value, at from scores where customer = ? order by name', customer)
