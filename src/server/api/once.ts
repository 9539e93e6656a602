import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { forgetCall, keepAnswer, reserveCall } from '../../crm/access/api-answers.ts'
import { Problem } from '../../problem.ts'
import type { ApiRoute, Call } from './api-route.ts'

const STILL_RUNNING = { retryAfter: 1 }

/**
 * Performs a call. One with an `Idempotency-Key` is performed once: for a day the same key and body
 * get the same answer. Problem 'conflict' `KeyReused` for the same key with another body,
 * `StillRunning` while the first is under way, and `AnswerNotKept` where the answer was a secret.
 */
export async function once(
  route: ApiRoute,
  call: Call<unknown, unknown, unknown>,
  response: Response,
  perform: () => Promise<unknown>,
): Promise<void> {
  const key = call.request.headers['idempotency-key']
  if (key === undefined || route.method !== 'post') {
    await perform()
    return
  }
  const named = { asker: call.asker.id, key: checkedKey(String(key)) }
  const hash = hashOf(route, call)
  const known = await call.db.write(() => reserveCall({ ...named, hash }))
  if (known) return answerAgain(route, known, hash, response)
  let answer: unknown
  try {
    answer = await perform()
  } catch (error) {
    await call.db.write(() => forgetCall(named))
    throw error
  }
  const kept = route.isSecret || answer === undefined ? null : JSON.stringify(answer)
  await call.db.write(() => keepAnswer({ ...named, status: response.statusCode, answer: kept }))
}

function answerAgain(
  route: ApiRoute,
  known: { hash: string; status: number | null; answer: string | null },
  hash: string,
  response: Response,
): void {
  if (known.hash !== hash) {
    throw new Problem(
      'conflict',
      'KeyReused',
      'This Idempotency-Key was sent with another request. Use a key of its own for each.',
    )
  }
  if (known.status === null) {
    throw new Problem(
      'conflict',
      'StillRunning',
      'The first request with this Idempotency-Key is still under way.',
      STILL_RUNNING,
    )
  }
  if (route.isSecret) {
    throw new Problem(
      'conflict',
      'AnswerNotKept',
      'This was done already. Its answer held a secret, which is shown once only.',
    )
  }
  response.status(known.status).setHeader('Idempotent-Replayed', 'true')
  if (known.answer === null) response.end()
  else response.type('json').send(known.answer)
}

function checkedKey(key: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw new Problem(
    'invalid',
    'BadIdempotencyKey',
    'An Idempotency-Key must be 1 to 200 plain characters.',
  )
}

const hashOf = (
  { operation }: ApiRoute,
  { params, query, body, ifMatch }: Call<unknown, unknown, unknown>,
) =>
  createHash('sha256')
    .update(JSON.stringify([operation, params, query, body, ifMatch]))
    .digest('hex')
