import { Router, type Request } from 'express'
import { z } from 'zod'
import {
  createAgent,
  disableAgent,
  enableAgent,
  findAgent,
  findAgentByEmail,
  listAgents,
  setRole,
  type Agent,
} from '../crm/agents.ts'
import { makeSignInLink } from '../crm/sign-in-links.ts'
import { Problem } from '../problem.ts'
import { email, line, readInput } from './desk-input.ts'
import { mustBeAdmin } from './must-be-admin.ts'
import { ownOrigin } from './origins.ts'
import type { Parley } from './parley.ts'
import { signedIn } from './sessions.ts'
import { announceEndedSessions } from './sessions-ended.ts'
import { signInLink } from './sign-in-link.ts'
import type { Colleague, Invited } from './wire.ts'

const role = z.enum(['admin', 'agent'])
const invite = z.strictObject({ name: line(80), email, role })
const change = z.strictObject({ role })
const disable = z.strictObject({})

/** Who is at the desk: everybody sees names and roles, administrators see and change the rest. */
export function colleagueRoutes({ db, settings }: Pick<Parley, 'db' | 'settings'>): Router {
  const router = Router()

  router.get('/agents', async (request, response) => {
    const isAdmin = signedIn(request).agent.role === 'admin'
    const agents = await listAgents(db)
    const shown = isAdmin
      ? agents
      : agents.filter((agent) => agent.passwordHash && !agent.disabledAt)
    response.json({ agents: shown.map((agent) => colleagueOf(agent, isAdmin)) })
  })

  // Inviting again whoever has not come yet gives a new link; the old one no longer works.
  router.post('/agents', mustBeAdmin, async (request, response) => {
    const person = readInput(invite, request.body)
    const known = await findAgentByEmail(db, person.email)
    const isPending = known && !known.passwordHash && !known.disabledAt
    if (isPending && known.role !== person.role) await setRole(db, known.id, person.role)
    const agent = isPending ? known : await createAgent(db, person)
    const { token, expiresAt } = await makeSignInLink(db, 'invitation', { agent: agent.id })
    const answer: Invited = { link: signInLink(ownOrigin(request, settings), token), expiresAt }
    response.status(201).json(answer)
  })

  router.post('/agents/:id/role', mustBeAdmin, async (request, response) => {
    const agent = await other(request)
    await setRole(db, agent.id, readInput(change, request.body).role)
    announceEndedSessions()
    response.json({})
  })

  router.post('/agents/:id/disable', mustBeAdmin, async (request, response) => {
    readInput(disable, request.body)
    await disableAgent(db, (await other(request)).id)
    announceEndedSessions()
    response.json({})
  })

  router.post('/agents/:id/enable', mustBeAdmin, async (request, response) => {
    readInput(disable, request.body)
    await enableAgent(db, (await other(request)).id)
    response.json({})
  })

  /** Nobody changes their own standing: so there is always an administrator left. */
  async function other(request: Request): Promise<Agent> {
    const id = String(request.params['id'])
    if (id === signedIn(request).agent.id) {
      throw new Problem(
        'not-allowed',
        'NotYourself',
        'You cannot change your own role or disable yourself. Ask another administrator.',
      )
    }
    const agent = await findAgent(db, id)
    if (!agent) throw new Problem('not-found', 'AgentNotFound', `There is no agent ${id}.`)
    return agent
  }

  return router
}

function colleagueOf(agent: Agent, isAdmin: boolean): Colleague {
  const { id, name, role, email, passwordHash, disabledAt } = agent
  if (!isAdmin) return { id, name, role }
  return {
    id,
    name,
    role,
    email,
    isDisabled: disabledAt !== null,
    isInvited: passwordHash === null,
  }
}
