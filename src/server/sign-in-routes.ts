import { Router } from 'express'
import { z } from 'zod'
import { findAgentByEmail } from '../crm/agents.ts'
import { lookAtSignInLink, redeemSignInLink } from '../crm/sign-in-links.ts'
import { Problem } from '../problem.ts'
import { email, line, password, readInput, token } from './desk-input.ts'
import type { Parley } from './parley.ts'
import { enter } from './sessions.ts'
import { createBackOff } from './sign-in-back-off.ts'
import { hashPassword, isPassword } from './sign-in-password.ts'
import type { LinkPurpose } from './wire.ts'

const signIn = z.strictObject({ email: z.string().max(254), password: z.string().max(1_000) })
const lookAtLink = z.strictObject({ token })
const useLink = z.strictObject({ token, name: line(80), email, password })

/** What somebody may ask who is not signed in yet. */
export function signInRoutes(parley: Pick<Parley, 'db' | 'settings'>): Router {
  const { db } = parley
  const router = Router()
  const backOff = createBackOff()

  router.post('/sign-in', async (request, response) => {
    const given = readInput(signIn, request.body)
    const key = given.email.trim().toLowerCase()
    const ip = request.ip ?? ''
    backOff.tries(key, ip)
    const agent = await findAgentByEmail(db, given.email)
    const isRight = await isPassword(given.password, agent?.passwordHash ?? null)
    // One answer for a wrong password, an unknown address and a disabled account.
    if (!agent || !isRight || agent.disabledAt) throw refused()
    backOff.succeeds(key, ip)
    response.json(await enter(parley, request, response, agent))
  })

  router.post('/link/look', async (request, response) => {
    const link = await lookAtSignInLink(db, readInput(lookAtLink, request.body).token)
    if (!link) throw linkNotValid()
    const purpose: LinkPurpose = {
      purpose: link.purpose,
      role: link.agent?.role ?? 'admin',
      name: link.agent?.name ?? '',
      email: link.agent?.email ?? '',
    }
    response.json(purpose)
  })

  router.post('/link/use', async (request, response) => {
    const given = readInput(useLink, request.body)
    const link = await lookAtSignInLink(db, given.token)
    if (!link) throw linkNotValid()
    const person = {
      name: given.name,
      // Whom an administrator invited is not the guest's to say.
      email: link.agent?.email ?? given.email,
      passwordHash: await hashPassword(given.password),
    }
    const agent = await redeemSignInLink(db, given.token, person)
    response.json(await enter(parley, request, response, agent))
  })

  return router
}

function refused(): Problem {
  return new Problem(
    'not-allowed',
    'WrongEmailOrPassword',
    'The e-mail address or the password is not right.',
  )
}

function linkNotValid(): Problem {
  return new Problem(
    'not-allowed',
    'LinkNotValid',
    'This link was used already or is too old. Ask for a new one.',
  )
}
