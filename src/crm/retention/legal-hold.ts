import { Problem } from '../../problem.ts'
import { appendAudit } from '../audit/append-audit.ts'
import type { Actor } from '../records/actor.ts'
import { all, one, run, type Work } from '../work.ts'

export type HeldKind = 'customer' | 'conversation'

export type LegalHold = {
  readonly kind: HeldKind
  readonly id: string
  readonly reason: string
  readonly by: Actor
  /** ISO 8601, UTC. */
  readonly since: string
}

type NewHold = Pick<LegalHold, 'kind' | 'id' | 'reason' | 'by'>

/**
 * Keeps a customer with all that belongs to them, or one conversation, from erasure and retention.
 * Problems: 'invalid' `ReasonMissing`, 'not-found' `CustomerNotFound` or `ConversationNotFound`,
 * 'conflict' `HeldAlready`.
 */
export function* placeHold({ kind, id, reason, by }: NewHold): Work<void> {
  if (reason.trim() === '') {
    throw new Problem(
      'invalid',
      'ReasonMissing',
      'Say why it is to be kept, for whoever asks later.',
    )
  }
  if (!(yield* one(`select id from ${kind}s where id = ?`, id))) {
    const code = kind === 'customer' ? 'CustomerNotFound' : 'ConversationNotFound'
    throw new Problem('not-found', code, `There is no ${kind} ${id}.`)
  }
  if (yield* one('select id from legal_holds where kind = ? and id = ?', kind, id)) {
    throw new Problem('conflict', 'HeldAlready', `The ${kind} ${id} is under a legal hold already.`)
  }
  yield* run(
    `insert into legal_holds (kind, id, reason, by_kind, by_id, by_name, since)
     values (?, ?, ?, ?, ?, ?, ?)`,
    kind,
    id,
    reason.trim(),
    by.kind,
    by.id,
    by.name,
    new Date().toISOString(),
  )
  yield* appendAudit({
    by,
    action: 'placed legal hold',
    kind,
    id,
    detail: { reason: reason.trim() },
  })
}

/** Problem 'not-found' `HoldNotFound`. */
export function* releaseHold({ kind, id, by }: Omit<NewHold, 'reason'>): Work<void> {
  const [hold] = yield* all<{ reason: string }>(
    'delete from legal_holds where kind = ? and id = ? returning reason',
    kind,
    id,
  )
  if (!hold) {
    throw new Problem('not-found', 'HoldNotFound', `The ${kind} ${id} is under no legal hold.`)
  }
  yield* appendAudit({
    by,
    action: 'released legal hold',
    kind,
    id,
    detail: { reason: hold.reason },
  })
}

/** Problem 'conflict' `LegalHold`, which says who wants it kept, since when, and why. */
export function* mustNotBeHeld(kind: HeldKind, ids: readonly string[]): Work<void> {
  for (const id of ids) {
    const hold = yield* one<{ reason: string; name: string; since: string }>(
      'select reason, by_name as name, since from legal_holds where kind = ? and id = ?',
      kind,
      id,
    )
    if (!hold) continue
    throw new Problem(
      'conflict',
      'LegalHold',
      `The ${kind} ${id} is under a legal hold since ${hold.since}, by ${hold.name}: ${hold.reason}. Nothing was erased. Release it first: parley hold ${id} --release`,
    )
  }
}
