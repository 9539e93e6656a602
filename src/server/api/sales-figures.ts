import type { Condition } from '../../crm/access/rules.ts'
import { listAgents } from '../../crm/agents.ts'
import type { Database } from '../../crm/database.ts'
import { readPipeline } from '../../crm/sales/pipeline.ts'
import { readDeals } from '../../crm/sales/read-deals.ts'
import { cycleTimes, stageTimes } from '../../insights/cycle-times.ts'
import { forecast } from '../../insights/forecast.ts'
import { winRate, winRatesByOwner, winRatesByStage } from '../../insights/win-rates.ts'

/** The figures of the pipeline at a time, over the opportunities that may be seen as `o`. */
export async function salesFigures(db: Database, seen: Condition, now: Date) {
  const stages = await readPipeline(db)
  const [deals, agents] = await Promise.all([readDeals(db, stages, seen), listAgents(db)])
  const ids = stages.map(({ id }) => id)
  const byOwner = winRatesByOwner(deals)
  const owners = new Set(byOwner.map(({ key }) => key))
  return {
    stages,
    owners: agents.filter(({ id }) => owners.has(id)).map(({ id, name }) => ({ id, name })),
    forecast: forecast(deals, now.toISOString().slice(0, 10)),
    cycle: cycleTimes(deals),
    stageTimes: stageTimes(deals, ids),
    winRate: winRate(deals),
    byOwner,
    byStage: winRatesByStage(deals, ids),
  }
}
