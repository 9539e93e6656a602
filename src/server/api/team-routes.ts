import { z } from 'zod'
import {
  createTeam,
  joinTeam,
  leaveTeam,
  listTeams,
  removeTeam,
  renameTeam,
} from '../../crm/access/teams.ts'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import { line } from '../desk-input.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { admins, everybody } from './may.ts'
import { recordId } from './record-id.ts'

const tag = 'Teams'
const params = z.strictObject({ id: recordId })
const member = z.strictObject({ id: recordId, agent: recordId })
const body = z.strictObject({ name: line(80) })

const team = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    members: z.array(z.string()).describe('Ids of agents.'),
  })
  .meta({ id: 'Team' })

const list = apiRoute({
  method: 'get',
  path: '/teams',
  operation: 'listTeams',
  tag,
  summary: 'The teams and who is in them.',
  may: everybody,
  scope: 'teams:read',
  answer: z.object({ items: z.array(team) }),
  run: async ({ db }) => ({ items: await listTeams(db) }),
})

const create = apiRoute({
  method: 'post',
  path: '/teams',
  operation: 'createTeam',
  tag,
  summary: 'Makes a team.',
  may: admins,
  scope: 'teams:write',
  body,
  answer: team,
  status: 201,
  run: ({ db, actor, body: { name } }) =>
    db.write(function* () {
      const made = yield* createTeam(name)
      yield* appendAudit({ by: actor, action: 'created', kind: 'team', id: made.id, detail: name })
      return made
    }),
})

const rename = apiRoute({
  method: 'patch',
  path: '/teams/:id',
  operation: 'renameTeam',
  tag,
  summary: 'Gives a team another name.',
  may: admins,
  scope: 'teams:write',
  params,
  body,
  run: ({ db, actor, params: { id }, body: { name } }) =>
    db.write(function* () {
      yield* renameTeam(id, name)
      yield* appendAudit({ by: actor, action: 'renamed', kind: 'team', id, detail: name })
    }),
})

const remove = apiRoute({
  method: 'delete',
  path: '/teams/:id',
  operation: 'removeTeam',
  tag,
  summary: 'Ends a team. What waited for it waits for everybody; its API keys are revoked.',
  may: admins,
  scope: 'teams:write',
  params,
  run: ({ db, actor, params: { id } }) =>
    db.write(function* () {
      yield* removeTeam(id)
      yield* appendAudit({ by: actor, action: 'removed', kind: 'team', id })
    }),
})

const memberRoute = (
  method: 'put' | 'delete',
  operation: string,
  summary: string,
  action: string,
  change: typeof joinTeam,
) =>
  apiRoute({
    method,
    path: '/teams/:id/members/:agent',
    operation,
    tag,
    summary,
    may: admins,
    scope: 'teams:write',
    params: member,
    run: ({ db, actor, params: { id, agent } }) =>
      db.write(function* () {
        yield* change(id, agent)
        yield* appendAudit({ by: actor, action, kind: 'agent', id: agent, detail: { team: id } })
      }),
  })

export const teamRoutes: readonly ApiRoute[] = [
  list,
  create,
  rename,
  remove,
  memberRoute('put', 'joinTeam', 'Puts an agent into a team.', 'joined team', joinTeam),
  memberRoute('delete', 'leaveTeam', 'Takes an agent out of a team.', 'left team', leaveTeam),
]
