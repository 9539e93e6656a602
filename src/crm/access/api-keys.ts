import { randomUUID } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { hashToken, newToken } from '../token.ts'
import { one, run, type Row, type Work } from '../work.ts'
import { seesOf, type AgentsSee, type Asker } from './asker.ts'
import type { Role } from './role.ts'
import { mustBeTeam } from './teams.ts'

export type ApiKey = {
  readonly id: string
  readonly name: string
  /** How the secret ends, to tell keys apart. */
  readonly hint: string
  readonly role: Role
  /** The id of the team whose work it does; null for none. */
  readonly team: string | null
  readonly scopes: readonly string[]
  /** The id of whoever made it. */
  readonly madeBy: string
  readonly madeAt: string
  readonly expiresAt: string | null
  readonly usedAt: string | null
  readonly revokedAt: string | null
}

export type NewApiKey = Pick<ApiKey, 'name' | 'role' | 'team' | 'scopes' | 'madeBy' | 'expiresAt'>

const PREFIX = 'parley_'
/** When a key was last used is told to the minute: a write for every call would be too many. */
const USE_NOTED_MS = 60_000

/** The secret is here and nowhere else: the store keeps its hash. Problem 'not-found' `TeamNotFound`. */
export function* makeApiKey(
  { name, role, team, scopes, madeBy, expiresAt }: NewApiKey,
  now = new Date(),
): Work<{ key: ApiKey; secret: string }> {
  if (team !== null) yield* mustBeTeam(team)
  const secret = `${PREFIX}${newToken()}`
  const key: ApiKey = {
    id: `key-${randomUUID()}`,
    name,
    hint: secret.slice(-4),
    role,
    team,
    scopes,
    madeBy,
    madeAt: now.toISOString(),
    expiresAt,
    usedAt: null,
    revokedAt: null,
  }
  yield* run(
    `insert into api_keys (id, name, token_hash, hint, role, team, scopes, made_by, made_at,
       expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key.id,
    name,
    hashToken(secret),
    key.hint,
    role,
    team,
    scopes.join(' '),
    madeBy,
    key.madeAt,
    expiresAt,
  )
  return { key, secret }
}

/** Newest first, those that no longer work too. */
export async function listApiKeys(db: Pick<Database, 'all'>): Promise<ApiKey[]> {
  const rows = await db.all(`select ${columns} from api_keys k order by made_at desc, id`)
  return rows.map(keyOf)
}

/** Problem 'not-found' `KeyNotFound`. */
export function* revokeApiKey(id: string, now = new Date()): Work<ApiKey> {
  const row = yield* one(`select ${columns} from api_keys k where id = ?`, id)
  if (!row) throw new Problem('not-found', 'KeyNotFound', `There is no API key ${id}.`)
  const revokedAt = keyOf(row).revokedAt ?? now.toISOString()
  yield* run('update api_keys set revoked_at = ? where id = ?', revokedAt, id)
  return { ...keyOf(row), revokedAt }
}

/**
 * Who a secret stands for and what it may; null when it is unknown, revoked, over, or whoever made
 * it is no administrator any more.
 */
export async function findApiKey(
  db: Pick<Database, 'all' | 'write'>,
  secret: string,
  agentsSee: AgentsSee,
  now = new Date(),
): Promise<{ asker: Asker; scopes: readonly string[] } | null> {
  if (!secret.startsWith(PREFIX)) return null
  const [row] = await db.all(
    `select ${columns} from api_keys k join agents a on a.id = k.made_by
     where token_hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)
       and a.disabled_at is null and a.role = 'admin'`,
    hashToken(secret),
    now.toISOString(),
  )
  if (!row) return null
  const { id, name, role, team, scopes, usedAt } = keyOf(row)
  if (usedAt === null || now.getTime() - Date.parse(usedAt) > USE_NOTED_MS) {
    await db.write(() => run('update api_keys set used_at = ? where id = ?', now.toISOString(), id))
  }
  const teams = team === null ? [] : [team]
  return { asker: { id, name, role, teams, via: 'key', sees: seesOf(role, agentsSee) }, scopes }
}

const columns = `k.id, k.name, k.hint, k.role, k.team, k.scopes, k.made_by as "madeBy",
  k.made_at as "madeAt", k.expires_at as "expiresAt", k.used_at as "usedAt",
  k.revoked_at as "revokedAt"`

function keyOf(row: Row): ApiKey {
  const { scopes, ...key } = row as Omit<ApiKey, 'scopes'> & { readonly scopes: string }
  return { ...key, scopes: scopes === '' ? [] : scopes.split(' ') }
}
