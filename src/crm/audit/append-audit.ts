import { randomBytes } from 'node:crypto'
import type { Json } from '../../conversation.ts'
import type { Actor } from '../records/actor.ts'
import { one, run, type Work } from '../work.ts'
import { aboutHash, entryHash, FIRST, plain } from './entry-hash.ts'

export type NewAudit = {
  /** Never a customer: this is not forgotten when one is erased. */
  readonly by: Actor
  /** What was done, in the past tense: `read`, `exported`, `erased`, `changed role`. */
  readonly action: string
  /** Of what: a kind of record, `customer`, and which one. */
  readonly kind: string
  readonly id: string
  /** Forgotten with the record. */
  readonly detail?: Json
}

/**
 * Adds an entry to the audit log, in the transaction of what it tells of. Each entry's hash covers
 * the one before. The store lets one transaction write at a time, so that the chain never forks.
 */
export function* appendAudit({ by, action, kind, id, detail }: NewAudit): Work<void> {
  const last = yield* one<{ number: number; hash: string }>(
    'select number, hash from audit order by number desc limit 1',
  )
  const about = {
    id: plain(id),
    detail: detail === undefined ? null : plain(JSON.stringify(detail)),
    salt: randomBytes(16).toString('hex'),
  }
  const entry = {
    number: (last?.number ?? 0) + 1,
    at: new Date().toISOString(),
    byKind: by.kind,
    byId: plain(by.id),
    byName: plain(by.name),
    action: plain(action),
    kind: plain(kind),
    aboutHash: aboutHash(about),
  }
  yield* run(
    `insert into audit (number, at, by_kind, by_id, by_name, action, kind, id, detail, salt,
       about_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.number,
    entry.at,
    entry.byKind,
    entry.byId,
    entry.byName,
    entry.action,
    entry.kind,
    about.id,
    about.detail,
    about.salt,
    entry.aboutHash,
    entryHash(entry, last?.hash ?? FIRST),
  )
}
