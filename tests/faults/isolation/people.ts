/** Who asks in the matrix, at the desk and with keys. */
import { makeApiKey } from '../../../src/crm/access/api-keys.ts'
import type { Role } from '../../../src/crm/access/role.ts'
import { roles } from '../../../src/crm/access/role.ts'
import { createTeam, joinTeam } from '../../../src/crm/access/teams.ts'
import { createAgent } from '../../../src/crm/agents.ts'
import type { Person } from '../../../src/conversation.ts'
import { startSession } from '../../../src/crm/sessions.ts'
import { hashPassword } from '../../../src/server/sign-in-password.ts'
import { csrfOf } from '../../../src/server/sessions.ts'
import { password } from '../../server/desk-client.ts'
import type { Served } from '../../server/serve.ts'

/** What no route asks for; a planted removal gives it to a route. */
export const GRANTED = 'granted'

export type Caller = {
  readonly name: string
  /** Null for who may call nothing, whatever the route. */
  readonly role: Role | null
  readonly via: 'desk' | 'key'
  /** Whose own records are this caller's. */
  readonly person: Person
  readonly headers: () => Promise<Record<string, string>>
}

export type People = {
  readonly callers: readonly Caller[]
  readonly mate: Person
  readonly stranger: Person
  readonly team: Person
  readonly otherTeam: Person
  readonly boss: Person
}

/** Agents and keys of every role in team A, a colleague there, and a stranger in team B. */
export async function peopleOf({ db, url }: Served, scopes: readonly string[]): Promise<People> {
  const passwordHash = await hashPassword(password)
  let count = 0
  const hire = async (role: Role): Promise<Person> => {
    const name = `${role} ${++count}`
    return createAgent(db, { name, email: `${count}@example.com`, role, passwordHash })
  }
  const boss = await hire('admin')
  const [mate, stranger] = [await hire('agent'), await hire('agent')]
  const [team, otherTeam] = await db.write(function* () {
    const [a, b] = [yield* createTeam('A'), yield* createTeam('B')]
    yield* joinTeam(a.id, mate.id)
    yield* joinTeam(b.id, stranger.id)
    return [a, b] as const
  })
  const session =
    (person: Person, change: (csrf: string) => Record<string, string>) => async () => {
      const { token } = await startSession(db, person.id)
      return { cookie: `parley=${token}`, origin: url, ...change(csrfOf(token)) }
    }
  const keyed = async (role: Role, scopes: readonly string[]) => {
    const name = `key of ${role}`
    const given = { name, role, team: team.id, scopes, madeBy: boss.id, expiresAt: null }
    const { key, secret } = await db.write(() => makeApiKey(given))
    return { person: key, headers: () => Promise.resolve({ authorization: `Bearer ${secret}` }) }
  }
  const callers: Caller[] = []
  for (const role of roles) {
    const person = await hire(role)
    await db.write(() => joinTeam(team.id, person.id))
    const headers = session(person, (csrf) => ({ 'x-parley-csrf': csrf }))
    callers.push({ name: role, role, via: 'desk', person, headers })
    callers.push({
      name: `key of ${role}`,
      role,
      via: 'key',
      ...(await keyed(role, [...scopes, GRANTED])),
    })
  }
  const nobody = { role: null, person: boss } as const
  callers.push(
    { ...nobody, name: 'nobody', via: 'desk', headers: () => Promise.resolve({ origin: url }) },
    {
      ...nobody,
      name: 'forged',
      via: 'desk',
      headers: session(boss, () => ({ 'x-parley-csrf': 'x' })),
    },
    { name: 'key without scopes', role: null, via: 'key', ...(await keyed('admin', [GRANTED])) },
  )
  return { callers, mate, stranger, team, otherTeam, boss }
}
