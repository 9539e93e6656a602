import { z } from 'zod'
import { checkAudit } from '../../crm/audit/check-audit.ts'
import { readAudit } from '../../crm/audit/read-audit.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { admins } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordId } from './record-id.ts'

const tag = 'Audit log'

const entry = z
  .object({
    number: z.int().describe('1, 2, 3 … without gaps.'),
    at: z.string(),
    by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    action: z.string(),
    kind: z.string().describe('Of what kind the record is.'),
    id: z.string().nullable().describe('Null once whom it was about was erased.'),
    detail: z.unknown().describe('What else there is to say.'),
  })
  .meta({ id: 'AuditEntry' })

const list = apiRoute({
  method: 'get',
  path: '/audit',
  operation: 'readAudit',
  tag,
  summary: 'Who read, exported, erased or changed what, newest first.',
  may: admins,
  scope: 'audit:read',
  query: z.strictObject({
    ...pageQuery,
    cursor: z
      .string()
      .regex(/^\d{1,15}$/, 'is not one that a page gave')
      .optional()
      .describe('`next` of the page before.'),
    by: recordId.optional().describe('The id of an agent or a key.'),
    action: recordId.optional(),
    kind: recordId.optional(),
    id: recordId.optional(),
  }),
  answer: pageOf(entry),
  async run({ db, query: { cursor, limit, ...filter } }) {
    const before = cursor === undefined ? undefined : Number(cursor)
    const entries = await readAudit(db, { ...filter, before, limit: limit + 1 })
    return paged(entries, limit, ({ number }) => String(number))
  },
})

const check = apiRoute({
  method: 'get',
  path: '/audit/check',
  operation: 'checkAudit',
  tag,
  summary: 'Whether every entry of the audit log is as it was written.',
  may: admins,
  scope: 'audit:read',
  answer: z
    .object({
      entries: z.int().describe('How many are whole.'),
      brokenAt: z.int().nullable().describe('The first that is not; null when all are.'),
      head: z.string().describe('The hash of the last that is.'),
    })
    .meta({ id: 'AuditCheck' }),
  run: ({ db }) => checkAudit(db),
})

export const auditRoutes: readonly ApiRoute[] = [list, check]
