import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { z } from 'zod'
import type { Database } from '../crm/database.ts'
import { exportFile, exportFormats } from '../crm/export/export-file.ts'
import { exportKinds } from '../crm/export/export-rows.ts'
import { readInput } from './desk-input.ts'
import { mustBeAdmin } from './must-be-admin.ts'

const exportPath = z.strictObject({ kind: z.enum(exportKinds) })
const exportQuery = z.strictObject({ format: z.enum(exportFormats).default('csv') })

const types = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** All of a kind as a file, for administrators. */
export function exportRoutes({ db }: { db: Database }): Router {
  const router = Router()
  router.get('/export/:kind', mustBeAdmin, async (request, response) => {
    const { kind } = readInput(exportPath, request.params)
    const { format } = readInput(exportQuery, request.query)
    response.setHeader('Content-Type', types[format])
    response.setHeader('Content-Disposition', `attachment; filename="${kind}.${format}"`)
    try {
      await pipeline(exportFile(db, kind, format), response)
    } catch (error) {
      // Once it has begun nothing can be told but by breaking off; nor to one who has gone.
      if (!response.headersSent) throw error
      response.destroy()
    }
  })
  return router
}
