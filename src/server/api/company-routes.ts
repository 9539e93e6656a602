import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import {
  changeCompany,
  findCompany,
  listCompanies,
  makeCompany,
} from '../../crm/people/companies.ts'
import { attributesOf } from '../../crm/records/attribute-values.ts'
import { companyShape } from '../../crm/records/company-shape.ts'
import { readDeclared } from '../../crm/records/read-declared.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiParley, type ApiRoute } from './api-route.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { changedSchema } from './history-schema.ts'
import { readers, workers } from './may.ts'
import { noteRoutes } from './note-routes.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { recordId } from './record-id.ts'
import { answeredOf, sent, writableOf } from './record-schema.ts'

const tag = 'Companies'
const params = z.strictObject({ id: recordId })
const of = { kind: 'company', by: 'id' } as const
const writable = writableOf(companyShape)

const lineSchema = z
  .object({
    id: z.string(),
    ...answeredOf(companyShape),
    version: z.int(),
    customers: z.int().describe('How many customers are of it.'),
  })
  .meta({ id: 'CompanyLine' })
const companySchema = lineSchema
  .extend({ attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })
  .meta({ id: 'Company' })

export const companyRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/companies',
    operation: 'listCompanies',
    tag,
    summary: 'Companies, by name.',
    may: readers,
    scope: 'companies:read',
    lists: ['company'],
    query: z.strictObject({ ...pageQuery, name: z.string().max(200).optional() }),
    answer: pageOf(lineSchema),
    async run({ db, asker, query: { limit, cursor, name } }) {
      const lines = await listCompanies(db, {
        ...(name !== undefined && { name }),
        after: placeIn(cursor),
        limit: limit + 1,
        where: maySee(asker, 'company', 'c'),
      })
      const items = lines.slice(0, limit)
      const last = items.at(-1)
      return { items, next: cursorOf(lines.length > limit && last ? [last.name, last.id] : null) }
    },
  }),
  apiRoute({
    method: 'post',
    path: '/companies',
    operation: 'makeCompany',
    tag,
    summary: 'A new company.',
    may: workers,
    scope: 'companies:write',
    body: z.strictObject({ ...writable, name: companyShape.fields['name']!.schema }),
    status: 201,
    answer: companySchema,
    async run(call) {
      const id = await call.db.write(() => makeCompany(sent(call.body), editOf(call)))
      return found(call.parley, id)
    },
  }),
  apiRoute({
    method: 'get',
    path: '/companies/:id',
    operation: 'readCompany',
    tag,
    summary: 'A company.',
    may: readers,
    scope: 'companies:read',
    params,
    of,
    answer: companySchema,
    version: ({ version }) => version,
    run: ({ parley, params: { id } }) => found(parley, id),
  }),
  apiRoute({
    method: 'patch',
    path: '/companies/:id',
    operation: 'changeCompany',
    tag,
    summary: 'Changes fields and attributes; null takes an attribute away.',
    may: workers,
    scope: 'companies:write',
    params,
    of,
    ifMatch: 'heard',
    body: z.strictObject({
      ...writable,
      attributes: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
        .optional(),
    }),
    answer: changedSchema,
    version: ({ version }) => version,
    run(call) {
      const { attributes = {}, ...set } = call.body
      const { attributes: declared } = readDeclared(call.parley.settings.RECORDS_FILE)
      return call.db.write(() =>
        changeCompany(call.params.id, { set: sent(set), attributes }, declared, editOf(call)),
      )
    },
  }),
  historyRoute('company', 'companies', tag),
  ...noteRoutes('company', 'companies', tag),
]

async function found({ db, settings }: ApiParley, id: string) {
  const { attributes } = readDeclared(settings.RECORDS_FILE)
  const company = await findCompany(db, id)
  if (company) {
    return { ...company, attributes: await attributesOf(db, attributes, 'company', id) }
  }
  throw new Problem('not-found', 'CompanyNotFound', `There is no company ${id}.`)
}
