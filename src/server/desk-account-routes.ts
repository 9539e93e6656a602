import { Router } from 'express'
import { z } from 'zod'
import { setPassword } from '../crm/agents.ts'
import { endSession, endSessionsOf } from '../crm/sessions.ts'
import { Problem } from '../problem.ts'
import { password, readInput } from './desk-input.ts'
import type { Parley } from './parley.ts'
import { enter, leave, meOf, signedIn } from './sessions.ts'
import { announceEndedSessions } from './sessions-ended.ts'
import { createBackOff } from './sign-in-back-off.ts'
import { hashPassword, isPassword } from './sign-in-password.ts'

const changePassword = z.strictObject({ current: z.string().max(1_000), next: password })

/** One's own account. */
export function accountRoutes(parley: Pick<Parley, 'db' | 'settings'>): Router {
  const { db } = parley
  const router = Router()
  const backOff = createBackOff()

  router.get('/me', (request, response) => {
    response.json(meOf(signedIn(request)))
  })

  router.post('/sign-out', async (request, response) => {
    await endSession(db, signedIn(request).token)
    announceEndedSessions()
    leave(request, response)
    response.json({})
  })

  router.post('/sign-out-everywhere', async (request, response) => {
    await endSessionsOf(db, signedIn(request).agent.id)
    announceEndedSessions()
    leave(request, response)
    response.json({})
  })

  // Ends every session of the agent and opens a new one here.
  router.post('/password', async (request, response) => {
    const { agent } = signedIn(request)
    const { current, next } = readInput(changePassword, request.body)
    backOff.tries(agent.id, request.ip ?? '')
    if (!(await isPassword(current, agent.passwordHash))) throw wrongPassword()
    backOff.succeeds(agent.id, request.ip ?? '')
    await setPassword(db, agent.id, await hashPassword(next))
    announceEndedSessions()
    response.json(await enter(parley, request, response, agent))
  })

  return router
}

function wrongPassword(): Problem {
  return new Problem('not-allowed', 'WrongPassword', 'The current password is not right.')
}
