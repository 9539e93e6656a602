import { randomUUID } from 'node:crypto'
import { Problem } from '../../problem.ts'
import { mustExist } from '../agents.ts'
import type { Database } from '../database.ts'
import { one, run, type Work } from '../work.ts'

export type Team = {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  /** Ids of its agents. */
  readonly members: readonly string[]
}

/** All of them, by name. */
export async function listTeams(db: Pick<Database, 'all'>): Promise<Team[]> {
  const [teams, members] = await Promise.all([
    db.all<Omit<Team, 'members'>>(
      'select id, name, created_at as "createdAt" from teams order by name, id',
    ),
    db.all<{ team: string; agent: string }>('select team, agent from team_members order by agent'),
  ])
  return teams.map((team) => ({
    ...team,
    members: members.filter((member) => member.team === team.id).map(({ agent }) => agent),
  }))
}

/** The ids of the teams that an agent is in. */
export async function teamsOf(db: Pick<Database, 'all'>, agent: string): Promise<string[]> {
  const rows = await db.all<{ team: string }>(
    'select team from team_members where agent = ? order by team',
    agent,
  )
  return rows.map(({ team }) => team)
}

/** Problem 'conflict' `TeamNameTaken`, whatever its capitals. */
export function* createTeam(name: string, now = new Date()): Work<Team> {
  yield* mustBeFree(name)
  const team: Team = { id: randomUUID(), name, createdAt: now.toISOString(), members: [] }
  yield* run(
    'insert into teams (id, name, name_key, created_at) values (?, ?, ?, ?)',
    team.id,
    name,
    keyOf(name),
    team.createdAt,
  )
  return team
}

/** Problem 'not-found' `TeamNotFound`, 'conflict' `TeamNameTaken`. */
export function* renameTeam(id: string, name: string): Work<void> {
  yield* mustBeTeam(id)
  yield* mustBeFree(name, id)
  yield* run('update teams set name = ?, name_key = ? where id = ?', name, keyOf(name), id)
}

/** What waited for the team waits for everybody, and its keys are revoked. */
export function* removeTeam(id: string, now = new Date()): Work<void> {
  yield* mustBeTeam(id)
  yield* run(
    'update api_keys set team = null, revoked_at = coalesce(revoked_at, ?) where team = ?',
    now.toISOString(),
    id,
  )
  yield* run('delete from team_members where team = ?', id)
  yield* run('delete from teams where id = ?', id)
}

/** Problem 'not-found' `TeamNotFound` or `AgentNotFound`. In it already is well. */
export function* joinTeam(team: string, agent: string): Work<void> {
  yield* mustBeTeam(team)
  yield* mustExist(agent)
  yield* run(
    'insert into team_members (team, agent) values (?, ?) on conflict (team, agent) do nothing',
    team,
    agent,
  )
}

export function* leaveTeam(team: string, agent: string): Work<void> {
  yield* mustBeTeam(team)
  yield* run('delete from team_members where team = ? and agent = ?', team, agent)
}

export function* mustBeTeam(id: string): Work<{ id: string; name: string }> {
  const team = yield* one<{ id: string; name: string }>(
    'select id, name from teams where id = ?',
    id,
  )
  if (!team) throw new Problem('not-found', 'TeamNotFound', `There is no team ${id}.`)
  return team
}

function* mustBeFree(name: string, except = ''): Work<void> {
  const taken = yield* one(
    'select id from teams where name_key = ? and id <> ?',
    keyOf(name),
    except,
  )
  if (taken) {
    throw new Problem('conflict', 'TeamNameTaken', `There is a team ${name.trim()} already.`)
  }
}

const keyOf = (name: string): string => name.trim().toLowerCase()
