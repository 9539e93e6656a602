import { roles, type Role } from '../crm/access/role.ts'
import { createTeam, joinTeam, leaveTeam, listTeams } from '../crm/access/teams.ts'
import { findAgentByEmail, listAgents, setAgent, type Agent } from '../crm/agents.ts'
import { appendAudit } from '../crm/audit/append-audit.ts'
import { openDatabase, type Database } from '../crm/database.ts'
import { atTheCommandLine as by } from '../crm/records/actor.ts'
import { Problem } from '../problem.ts'
import { invite } from '../server/invite.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

const names = roles.join('|')

export const user: Command = {
  usage: `parley user list | invite EMAIL NAME [${names}] | role EMAIL ${names} | team EMAIL TEAM [leave] | disable EMAIL | enable EMAIL`,
  help: `Lists who is at the desk, invites somebody by a link that works once, changes roles and teams.
A team that is not there yet is made. Admins may do all, supervisors see all teams' work, agents
serve customers, editors see the studio only, viewers only read. All but list is in the audit log.`,
  async run({ words: [verb = 'list', ...words], json }) {
    const settings = readSettings(process.env)
    const db = await openDatabase(settings.DATABASE_URL)
    const say = (text: string, document: unknown) =>
      console.log(json ? JSON.stringify(document) : text)
    try {
      if (verb === 'list') return await list(db, say)
      const [email, name, more] = words
      if (email === undefined) throw wrongUse()
      if (verb === 'invite' && name !== undefined) {
        const origin = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`
        const person = { name, email, role: roleOf(more ?? 'agent') }
        const invitation = await invite(db, person, { by, origin })
        say(`${invitation.link}\nIt works once, until ${invitation.expiresAt}.`, invitation)
        return 0
      }
      const agent = await mustBeThere(db, email)
      if (verb === 'role' && name !== undefined) {
        const role = roleOf(name)
        await mustLeaveAnAdmin(db, agent, role)
        await db.write(() => setAgent(agent.id, { role }, by))
      } else if (verb === 'disable' || verb === 'enable') {
        if (verb === 'disable') await mustLeaveAnAdmin(db, agent, null)
        await db.write(() => setAgent(agent.id, { isDisabled: verb === 'disable' }, by))
      } else if (
        verb === 'team' &&
        name !== undefined &&
        (more === undefined || more === 'leave')
      ) {
        await changeTeam(db, agent, name, more === 'leave')
      } else throw wrongUse()
      say(`${agent.name}: done.`, { id: agent.id })
      return 0
    } finally {
      await db.close()
    }
  },
}

async function list(db: Database, say: (text: string, document: unknown) => void) {
  const [agents, teams] = [await listAgents(db), await listTeams(db)]
  const people = agents.map(({ id, name, email, role, passwordHash, disabledAt }) => ({
    id,
    name,
    email,
    role,
    teams: teams.filter(({ members }) => members.includes(id)).map((team) => team.name),
    state: disabledAt ? 'disabled' : passwordHash ? 'active' : 'invited',
  }))
  const lines = people.map(({ email, name, role, teams, state }) =>
    [role.padEnd(10), state.padEnd(8), email, name, teams.join(', ')].filter(Boolean).join('  '),
  )
  say(lines.join('\n') || 'Nobody yet: the first start prints a link.', { people })
  return 0
}

async function changeTeam(db: Database, agent: Agent, name: string, isLeaving: boolean) {
  const known = (await listTeams(db)).find(
    (team) => team.name.toLowerCase() === name.trim().toLowerCase(),
  )
  if (isLeaving && !known) {
    throw new Problem('not-found', 'TeamNotFound', `There is no team ${name}.`)
  }
  await db.write(function* () {
    const team = known ?? (yield* createTeam(name.trim()))
    yield* isLeaving ? leaveTeam(team.id, agent.id) : joinTeam(team.id, agent.id)
    yield* appendAudit({
      by,
      action: isLeaving ? 'left team' : 'joined team',
      kind: 'agent',
      id: agent.id,
      detail: { team: team.id },
    })
  })
}

async function mustBeThere(db: Database, email: string): Promise<Agent> {
  const agent = await findAgentByEmail(db, email)
  if (agent) return agent
  throw new Problem('not-found', 'AgentNotFound', `Nobody at the desk has the address ${email}.`)
}

/** Without one nobody could invite or promote anybody at the desk. */
async function mustLeaveAnAdmin(db: Database, { id }: Agent, role: Role | null): Promise<void> {
  const others = (await listAgents(db)).filter(
    (agent) => agent.id !== id && agent.role === 'admin' && agent.passwordHash && !agent.disabledAt,
  )
  if (role === 'admin' || others.length > 0) return
  throw new Problem(
    'conflict',
    'LastAdmin',
    'That would leave no administrator. Make somebody else one first: parley user role EMAIL admin',
  )
}

function roleOf(name: string): Role {
  const role = roles.find((one) => one === name)
  if (role) return role
  throw new Problem(
    'invalid',
    'WrongUse',
    `A role is one of ${roles.join(', ')}, not ${JSON.stringify(name)}.`,
  )
}

function wrongUse(): Problem {
  return new Problem('invalid', 'WrongUse', `Usage: ${user.usage}`)
}
