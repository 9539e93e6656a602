import { Problem } from '../problem.ts'

/** The store cannot be written or reached now: nothing was acknowledged, and trying again may do. */
export function unavailable(cause: unknown): Problem {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Problem(
    'unavailable',
    'StoreUnavailable',
    `The store cannot be used at the moment (${why}). Nothing was saved; try again shortly.`,
    { cause, retryAfter: 2 },
  )
}

export const closed = (): Problem => unavailable(new Error('it was closed'))

export const isUnavailable = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === 'StoreUnavailable'
