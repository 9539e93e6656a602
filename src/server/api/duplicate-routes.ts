import { z } from 'zod'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import { decideDifferent } from '../../crm/duplicates/decide-different.ts'
import { mergeCustomers } from '../../crm/duplicates/merge-customers.ts'
import { listMerges } from '../../crm/duplicates/list-merges.ts'
import { openProposals } from '../../crm/duplicates/proposals.ts'
import { undoMerge } from '../../crm/duplicates/undo-merge.ts'
import { intakeOf } from '../intake/intake.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { leaders } from './may.ts'
import { recordId } from './record-id.ts'

const tag = 'Duplicates'
const customer = z.object({
  id: z.string(),
  version: z.int(),
  record: z.record(z.string(), z.unknown()),
  orders: z.int(),
  tickets: z.int(),
  conversations: z.int(),
})

const proposal = z
  .object({
    a: customer,
    b: customer,
    probability: z.number().describe('That both are one person.'),
    reasons: z.array(
      z.object({
        field: z.string(),
        level: z.enum(['same', 'alike', 'different']),
        weight: z
          .number()
          .describe('log2(m/u) of Fellegi and Sunter; below zero it speaks against.'),
        isVerified: z.boolean().describe('Whether it was proven of both.'),
      }),
    ),
  })
  .meta({ id: 'DuplicateProposal' })

const list = apiRoute({
  method: 'get',
  path: '/duplicates',
  operation: 'listDuplicates',
  tag,
  summary: 'Customers who may be one person, the surest first. Nothing is merged by itself.',
  may: leaders,
  scope: 'customers:read',
  lists: ['customer'],
  answer: z.object({
    items: z.array(proposal),
    progress: z.object({ stage: z.string(), done: z.number(), total: z.number() }).nullable(),
    problem: z.string().nullable(),
  }),
  async run({ db, parley }) {
    const { progress = null, problem = null } = intakeOf(parley).workingOn('duplicates') ?? {}
    return { items: await openProposals(db), progress, problem }
  },
})

const search = apiRoute({
  method: 'post',
  path: '/duplicates/search',
  operation: 'findDuplicates',
  tag,
  summary: 'Looks through all customers for those who may be one.',
  may: leaders,
  scope: 'customers:write',
  status: 202,
  answer: z.object({ isStarted: z.boolean() }),
  run({ parley }) {
    intakeOf(parley).start({ do: 'find-duplicates' })
    return Promise.resolve({ isStarted: true })
  },
})

const pair = z.strictObject({ a: recordId, b: recordId })

const different = apiRoute({
  method: 'post',
  path: '/duplicates/different',
  operation: 'decideDifferent',
  tag,
  summary: 'Says that two customers are not the same; they are not proposed again.',
  may: leaders,
  scope: 'customers:write',
  body: pair,
  answer: pair,
  async run({ db, body, actor }) {
    const at = new Date().toISOString()
    await db.write(() => decideDifferent(body.a, body.b, actor, at))
    return body
  },
})

const merge = apiRoute({
  method: 'post',
  path: '/merges',
  operation: 'mergeCustomers',
  tag,
  summary: 'Makes two customers one: what belongs to the other goes over, and can be taken back.',
  may: leaders,
  scope: 'customers:write',
  status: 201,
  body: z.strictObject({
    keep: recordId,
    gone: recordId,
    take: z.array(z.string().max(50)).max(50).describe('Fields that are taken from the other.'),
    versions: z
      .strictObject({ keep: z.int(), gone: z.int() })
      .describe('Those that were looked at.'),
  }),
  answer: z.object({ id: z.string(), kept: z.string(), gone: z.string() }),
  async run({ db, body: { keep, gone, take, versions: expected }, actor }) {
    const at = new Date().toISOString()
    const id = await db.write(function* () {
      const id = yield* mergeCustomers({ keep, gone, take, by: actor, at, expected })
      yield* appendAudit({
        by: actor,
        action: 'merged',
        kind: 'customer',
        id: keep,
        detail: { gone, merge: id },
      })
      return id
    })
    return { id, kept: keep, gone }
  },
})

const merges = apiRoute({
  method: 'get',
  path: '/merges',
  operation: 'listMerges',
  tag,
  summary: 'The latest merges.',
  may: leaders,
  scope: 'customers:read',
  lists: ['customer'],
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        kept: z.string(),
        gone: z.string(),
        name: z.string().nullable(),
        by: z.string(),
        at: z.string(),
        undoneAt: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ db }) => ({ items: await listMerges(db) }),
})

const undo = apiRoute({
  method: 'post',
  path: '/merges/:id/undo',
  operation: 'undoMerge',
  tag,
  summary: 'Takes a merge back. Fields that were changed since stay, and are named.',
  may: leaders,
  scope: 'customers:write',
  params: z.strictObject({ id: recordId }),
  answer: z.object({ kept: z.string(), back: z.string(), left: z.array(z.string()) }),
  async run({ db, params: { id }, actor }) {
    const at = new Date().toISOString()
    return db.write(function* () {
      const undone = yield* undoMerge(id, actor, at)
      yield* appendAudit({
        by: actor,
        action: 'undid merge',
        kind: 'customer',
        id: undone.kept,
        detail: { back: undone.back, merge: id },
      })
      return undone
    })
  },
})

export const duplicateRoutes: readonly ApiRoute[] = [list, search, different, merge, merges, undo]
