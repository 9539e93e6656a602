import type { Condition } from '../access/rules.ts'
import type { Database } from '../database.ts'
import { listOpportunities, listRecentlyClosed, type Opportunity } from './opportunities.ts'
import { outcomes, type Outcome, type Stage } from './pipeline.ts'

export type BoardColumn = {
  readonly stage: string
  readonly count: number
  readonly sums: readonly { readonly currency: string; readonly amountCents: number }[]
  /** The first of them; of those won or lost the latest. */
  readonly opportunities: readonly Opportunity[]
}

const MOST_SHOWN = 50
const FEW = 10

/** The pipeline as columns: its stages, then what was won and lost. */
export async function readBoard(
  db: Pick<Database, 'all'>,
  stages: readonly Stage[],
  seen: Condition,
  owner?: string,
): Promise<BoardColumn[]> {
  const sums = await db.all<{ stage: string; currency: string; count: number; cents: number }>(
    `select o.stage, o.currency, count(*) as count, sum(o.amount_cents) as cents
     from opportunities o where ${seen.sql} ${owner === undefined ? '' : 'and o.owner = ?'}
     group by o.stage, o.currency order by o.currency`,
    ...seen.params,
    ...(owner === undefined ? [] : [owner]),
  )
  return Promise.all(
    [...stages.map(({ id }) => id), ...outcomes].map(async (stage) => {
      const own = sums.filter((sum) => sum.stage === stage)
      return {
        stage,
        count: own.reduce((count, sum) => count + Number(sum.count), 0),
        sums: own.map(({ currency, cents }) => ({ currency, amountCents: Number(cents) })),
        opportunities: isOutcome(stage)
          ? await listRecentlyClosed(db, stage, { seen, owner, limit: FEW })
          : await listOpportunities(db, { seen, stage, owner, limit: MOST_SHOWN }),
      }
    }),
  )
}

const isOutcome = (stage: string): stage is Outcome =>
  (outcomes as readonly string[]).includes(stage)
