import { z } from 'zod'
import { roles } from '../../crm/access/role.ts'
import { findAgent, listAgents, setAgent, type Agent } from '../../crm/agents.ts'
import { Problem } from '../../problem.ts'
import { email, line } from '../desk-input.ts'
import { ownOrigin } from '../origins.ts'
import { announceEndedSessions } from '../sessions-ended.ts'
import { invite } from '../invite.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { admins, everybody } from './may.ts'
import { recordId } from './record-id.ts'

const tag = 'Colleagues'

const colleague = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    email: z.string().optional().describe('This and the rest are for administrators.'),
    isDisabled: z.boolean().optional(),
    isInvited: z.boolean().optional().describe('Has not yet used the link.'),
  })
  .meta({ id: 'Colleague' })

const list = apiRoute({
  method: 'get',
  path: '/agents',
  operation: 'listAgents',
  tag,
  summary: 'Who is at the desk.',
  may: everybody,
  scope: 'agents:read',
  answer: z.object({ items: z.array(colleague) }),
  async run({ db, asker }) {
    const isAdmin = asker.role === 'admin'
    const agents = await listAgents(db)
    const shown = isAdmin
      ? agents
      : agents.filter((agent) => agent.passwordHash && !agent.disabledAt)
    return { items: shown.map((agent) => colleagueOf(agent, isAdmin)) }
  },
})

const add = apiRoute({
  method: 'post',
  path: '/agents',
  operation: 'inviteAgent',
  tag,
  summary:
    'Invites a colleague: the link works once. Who is invited again gets a new one, and the old no longer works.',
  may: admins,
  scope: null,
  body: z.strictObject({ name: line(80), email, role: z.enum(roles) }),
  answer: z.object({ id: z.string(), link: z.string(), expiresAt: z.string() }),
  status: 201,
  isSecret: true,
  run: ({ db, actor, body, request, parley: { settings } }) =>
    invite(db, body, { by: actor, origin: ownOrigin(request, settings) }),
})

const change = apiRoute({
  method: 'patch',
  path: '/agents/:id',
  operation: 'changeAgent',
  tag,
  summary: 'Gives a colleague another role, or disables or enables them.',
  may: admins,
  scope: null,
  params: z.strictObject({ id: recordId }),
  body: z.strictObject({ role: z.enum(roles).optional(), isDisabled: z.boolean().optional() }),
  answer: colleague,
  async run({ db, asker, actor, params: { id }, body }) {
    // So there is always an administrator left.
    if (id === asker.id) {
      throw new Problem(
        'not-allowed',
        'NotYourself',
        'You cannot change your own role or disable yourself. Ask another administrator.',
      )
    }
    await db.write(() => setAgent(id, body, actor))
    announceEndedSessions()
    const agent = await findAgent(db, id)
    if (!agent) throw new Problem('not-found', 'AgentNotFound', `There is no agent ${id}.`)
    return colleagueOf(agent, true)
  },
})

export const agentRoutes: readonly ApiRoute[] = [list, add, change]

function colleagueOf(agent: Agent, isAdmin: boolean) {
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
