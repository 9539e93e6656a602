import { Problem } from '../../problem.ts'
import type { Actor } from '../records/actor.ts'
import { all, type Work } from '../work.ts'

/** Remembers that two customers are not the same; they are not proposed again. Problem 'not-found'. */
export function* decideDifferent(a: string, b: string, by: Actor, at: string): Work<void> {
  const rows = yield* all(
    `update duplicates set status = 'different', decided_at = ?, decided_by = ?
     where a = ? and b = ? returning a`,
    at,
    by.id,
    a < b ? a : b,
    a < b ? b : a,
  )
  if (rows.length > 0) return
  throw new Problem(
    'not-found',
    'ProposalNotFound',
    `Nobody has proposed that ${a} and ${b} are one.`,
  )
}
