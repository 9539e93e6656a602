import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { all, insertAll, run, type Work } from '../work.ts'

/** Where an opportunity stands before it is won or lost. */
export type Stage = {
  readonly id: string
  readonly name: string
  readonly nameZh: string
  /** How likely one that is here is won, in percent, unless it says so itself. */
  readonly probability: number
}

/** How an opportunity ends; no stage may be called so. */
export const outcomes = ['won', 'lost'] as const
export type Outcome = (typeof outcomes)[number]

/** What there is until somebody sets up stages of their own. */
export const defaultStages: readonly Stage[] = [
  { id: 'lead', name: 'Lead', nameZh: '线索', probability: 10 },
  { id: 'qualified', name: 'Qualified', nameZh: '已确认', probability: 25 },
  { id: 'proposal', name: 'Proposal', nameZh: '已报价', probability: 50 },
  { id: 'negotiation', name: 'Negotiation', nameZh: '洽谈中', probability: 75 },
]

/** The stages in their order. */
export async function readPipeline(db: Pick<Database, 'all'>): Promise<readonly Stage[]> {
  const stages = await db.all<Stage>(select)
  return stages.length > 0 ? stages : defaultStages
}

/** The same, inside of a work. */
export function* pipelineNow(): Work<readonly Stage[]> {
  const stages = yield* all<Stage>(select)
  return stages.length > 0 ? stages : defaultStages
}

/**
 * Puts other stages in place of all that there are. Problem 'invalid' `BadPipeline`; 'conflict'
 * `StageInUse` when an opportunity stands in one that is to go.
 */
export function* replacePipeline(stages: readonly Stage[]): Work<void> {
  check(stages)
  const ids = stages.map(({ id }) => id)
  const [used] = yield* all<{ stage: string; count: number }>(
    `select stage, count(*) as count from opportunities
     where stage not in (${[...outcomes, ...ids].map(() => '?').join(', ')})
     group by stage order by stage limit 1`,
    ...outcomes,
    ...ids,
  )
  if (used) {
    throw new Problem(
      'conflict',
      'StageInUse',
      `The stage ${used.stage} cannot go: ${used.count} opportunities stand in it. Move them first.`,
    )
  }
  yield* run('delete from pipeline_stages')
  yield* insertAll(
    'pipeline_stages',
    ['id', 'place', 'name', 'name_zh', 'probability'],
    stages.map(({ id, name, nameZh, probability }, place) => [
      id,
      place,
      name,
      nameZh,
      probability,
    ]),
  )
}

function check(stages: readonly Stage[]): void {
  const bad = (why: string) => new Problem('invalid', 'BadPipeline', why)
  if (stages.length === 0) throw bad('A pipeline needs a stage. Name one at least.')
  for (const [i, { id, probability }] of stages.entries()) {
    const isTwice = stages.findIndex((other) => other.id === id) < i
    if (isTwice) throw bad(`There are two stages "${id}". Give one another id.`)
    if ((outcomes as readonly string[]).includes(id)) {
      throw bad(`No stage can be called "${id}": that is how an opportunity ends.`)
    }
    if (!Number.isInteger(probability) || probability < 0 || probability > 100) {
      throw bad(
        `The probability of "${id}" should be a whole number from 0 to 100, but is ${probability}.`,
      )
    }
  }
}

const select =
  'select id, name, name_zh as "nameZh", probability from pipeline_stages order by place'
