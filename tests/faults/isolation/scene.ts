/** Records that belong to somebody, each with a word in it that tells whose it is. */
import type { RecordKind } from '../../../src/crm/access/rules.ts'
import { makeApiKey } from '../../../src/crm/access/api-keys.ts'
import { createTeam } from '../../../src/crm/access/teams.ts'
import { createAgent } from '../../../src/crm/agents.ts'
import type { Event, Person } from '../../../src/conversation.ts'
import { all, run, type Database } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import type { Role } from '../../../src/crm/access/role.ts'
import type { People } from './people.ts'

export type Relation = 'own' | 'team' | 'foreign' | 'waits for others'

export const relations: readonly Relation[] = ['own', 'team', 'foreign', 'waits for others']

export type Scene = {
  readonly relation: Relation
  /** By the kinds of records: what the path of a route may name. */
  readonly ids: Readonly<Partial<Record<RecordKind, string>>>
  /** In it and nowhere else: `ruled` in what belongs to an agent, `open` in what all who serve see. */
  readonly ruled: string
  readonly open: string
  /** In a conversation of the same customer that a stranger holds, and in its ticket. */
  readonly strangers: string
}

let count = 0

/** A conversation, its ticket, and its customer with an order and a return. */
export async function sceneFor(
  db: Database,
  relation: Relation,
  own: Person,
  { mate, stranger, otherTeam }: People,
): Promise<Scene> {
  const n = ++count
  const [ruled, open, strangers] = [`ruledcanary${n}x`, `opencanary${n}x`, `strangecanary${n}x`]
  const ids = {
    conversation: `${ruled}-chat`,
    ticket: `T-${ruled}`.toUpperCase(),
    customer: `${open}-person`,
    order: `O-${open}`.toUpperCase(),
    return: `R-${open}`.toUpperCase(),
    company: `${open}-company`,
    task: `${ruled}-task`,
    opportunity: `${ruled}-deal`,
    segment: `${open}-segment`,
    campaign: `${open}-campaign`,
  }
  const at = '2026-11-20T10:00:00.000Z'
  await db.write(function* () {
    yield* run(
      `insert into customers (id, name, email, email_key, phone, language, address, city, country,
         postcode, tier, since) values (?, ?, ?, ?, '', 'en', '', '', '', '', 'gold', ?)`,
      ids.customer,
      `Canary ${open}`,
      `${open}@example.com`,
      `${open}@example.com`,
      at,
    )
    yield* run(
      `insert into orders (number, customer, placed_at, status, currency, total_cents, address)
       values (?, ?, ?, 'shipped', 'EUR', 1, '')`,
      ids.order,
      ids.customer,
      at,
    )
    yield* run(
      `insert into returns (number, order_number, reason, wish, status, asked_at)
       values (?, ?, '', 'refund', 'requested', ?)`,
      ids.return,
      ids.order,
      at,
    )
    yield* run(
      `insert into companies (id, name, domain, phone, address, city, country, postcode, made_at)
       values (?, ?, '', '', '', '', '', '', ?)`,
      ids.company,
      `Canary ${open}`,
      at,
    )
    yield* run(
      `insert into tasks (id, title, body, status, remind_at, owner, team, customer, made_at)
       values (?, ?, '', 'open', ?, ?, ?, ?, ?)`,
      ids.task,
      `Canary ${ruled}`,
      at,
      { own: own.id, team: mate.id, foreign: stranger.id, 'waits for others': null }[relation],
      relation === 'waits for others' ? otherTeam.id : null,
      ids.customer,
      at,
    )
    yield* run(
      `insert into opportunities (id, title, stage, amount_cents, currency, owner, opened_at)
       values (?, ?, 'lead', 1, 'EUR', (select id from agents where id = ?), ?)`,
      ids.opportunity,
      `Canary ${ruled}`,
      // A key owns none, and what nobody owns is everybody's; none waits for a team.
      { own: own.id, team: mate.id, foreign: stranger.id, 'waits for others': stranger.id }[
        relation
      ],
      at,
    )
    yield* run(
      "insert into segments (id, name, filter, made_at, made_by) values (?, ?, ?, ?, '')",
      ids.segment,
      `Canary ${open}`,
      '{"all":[]}',
      at,
    )
    yield* run(
      `insert into campaigns (id, name, channel, message, control_percent, time_zone, window_days,
         per_minute, status, seed, made_at, made_by)
       values (?, ?, 'email', '{}', 0, 'UTC', 7, 1, 'draft', '', ?, '')`,
      ids.campaign,
      `Canary ${open}`,
      at,
    )
  })
  const taken: Event =
    relation === 'waits for others'
      ? { kind: 'sent-to-team', agent: stranger, team: otherTeam }
      : { kind: 'claimed', agent: { own, team: mate, foreign: stranger }[relation] }
  await chat(db, ids.customer, strangers, { kind: 'claimed', agent: stranger })
  await chat(db, ids.customer, ruled, taken)
  return { relation, ids, ruled, open, strangers }
}

/** A conversation with a customer, and a ticket that came of it. */
async function chat(db: Database, customer: string, word: string, taken: Event): Promise<void> {
  const id = `${word}-chat`
  await startConversation(db, { id, visitor: `${word}-visitor`, channel: 'web', language: 'en' })
  await record(db, {
    conversation: id,
    events: [
      { kind: 'customer-said', clientId: '1', text: `canary ${word}` },
      { kind: 'identified', customer, how: 'checked' },
      taken,
    ],
  })
  await db.write(() =>
    run(
      `insert into tickets (number, customer, conversation, category, priority, subject, body,
         status, opened_at) values (?, ?, ?, 'other', 'normal', ?, '', 'open', '2026-11-20')`,
      `T-${word}`.toUpperCase(),
      customer,
      id,
      `Canary ${word}`,
    ),
  )
}

/** What is not a record of a customer: made anew for each call that changes it. */
export async function thingsFor(db: Database, boss: Person) {
  const n = ++count
  const role: Role = 'agent'
  const agent = await createAgent(db, { name: `Dummy ${n}`, email: `d${n}@example.com`, role })
  return db.write(function* () {
    const team = yield* createTeam(`Dummy ${n}`)
    const { key } = yield* makeApiKey({
      name: `Dummy ${n}`,
      role,
      team: null,
      scopes: [],
      madeBy: boss.id,
      expiresAt: null,
    })
    return { agent: agent.id, team: team.id, key: key.id, n }
  })
}

export type Things = Awaited<ReturnType<typeof thingsFor>>

/** How far a conversation has come: one who may not see it must not move it on. */
export async function lastSeq(db: Database, { ids }: Scene): Promise<number | null> {
  const rows = await db.write(() =>
    all<{ last: number }>(
      'select last_seq as last from conversations where id = ?',
      ids.conversation,
    ),
  )
  return rows[0]?.last ?? null
}
