/** What programs were answered that may ask again with the same `Idempotency-Key`. */
import { one, run, type Work } from '../work.ts'

type Named = { readonly asker: string; readonly key: string }

export type KnownCall = {
  readonly hash: string
  /** Null while it is under way. */
  readonly status: number | null
  readonly answer: string | null
}

const KEPT_MS = 24 * 60 * 60_000
/** Whoever has not answered by then was killed. */
const LONGEST_CALL_MS = 60_000

/** Null, and the call is the asker's to perform; else what is known of it. */
export function* reserveCall(
  { asker, key, hash }: Named & { readonly hash: string },
  now = new Date(),
): Work<KnownCall | null> {
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString()
  yield* run(
    'delete from api_answers where at < ? or (at < ? and status is null)',
    ago(KEPT_MS),
    ago(LONGEST_CALL_MS),
  )
  const known = yield* one<KnownCall>(
    'select request_hash as hash, status, answer from api_answers where asker = ? and key = ?',
    asker,
    key,
  )
  if (known) return known
  yield* run(
    'insert into api_answers (asker, key, request_hash, at) values (?, ?, ?, ?)',
    asker,
    key,
    hash,
    now.toISOString(),
  )
  return null
}

export function* keepAnswer({
  asker,
  key,
  status,
  answer,
}: Named & { readonly status: number; readonly answer: string | null }): Work<void> {
  yield* run(
    'update api_answers set status = ?, answer = ? where asker = ? and key = ?',
    status,
    answer,
    asker,
    key,
  )
}

/** It failed, and may be tried again. */
export function* forgetCall({ asker, key }: Named): Work<void> {
  yield* run('delete from api_answers where asker = ? and key = ?', asker, key)
}
