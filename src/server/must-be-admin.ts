import type { RequestHandler } from 'express'
import { Problem } from '../problem.ts'
import { signedIn } from './sessions.ts'

/** Behind `mustBeSignedIn`: lets administrators through. */
export const mustBeAdmin: RequestHandler = (request, _response, next) => {
  if (signedIn(request).agent.role !== 'admin') {
    throw new Problem('not-allowed', 'AdminsOnly', 'Only administrators may do this.')
  }
  next()
}
