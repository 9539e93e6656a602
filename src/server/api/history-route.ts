import { z } from 'zod'
import { readHistory } from '../../crm/records/read-history.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { versionSchema } from './history-schema.ts'
import { readers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordId } from './record-id.ts'

/** Who changed which field of a record, from what to what. */
export function historyRoute(
  kind: 'customer' | 'company' | 'order' | 'ticket' | 'task',
  place: string,
  tag: string,
): ApiRoute {
  return apiRoute({
    method: 'get',
    path: `/${place}/:id/history`,
    operation: `${kind}History`,
    tag,
    summary: 'Who changed which field when, from what to what; the latest version first.',
    may: readers,
    scope: `${place}:read`,
    params: z.strictObject({ id: recordId }),
    of: { kind, by: 'id' },
    query: z.strictObject({ ...pageQuery, cursor: z.coerce.number().int().min(1).optional() }),
    answer: pageOf(versionSchema),
    async run({ db, params: { id }, query: { limit, cursor } }) {
      const versions = await readHistory(db, kind, id, {
        limit: limit + 1,
        ...(cursor !== undefined && { before: cursor }),
      })
      return paged(versions, limit, ({ version }) => String(version))
    },
  })
}
