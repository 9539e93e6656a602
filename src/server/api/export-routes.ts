import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { exportFile, exportFormats } from '../../crm/export/export-file.ts'
import { exportSource } from '../../crm/export/export-source.ts'
import { exportKinds } from '../../crm/export/export-tables.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { admins } from './may.ts'
import { recordId } from './record-id.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** All of a kind as a file, for administrators. */
const exporting = (operation: string, scope: string | null) =>
  apiRoute({
    method: 'get',
    path: '/export/:kind',
    operation,
    tag: 'Export',
    summary: 'All records of a kind as a file, or the customers of a segment.',
    may: admins,
    scope,
    params: z.strictObject({ kind: z.enum(exportKinds) }),
    query: z.strictObject({
      format: z.enum(exportFormats).default('csv'),
      segment: recordId.optional().describe('Of customers, only those who are in it now.'),
    }),
    sends: 'application/octet-stream',
    audit: {
      action: 'exported',
      about: ({ params: { kind }, query: { format, segment } }) => ({
        kind,
        id: segment ?? 'all',
        detail: { format },
      }),
    },
    async run({ db, params: { kind }, query: { format, segment }, response }) {
      const source = await exportSource(db, kind, segment)
      response.setHeader('Content-Type', types[format])
      response.setHeader('Content-Disposition', `attachment; filename="${kind}.${format}"`)
      try {
        await pipeline(exportFile(source, format), response)
      } catch (error) {
        // Once it has begun nothing can be told but by breaking off; nor to one who has gone.
        if (!response.headersSent) throw error
        response.destroy()
      }
    },
  })

export const exportRoutes: readonly ApiRoute[] = [exporting('exportRecords', 'records:export')]
export const deskExportRoutes: readonly ApiRoute[] = [exporting('exportAtDesk', null)]
