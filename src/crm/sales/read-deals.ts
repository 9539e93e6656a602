import { setImmediate as aMoment } from 'node:timers/promises'
import type { Condition } from '../access/rules.ts'
import type { Database } from '../database.ts'
import type { Deal } from './deal.ts'
import { outcomes, type Stage } from './pipeline.ts'

type Row = Omit<Deal, 'outcome' | 'stays' | 'probability'> & {
  readonly id: string
  readonly stage: string
  readonly probability: number | null
}

type Stay = { readonly id: string; readonly stage: string; from: string; until: string | null }

const AT_ONCE = 1_000

/** All that the asker may see of the table as `o`, with the stages they went through. */
export async function readDeals(
  db: Pick<Database, 'all'>,
  stages: readonly Stage[],
  seen: Condition,
): Promise<Deal[]> {
  const probabilities = new Map(stages.map(({ id, probability }) => [id, probability]))
  const deals: Deal[] = []
  for (let after = ''; ;) {
    const rows = await db.all<Row>(
      `select o.id, o.owner, o.stage, o.amount_cents as "amountCents", o.currency, o.probability,
         o.expected_close as "expectedClose", o.opened_at as "openedAt", o.closed_at as "closedAt"
       from opportunities o where o.id > ? and ${seen.sql} order by o.id limit ${AT_ONCE}`,
      after,
      ...seen.params,
    )
    const last = rows.at(-1)
    if (!last) return deals
    const stays = await db.all<Stay>(
      `select opportunity as id, stage, since as "from", until from opportunity_stays
       where opportunity > ? and opportunity <= ? order by opportunity, number`,
      after,
      last.id,
    )
    const byId = new Map<string, Stay[]>(rows.map(({ id }) => [id, []]))
    for (const stay of stays) byId.get(stay.id)?.push(stay)
    for (const { id, stage, probability, ...row } of rows) {
      deals.push({
        ...row,
        outcome: isOutcome(stage) ? stage : 'open',
        probability: probability ?? probabilities.get(stage) ?? 0,
        stays: (byId.get(id) ?? []).map(({ id: _, ...stay }) => stay),
      })
    }
    after = last.id
    await aMoment()
  }
}

const isOutcome = (stage: string): stage is 'won' | 'lost' =>
  (outcomes as readonly string[]).includes(stage)
