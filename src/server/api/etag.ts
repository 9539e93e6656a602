import type { Request } from 'express'
import { Problem } from '../../problem.ts'
import type { ApiRoute } from './api-route.ts'

/** The ETag of a record at a version. */
export const etagOf = (version: number | string): string => `"${version}"`

/**
 * The version that `If-Match` names; null without one, or with `*`. Problem 'invalid' `BadIfMatch`,
 * or `IfMatchMissing` where it is needed.
 */
export function readIfMatch(request: Request, use: ApiRoute['ifMatch']): number | null {
  if (use === undefined) return null
  const given = request.headers['if-match']
  if (given === undefined && use === 'needed') {
    throw new Problem(
      'invalid',
      'IfMatchMissing',
      'Send the ETag that the record was read with as If-Match, so that nobody else’s change is lost.',
    )
  }
  if (given === undefined || given.trim() === '*') return null
  const version = /^"(\d{1,15})"$/.exec(given.trim())?.[1]
  if (version === undefined) {
    throw new Problem(
      'invalid',
      'BadIfMatch',
      `If-Match must be one ETag as it was answered, such as "3", not ${given.slice(0, 40)}.`,
    )
  }
  return Number(version)
}
