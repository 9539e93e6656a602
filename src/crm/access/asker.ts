import type { Agent } from '../agents.ts'
import type { Database } from '../database.ts'
import type { Role } from './role.ts'
import { teamsOf } from './teams.ts'

/** How much of what has an owner: everything, their own and their teams', their own, or nothing. */
export type Sees = 'all' | 'team' | 'own' | 'none'

/** What the setting AGENTS_SEE says of agents. */
export type AgentsSee = Exclude<Sees, 'none'>

/** Who asks for something, whichever way they came. */
export type Asker = {
  /** Of the agent, or of the API key. */
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Ids of the teams they are in. */
  readonly teams: readonly string[]
  readonly via: 'desk' | 'key' | 'command'
  readonly sees: Sees
}

/** An agent at the desk, as an asker. */
export async function askerOf(
  db: Pick<Database, 'all'>,
  { id, name, role }: Pick<Agent, 'id' | 'name' | 'role'>,
  agentsSee: AgentsSee,
): Promise<Asker> {
  const teams = await teamsOf(db, id)
  return { id, name, role, teams, via: 'desk', sees: seesOf(role, agentsSee) }
}

export function seesOf(role: Role, agentsSee: AgentsSee): Sees {
  if (role === 'agent') return agentsSee
  return role === 'admin' || role === 'supervisor' || role === 'viewer' ? 'all' : 'none'
}
