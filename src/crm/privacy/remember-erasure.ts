import { randomBytes } from 'node:crypto'
import { type Erasure, erasureHash } from '../keeping/erasure-list.ts'
import { one, run, type Work } from '../work.ts'

/** The salt of the store's list: one for all of it, so that a look-up costs one hash. */
export function* saltOfList(): Work<string> {
  const known = yield* one<{ salt: string }>('select salt from erasures order by at limit 1')
  return known?.salt ?? randomBytes(16).toString('hex')
}

export const erasuresOf = (
  salt: string,
  kind: Erasure['kind'],
  ids: readonly string[],
  at: string,
): Erasure[] => ids.map((id) => ({ hash: erasureHash(salt, kind, id), salt, kind, at }))

export function* rememberErasure({ hash, salt, kind, at }: Erasure): Work<void> {
  yield* run(
    `insert into erasures (hash, salt, kind, at) values (?, ?, ?, ?)
     on conflict (hash) do nothing`,
    hash,
    salt,
    kind,
    at,
  )
}
