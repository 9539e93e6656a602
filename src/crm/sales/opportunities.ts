import type { Condition } from '../access/rules.ts'
import type { Database } from '../database.ts'
import type { Outcome } from './pipeline.ts'

export type Opportunity = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly customer: string | null
  readonly customerName: string | null
  /** A stage of the pipeline, `won` or `lost`. */
  readonly stage: string
  readonly amountCents: number
  readonly currency: string
  /** In percent; null where the stage's holds. */
  readonly probability: number | null
  /** A day. */
  readonly expectedClose: string | null
  readonly owner: string | null
  readonly ownerName: string | null
  readonly reason: string | null
  readonly note: string
  readonly openedAt: string
  readonly closedAt: string | null
}

export type OpportunityFilter = {
  /** What the asker may see of the table as `o`. */
  readonly seen: Condition
  readonly stage?: string | undefined
  readonly owner?: string | undefined
  readonly customer?: string | undefined
  /** Only those after the one with this id, in the order of the list. */
  readonly after?: string | undefined
  readonly limit?: number
}

export async function findOpportunity(
  db: Pick<Database, 'all'>,
  id: string,
): Promise<Opportunity | null> {
  const [found] = await db.all<Opportunity>(`${select} where o.id = ?`, id)
  return found ?? null
}

/** The earliest expected close first; those without a day last. */
export async function listOpportunities(
  db: Pick<Database, 'all'>,
  { seen, stage, owner, customer, after, limit = 50 }: OpportunityFilter,
): Promise<Opportunity[]> {
  const asked = [
    ['o.stage = ?', stage],
    ['o.owner = ?', owner],
    ['o.customer = ?', customer],
    [`(${order}, o.id) > (select ${order}, o.id from opportunities o where o.id = ?)`, after],
  ].filter(([, value]) => value !== undefined)
  return db.all<Opportunity>(
    `${select} where ${[seen.sql, ...asked.map(([condition]) => condition)].join(' and ')}
     order by ${order}, o.id limit ?`,
    ...seen.params,
    ...asked.map(([, value]) => value),
    limit,
  )
}

/** What was won or lost, the latest first. */
export async function listRecentlyClosed(
  db: Pick<Database, 'all'>,
  outcome: Outcome,
  { seen, owner, limit = 50 }: Pick<OpportunityFilter, 'seen' | 'owner' | 'limit'>,
): Promise<Opportunity[]> {
  return db.all<Opportunity>(
    `${select} where o.stage = ? and ${seen.sql} ${owner === undefined ? '' : 'and o.owner = ?'}
     order by o.closed_at desc, o.id limit ?`,
    outcome,
    ...seen.params,
    ...(owner === undefined ? [] : [owner]),
    limit,
  )
}

const order = `coalesce(o.expected_close, '9999')`

const select = `select o.id, o.version, o.title, o.customer, c.name as "customerName", o.stage,
    o.amount_cents as "amountCents", o.currency, o.probability,
    o.expected_close as "expectedClose", o.owner, a.name as "ownerName", o.reason, o.note,
    o.opened_at as "openedAt", o.closed_at as "closedAt"
  from opportunities o left join customers c on c.id = o.customer
    left join agents a on a.id = o.owner`
