import { z } from 'zod'
import type { Database } from '../../crm/database.ts'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import { countSegment } from '../../crm/segments/count-segment.ts'
import { operatorsOf } from '../../crm/segments/field.ts'
import { segmentFields } from '../../crm/segments/fields.ts'
import { readFilter } from '../../crm/segments/read-filter.ts'
import {
  changeSegment,
  createSegment,
  findSegment,
  listSegments,
  removeSegment,
} from '../../crm/segments/segments.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers, workers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordId } from './record-id.ts'
import { segmentCountSchema, segmentFieldsSchema, segmentSchema } from './segment-schema.ts'

const tag = 'Segments'
const params = z.strictObject({ id: recordId })
const of = { kind: 'segment', by: 'id' } as const
const reads = { tag, may: readers, scope: 'segments:read' }
const writes = { tag, may: workers, scope: 'segments:write' }

/** Looked at by `readFilter`, which says what is wrong and where. */
const anyFilter = z.unknown().describe('A filter; see the schema of a segment.')

const fields = apiRoute({
  ...reads,
  method: 'get',
  path: '/segments/fields',
  operation: 'listSegmentFields',
  summary: 'What a filter may ask.',
  answer: segmentFieldsSchema,
  run: () =>
    Promise.resolve({
      fields: Object.entries(segmentFields).map(([name, { type, choices, of, isWindowed }]) => ({
        name,
        type,
        operators: operatorsOf[type],
        isWindowed: isWindowed === true,
        ...(choices && { choices }),
        ...(of && { of: { what: of.what, like: of.like } }),
      })),
    }),
})

const count = apiRoute({
  ...reads,
  may: workers,
  method: 'post',
  path: '/segments/count',
  operation: 'countSegment',
  summary: 'How many customers a filter finds now, and some of them.',
  body: z.strictObject({ filter: anyFilter }),
  lists: ['customer'],
  answer: segmentCountSchema,
  run: ({ db, body: { filter } }) => countSegment(db, readFilter(filter, segmentFields)),
})

const list = apiRoute({
  ...reads,
  method: 'get',
  path: '/segments',
  operation: 'listSegments',
  summary: 'Segments by name.',
  lists: ['segment'],
  query: z.strictObject(pageQuery),
  answer: pageOf(segmentSchema),
  async run({ db, query: { cursor, limit } }) {
    const found = await listSegments(db, { after: cursor, limit: limit + 1 })
    return paged(found, limit, ({ id }) => id)
  },
})

const create = apiRoute({
  ...writes,
  method: 'post',
  path: '/segments',
  operation: 'createSegment',
  summary: 'Gives a filter a name.',
  body: z.strictObject({ name: z.string(), filter: anyFilter }),
  answer: segmentSchema,
  status: 201,
  version: ({ version }) => version,
  async run({ db, actor, body: { name, filter } }) {
    const at = new Date().toISOString()
    return found(db, await db.write(() => createSegment({ name, filter }, { by: actor, at })))
  },
})

const read = apiRoute({
  ...reads,
  method: 'get',
  path: '/segments/:id',
  operation: 'readSegment',
  summary: 'One segment.',
  params,
  of,
  answer: segmentSchema,
  version: ({ version }) => version,
  run: ({ db, params: { id } }) => found(db, id),
})

const change = apiRoute({
  ...writes,
  method: 'patch',
  path: '/segments/:id',
  operation: 'changeSegment',
  summary: 'Changes its name or its filter.',
  params,
  of,
  ifMatch: 'heard',
  body: z.strictObject({ name: z.string().optional(), filter: anyFilter.optional() }),
  answer: segmentSchema,
  version: ({ version }) => version,
  async run({ db, actor, params: { id }, body, ifMatch }) {
    const at = new Date().toISOString()
    const scene = { by: actor, at, ...(ifMatch !== null && { expected: ifMatch }) }
    await db.write(() => changeSegment(id, body, scene))
    return found(db, id)
  },
})

const remove = apiRoute({
  ...writes,
  method: 'delete',
  path: '/segments/:id',
  operation: 'removeSegment',
  summary: 'Takes out a segment that no campaign is of.',
  params,
  of,
  async run({ db, actor, params: { id } }) {
    await db.write(function* () {
      yield* removeSegment(id, { by: actor, at: new Date().toISOString() })
      yield* appendAudit({ by: actor, action: 'removed', kind: 'segment', id })
    })
  },
})

export const segmentRoutes: readonly ApiRoute[] = [
  fields,
  count,
  list,
  create,
  read,
  change,
  remove,
]

async function found(db: Database, id: string) {
  const segment = await findSegment(db, id)
  if (segment) return segment
  throw new Problem('not-found', 'SegmentNotFound', `There is no segment ${id}.`)
}
