import { z } from 'zod'
import { setPassword } from '../crm/agents.ts'
import { endSession, endSessionsOf } from '../crm/sessions.ts'
import { Problem } from '../problem.ts'
import { apiRoute, type ApiRoute } from './api/api-route.ts'
import { asIs } from './api/as-is.ts'
import { everybody } from './api/may.ts'
import { password } from './desk-input.ts'
import { enter, leave, meOf, signedIn } from './sessions.ts'
import { announceEndedSessions } from './sessions-ended.ts'
import { createBackOff } from './sign-in-back-off.ts'
import { hashPassword, isPassword } from './sign-in-password.ts'
import type { Me } from './wire.ts'

const shared = { tag: 'Account', may: everybody, scope: null } as const
const nothing = { body: z.looseObject({}), answer: z.object({}) }

/** One's own account. */
export function accountRoutes(): readonly ApiRoute[] {
  const backOff = createBackOff()
  return [
    apiRoute({
      ...shared,
      method: 'get',
      path: '/me',
      operation: 'me',
      summary: 'Who is signed in.',
      answer: asIs<Me>(),
      run: ({ request }) => Promise.resolve(meOf(signedIn(request))),
    }),
    apiRoute({
      ...shared,
      ...nothing,
      method: 'post',
      path: '/sign-out',
      operation: 'signOut',
      summary: 'Signs out here.',
      async run({ db, request, response }) {
        await endSession(db, signedIn(request).token)
        announceEndedSessions()
        leave(request, response)
        return {}
      },
    }),
    apiRoute({
      ...shared,
      ...nothing,
      method: 'post',
      path: '/sign-out-everywhere',
      operation: 'signOutEverywhere',
      summary: 'Ends every session of the agent.',
      async run({ db, asker, request, response }) {
        await endSessionsOf(db, asker.id)
        announceEndedSessions()
        leave(request, response)
        return {}
      },
    }),
    apiRoute({
      ...shared,
      method: 'post',
      path: '/password',
      operation: 'changePassword',
      summary: 'Changes the password: ends every session of the agent and opens a new one here.',
      body: z.strictObject({ current: z.string().max(1_000), next: password }),
      answer: asIs<Me>(),
      async run({ parley, request, response, body: { current, next } }) {
        const { agent } = signedIn(request)
        backOff.tries(agent.id, request.ip ?? '')
        if (!(await isPassword(current, agent.passwordHash))) throw wrongPassword()
        backOff.succeeds(agent.id, request.ip ?? '')
        await setPassword(parley.db, agent.id, await hashPassword(next))
        announceEndedSessions()
        return enter(parley, request, response, agent)
      },
    }),
  ]
}

function wrongPassword(): Problem {
  return new Problem('not-allowed', 'WrongPassword', 'The current password is not right.')
}
