import { z } from 'zod'
import { sqlitePath } from '../../crm/database.ts'
import { writeErasureList } from '../../crm/keeping/erasure-list.ts'
import { eraseCustomer } from '../../crm/privacy/erase-customer.ts'
import { exportPerson } from '../../crm/privacy/export-person.ts'
import { scrubFiles } from '../../crm/privacy/scrub-files.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { admins } from './may.ts'
import { recordId } from './record-id.ts'

const shared = {
  tag: 'Privacy',
  may: admins,
  params: z.strictObject({ id: recordId }),
  of: { kind: 'customer', by: 'id' },
} as const

const exportOne = apiRoute({
  ...shared,
  method: 'get',
  path: '/customers/:id/export',
  operation: 'exportPerson',
  summary: 'All that is kept about one customer, and nothing about others.',
  scope: 'privacy:export',
  answer: z
    .looseObject({ format: z.string(), exportedAt: z.string() })
    .meta({ id: 'PersonExport' }),
  audit: { action: 'exported', about: ({ params: { id } }) => ({ kind: 'customer', id }) },
  run: async ({ db, params: { id } }) => ({ ...(await exportPerson(db, id)) }),
})

const erase = apiRoute({
  ...shared,
  method: 'post',
  path: '/customers/:id/erase',
  operation: 'erasePerson',
  summary:
    'Erases one customer everywhere, and answers with a receipt. The server stands still while its files are searched: for a store of many gigabytes use `parley erase`.',
  scope: 'privacy:erase',
  body: z.strictObject({ confirm: z.string().describe('The id once more.') }),
  answer: z
    .object({
      customer: z.string(),
      at: z.string(),
      erased: z.record(z.string(), z.int()),
      blackened: z.record(z.string(), z.int()),
      conversations: z.int(),
      files: z
        .object({ sought: z.int().nullable(), isClean: z.boolean() })
        .describe(
          'How many words were sought in the files of the database; null where it has none.',
        ),
    })
    .meta({ id: 'ErasureReceipt' }),
  isSecret: true,
  async run({ db, actor, params: { id }, body: { confirm }, parley: { settings } }) {
    if (confirm !== id) {
      throw new Problem('invalid', 'NotConfirmed', `To erase ${id}, send {"confirm": "${id}"}.`)
    }
    const { receipt, erasures, names } = await eraseCustomer(db, id, { by: actor })
    writeErasureList(settings.BACKUP_DIR, erasures)
    const { sought, found } = await scrubFiles(db, sqlitePath(db.url), names)
    return { ...receipt, files: { sought, isClean: found.length === 0 } }
  },
})

export const privacyRoutes: readonly ApiRoute[] = [exportOne, erase]
