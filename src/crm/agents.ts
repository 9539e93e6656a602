import { randomUUID } from 'node:crypto'
import { Problem } from '../problem.ts'
import type { Role } from './access/role.ts'
import { appendAudit } from './audit/append-audit.ts'
import { emailKey } from './customers.ts'
import type { Database } from './database.ts'
import type { Actor } from './records/actor.ts'
import { all, one, run, type Work } from './work.ts'

/** Somebody at the desk. */
export type Agent = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Made by the server; null while invited. */
  readonly passwordHash: string | null
  readonly createdAt: string
  readonly disabledAt: string | null
}

export type NewAgent = {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly passwordHash?: string | null
}

/** Problem 'conflict' `EmailTaken` when a colleague has the address already. */
export function createAgent(db: Database, agent: NewAgent): Promise<Agent> {
  return db.write(() => insertAgent(agent))
}

export async function findAgent(db: Database, id: string): Promise<Agent | null> {
  const [agent] = await db.all<Agent>(`${selectAgents} where id = ?`, id)
  return agent ?? null
}

export async function findAgentByEmail(db: Database, email: string): Promise<Agent | null> {
  const [agent] = await db.all<Agent>(`${selectAgents} where email_key = ?`, emailKey(email))
  return agent ?? null
}

/** All of them, the disabled and the invited too, in the order they came. */
export function listAgents(db: Database): Promise<Agent[]> {
  return db.all<Agent>(`${selectAgents} order by created_at, id`)
}

/** Signs the agent out everywhere: a password is changed because the old one may be known. */
export function setPassword(db: Database, id: string, passwordHash: string): Promise<void> {
  return db.write(() => putPassword(id, passwordHash))
}

/**
 * Gives an agent another role, or disables or enables them, and writes it into the audit log. A
 * disabled agent is signed out at once and cannot sign in; what they wrote stays theirs. Problem
 * 'not-found' `AgentNotFound`.
 */
export function* setAgent(
  id: string,
  {
    role,
    isDisabled,
  }: { readonly role?: Role | undefined; readonly isDisabled?: boolean | undefined },
  by: Actor,
): Work<void> {
  const agent = yield* mustExist(id)
  const audit = { by, kind: 'agent', id }
  if (role !== undefined && role !== agent.role) {
    yield* run('update agents set role = ? where id = ?', role, id)
    const detail = { from: agent.role, to: role }
    yield* appendAudit({ ...audit, action: 'changed role', detail })
  }
  if (isDisabled === undefined || isDisabled === (agent.disabledAt !== null)) return
  const at = isDisabled ? new Date().toISOString() : null
  yield* run('update agents set disabled_at = ? where id = ?', at, id)
  if (isDisabled) yield* run('delete from sessions where agent = ?', id)
  yield* appendAudit({ ...audit, action: isDisabled ? 'disabled' : 'enabled' })
}

// For the works of sign-in links --------------------------------------------------------------

export function* insertAgent({ name, email, role, passwordHash }: NewAgent): Work<Agent> {
  yield* mustBeFree(email)
  const agent: Agent = {
    id: randomUUID(),
    name,
    email: email.trim(),
    role,
    passwordHash: passwordHash ?? null,
    createdAt: new Date().toISOString(),
    disabledAt: null,
  }
  yield* run(
    `insert into agents (id, name, email, email_key, role, password_hash, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    agent.id,
    name,
    agent.email,
    emailKey(email),
    role,
    agent.passwordHash,
    agent.createdAt,
  )
  return agent
}

export function* putPassword(id: string, passwordHash: string): Work<void> {
  yield* mustExist(id)
  yield* run('update agents set password_hash = ? where id = ?', passwordHash, id)
  yield* run('delete from sessions where agent = ?', id)
}

export function* mustBeFree(email: string, except = ''): Work<void> {
  const [taken] = yield* all(
    'select id from agents where email_key = ? and id <> ?',
    emailKey(email),
    except,
  )
  if (taken) {
    throw new Problem(
      'conflict',
      'EmailTaken',
      `A colleague has the e-mail address ${email.trim()} already.`,
    )
  }
}

export function* mustExist(id: string): Work<Agent> {
  const agent = yield* one<Agent>(`${selectAgents} where id = ?`, id)
  if (!agent) throw new Problem('not-found', 'AgentNotFound', `There is no agent ${id}.`)
  return agent
}

const selectAgents = `select id, name, email, role, password_hash as "passwordHash",
  created_at as "createdAt", disabled_at as "disabledAt" from agents`
