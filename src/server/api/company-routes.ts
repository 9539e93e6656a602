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
import { answeredAttributes, attributesBody, changesIn } from './attributes-body.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { noteRoutes } from './note-routes.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordFrame } from './record-frame.ts'
import { answeredOf, sent, writableOf } from './record-schema.ts'

const tag = 'Companies'
const frame = recordFrame('company', 'companies', tag)
const writable = writableOf(companyShape)

const lineSchema = z
  .object({
    id: z.string(),
    ...answeredOf(companyShape),
    version: z.int(),
    customers: z.int().describe('How many customers are of it.'),
  })
  .meta({ id: 'CompanyLine' })
const companySchema = lineSchema.extend({ attributes: answeredAttributes }).meta({ id: 'Company' })

export const companyRoutes: readonly ApiRoute[] = [
  apiRoute({
    ...frame.list,
    operation: 'listCompanies',
    summary: 'Companies, by name.',
    query: z.strictObject({ ...pageQuery, name: z.string().max(200).optional() }),
    answer: pageOf(lineSchema),
    async run({ db, asker, query: { limit, cursor, name } }) {
      const lines = await listCompanies(db, {
        ...(name !== undefined && { name }),
        after: placeIn(cursor),
        limit: limit + 1,
        where: maySee(asker, 'company', 'c'),
      })
      return paged(lines, limit, ({ name, id }) => cursorOf([name, id]))
    },
  }),
  apiRoute({
    ...frame.make,
    operation: 'makeCompany',
    summary: 'A new company.',
    body: z.strictObject({ ...writable, name: companyShape.fields['name']!.schema }),
    answer: companySchema,
    async run(call) {
      const id = await call.db.write(() => makeCompany(sent(call.body), editOf(call)))
      return found(call.parley, id)
    },
  }),
  apiRoute({
    ...frame.read,
    operation: 'readCompany',
    summary: 'A company.',
    answer: companySchema,
    run: ({ parley, params: { id } }) => found(parley, id),
  }),
  apiRoute({
    ...frame.change,
    operation: 'changeCompany',
    summary: 'Changes fields and attributes; null takes an attribute away.',
    body: z.strictObject({ ...writable, ...attributesBody }),
    run: (call) => call.db.write(() => changeCompany(...changesIn(call))),
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
