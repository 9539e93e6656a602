import { z } from 'zod'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import { maySee } from '../../crm/access/may-see.ts'
import { readHistory } from '../../crm/records/read-history.ts'
import { readBoard } from '../../crm/sales/board.ts'
import { findOpportunity, listOpportunities } from '../../crm/sales/opportunities.ts'
import { readPipeline, replacePipeline } from '../../crm/sales/pipeline.ts'
import {
  changeOpportunity,
  openOpportunity,
  removeOpportunity,
} from '../../crm/sales/write-opportunity.ts'
import type { Database } from '../../crm/database.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { given } from './given.ts'
import { leaders, readers, workers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordId } from './record-id.ts'
import { salesFigures } from './sales-figures.ts'
import {
  boardSchema,
  opportunityFields,
  opportunitySchema,
  salesFiguresSchema,
  stageSchema,
  versionSchema,
} from './sales-schema.ts'

const tag = 'Sales'
const params = z.strictObject({ id: recordId })
const of = { kind: 'opportunity', by: 'id' } as const
const reads = { tag, may: readers, scope: 'sales:read' }
const writes = { tag, may: workers, scope: 'sales:write' }

const list = apiRoute({
  ...reads,
  method: 'get',
  path: '/opportunities',
  operation: 'listOpportunities',
  summary: 'Opportunities, those expected to close first first.',
  lists: ['opportunity'],
  query: z.strictObject({
    ...pageQuery,
    stage: z.string().max(50).optional(),
    owner: recordId.optional(),
    customer: recordId.optional(),
  }),
  answer: pageOf(opportunitySchema),
  async run({ db, asker, query: { cursor, limit, ...filter } }) {
    const seen = maySee(asker, 'opportunity', 'o')
    const found = await listOpportunities(db, { ...filter, seen, after: cursor, limit: limit + 1 })
    return paged(found, limit, ({ id }) => id)
  },
})

const open = apiRoute({
  ...writes,
  method: 'post',
  path: '/opportunities',
  operation: 'openOpportunity',
  summary: 'Opens an opportunity, in the first stage unless another is named.',
  body: opportunityFields,
  answer: opportunitySchema,
  status: 201,
  version: ({ version }) => version,
  async run({ db, actor, body }) {
    const at = new Date().toISOString()
    return found(db, await db.write(() => openOpportunity(given(body), { by: actor, at })))
  },
})

const read = apiRoute({
  ...reads,
  method: 'get',
  path: '/opportunities/:id',
  operation: 'readOpportunity',
  summary: 'One opportunity.',
  params,
  of,
  answer: opportunitySchema,
  version: ({ version }) => version,
  run: ({ db, params: { id } }) => found(db, id),
})

const change = apiRoute({
  ...writes,
  method: 'patch',
  path: '/opportunities/:id',
  operation: 'changeOpportunity',
  summary: 'Changes fields; another stage moves it on, won and lost close it.',
  params,
  of,
  ifMatch: 'heard',
  body: opportunityFields.partial(),
  answer: opportunitySchema,
  version: ({ version }) => version,
  async run({ db, actor, params: { id }, body, ifMatch }) {
    const scene = {
      by: actor,
      at: new Date().toISOString(),
      ...(ifMatch !== null && { expected: ifMatch }),
    }
    await db.write(() => changeOpportunity(id, given(body), scene))
    return found(db, id)
  },
})

const remove = apiRoute({
  ...writes,
  may: leaders,
  method: 'delete',
  path: '/opportunities/:id',
  operation: 'removeOpportunity',
  summary: 'Takes out what was entered by mistake, with its history.',
  params,
  of,
  async run({ db, actor, params: { id } }) {
    await db.write(function* () {
      yield* removeOpportunity(id)
      yield* appendAudit({ by: actor, action: 'removed', kind: 'opportunity', id })
    })
  },
})

const history = apiRoute({
  ...reads,
  method: 'get',
  path: '/opportunities/:id/history',
  operation: 'readOpportunityHistory',
  summary: 'Who changed what of it, the latest first.',
  params,
  of,
  answer: z.object({ versions: z.array(versionSchema) }),
  run: async ({ db, params: { id } }) => ({ versions: await readHistory(db, 'opportunity', id) }),
})

const board = apiRoute({
  ...reads,
  method: 'get',
  path: '/sales/board',
  operation: 'readSalesBoard',
  summary: 'The pipeline, a column for each stage.',
  lists: ['opportunity'],
  query: z.strictObject({ owner: recordId.optional() }),
  answer: boardSchema,
  async run({ db, asker, query: { owner } }) {
    const stages = await readPipeline(db)
    const seen = maySee(asker, 'opportunity', 'o')
    return { stages, columns: await readBoard(db, stages, seen, owner) }
  },
})

const figures = apiRoute({
  ...reads,
  method: 'get',
  path: '/sales/figures',
  operation: 'readSalesFigures',
  summary: 'Forecast, cycle times and win rates of what the asker may see.',
  answer: salesFiguresSchema,
  run: ({ db, asker }) => salesFigures(db, maySee(asker, 'opportunity', 'o'), new Date()),
})

const pipeline = apiRoute({
  ...writes,
  may: leaders,
  method: 'put',
  path: '/sales/pipeline',
  operation: 'replacePipeline',
  summary: 'Puts other stages in place of all that there are.',
  body: z.strictObject({ stages: z.array(stageSchema).max(20) }),
  answer: z.object({ stages: z.array(stageSchema) }),
  async run({ db, actor, body: { stages } }) {
    await db.write(function* () {
      yield* replacePipeline(stages)
      yield* appendAudit({ by: actor, action: 'changed', kind: 'pipeline', id: 'sales' })
    })
    return { stages: await readPipeline(db) }
  },
})

export const salesRoutes: readonly ApiRoute[] = [
  list,
  open,
  read,
  change,
  remove,
  history,
  board,
  figures,
  pipeline,
]

async function found(db: Database, id: string) {
  const opportunity = await findOpportunity(db, id)
  if (opportunity) return opportunity
  throw new Problem('not-found', 'OpportunityNotFound', `There is no opportunity ${id}.`)
}
