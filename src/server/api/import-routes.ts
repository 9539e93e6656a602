import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { importKinds, importTargets } from '../../crm/import/import-targets.ts'
import {
  addImport,
  findImport,
  keepCheck,
  listImports,
  type Import,
} from '../../crm/import/imports.ts'
import { refusedFile } from '../../crm/import/refused-file.ts'
import { isRepair } from '../../crm/import/repair.ts'
import { stopImport } from '../../crm/import/stop-import.ts'
import type { Actor } from '../../crm/records/actor.ts'
import { Problem } from '../../problem.ts'
import { intakeOf } from '../intake/intake.ts'
import { saveUpload } from '../intake/save-upload.ts'
import { apiRoute, type ApiRoute, type Call } from './api-route.ts'
import { importDetail, importSummary } from './import-schema.ts'
import { admins } from './may.ts'
import { recordId } from './record-id.ts'

const tag = 'Imports'
const params = z.strictObject({ id: recordId })

const list = apiRoute({
  method: 'get',
  path: '/imports',
  operation: 'listImports',
  tag,
  summary: 'The latest imports.',
  may: admins,
  scope: 'imports:read',
  answer: z.object({ items: z.array(importSummary) }),
  run: async ({ db }) => ({ items: (await listImports(db)).map(summaryOf) }),
})

const read = apiRoute({
  method: 'get',
  path: '/imports/:id',
  operation: 'readImport',
  tag,
  summary: 'One import: how its file is read, what a check found, how far it has come.',
  may: admins,
  scope: 'imports:read',
  params,
  answer: importDetail,
  run: (call) => detailOf(call, call.params.id),
})

const begin = apiRoute({
  method: 'post',
  path: '/imports',
  operation: 'beginImport',
  tag,
  summary:
    'Sends a CSV, TSV or XLSX file as the body (application/octet-stream, at most 128 MB). It is read and checked; nothing is imported yet.',
  may: admins,
  scope: 'imports:write',
  query: z.strictObject({
    kind: z.enum(importKinds),
    name: z.string().trim().min(1).max(200).describe("The file's name."),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .describe('Of phones that do not say theirs.'),
  }),
  answer: importSummary,
  status: 201,
  async run(call) {
    const { db, actor, query, request } = call
    const { kind, name, country = null } = query
    const plan = { ...unread, kind, country }
    const id = await addImport(db, { fileName: name, plan, by: actor })
    const intake = intakeOf(call.parley)
    try {
      await saveUpload(request, await intake.fileOf(id))
    } catch (error) {
      await db.write(() => stopImport(id))
      throw error
    }
    intake.start({ do: 'read', import: id, by: doer(actor) })
    return summaryOf(await findImport(db, id))
  },
})

const change = apiRoute({
  method: 'patch',
  path: '/imports/:id',
  operation: 'changeImport',
  tag,
  summary: 'Chooses which columns become what and what is accepted, and checks the file once more.',
  may: admins,
  scope: 'imports:write',
  params,
  body: z.strictObject({
    mapping: z.array(z.string().max(50).nullable()).max(500).optional(),
    accepted: z.array(z.string().refine(isRepair, 'is nothing to accept')).max(200).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable()
      .optional(),
  }),
  answer: importDetail,
  async run(call) {
    const { db, params, body, actor } = call
    const { plan } = await findImport(db, params.id)
    mustBeRead(plan)
    const { mapping = plan.mapping, accepted = plan.accepted, country = plan.country } = body
    mustBeMapping(plan.kind, mapping, plan.columns.length)
    await keepCheck(
      db,
      params.id,
      { ...plan, mapping, accepted: accepted.filter(isRepair), country },
      null,
    )
    intakeOf(call.parley).start({ do: 'check', import: params.id, by: doer(actor) })
    return detailOf(call, params.id)
  },
})

const run = apiRoute({
  method: 'post',
  path: '/imports/:id/run',
  operation: 'runImport',
  tag,
  summary: 'Writes what the check found good, or goes on where it was interrupted.',
  may: admins,
  scope: 'imports:write',
  params,
  answer: importDetail,
  status: 202,
  run: (call) => startOn(call, 'run'),
})

const undo = apiRoute({
  method: 'post',
  path: '/imports/:id/undo',
  operation: 'undoImport',
  tag,
  summary: 'Takes an import back. What was changed or used since stays, and is named.',
  may: admins,
  scope: 'imports:write',
  params,
  answer: importDetail,
  status: 202,
  run: (call) => startOn(call, 'undo'),
})

const stop = apiRoute({
  method: 'post',
  path: '/imports/:id/stop',
  operation: 'stopImport',
  tag,
  summary: 'Stops an import at its next batch, or throws a file away that was not imported.',
  may: admins,
  scope: 'imports:write',
  params,
  answer: importDetail,
  async run(call) {
    const { db, params } = call
    await db.write(() => stopImport(params.id))
    const { status } = await findImport(db, params.id)
    if (status === 'withdrawn')
      await rm(await intakeOf(call.parley).fileOf(params.id), { force: true })
    return detailOf(call, params.id)
  },
})

const refused = apiRoute({
  method: 'get',
  path: '/imports/:id/refused',
  operation: 'readRefusedRows',
  tag,
  summary:
    'The rows that were left out, as they were, with the reasons, in the form of their file.',
  may: admins,
  scope: 'imports:read',
  params,
  sends: 'application/octet-stream',
  audit: { action: 'exported', about: ({ params: { id } }) => ({ kind: 'import', id }) },
  async run({ db, params, response }) {
    const { name, file } = await refusedFile(db, params.id)
    response.setHeader('Content-Type', 'application/octet-stream')
    response.setHeader(
      'Content-Disposition',
      `attachment; filename="refused"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    await pipeline(file, response)
  },
})

export const importRoutes: readonly ApiRoute[] = [
  list,
  read,
  begin,
  change,
  run,
  undo,
  stop,
  refused,
]

type Any = Call<unknown, unknown, unknown>

/** Until its file has been read. */
const unread = {
  form: { kind: 'text', encoding: 'utf-8', separator: ',', hasHeader: true },
  columns: [],
  mapping: [],
  accepted: [],
  rows: 0,
} as const

function mustBeRead({ rows }: Import['plan']): void {
  if (rows > 0) return
  throw new Problem('conflict', 'ImportUnread', 'The file is still being read, or cannot be.')
}

function doer({ kind, id, name }: Actor) {
  return { kind: kind === 'key' ? ('key' as const) : ('agent' as const), id, name }
}

async function startOn(call: Call<{ id: string }, unknown, unknown>, what: 'run' | 'undo') {
  const { db, params, actor } = call
  mustBeRead((await findImport(db, params.id)).plan)
  intakeOf(call.parley).start({ do: what, import: params.id, by: doer(actor) })
  return detailOf(call, params.id)
}

function mustBeMapping(
  kind: Import['plan']['kind'],
  mapping: readonly (string | null)[],
  columns: number,
) {
  const fields = new Set(importTargets[kind].fields.map(({ name }) => name))
  const used = mapping.filter((field) => field !== null)
  const unknown = used.find((field) => !fields.has(field))
  if (unknown !== undefined || mapping.length !== columns || new Set(used).size < used.length) {
    throw new Problem(
      'invalid',
      'BadMapping',
      unknown === undefined
        ? `There are ${columns} columns; each field comes from one of them at most.`
        : `Records of this kind have no field "${unknown}".`,
    )
  }
}

function summaryOf({ plan, by, check: _, ...one }: Import) {
  return { ...one, kind: plan.kind, rows: plan.rows, by: by.name }
}

async function detailOf(call: Pick<Any, 'parley' | 'db'>, id: string) {
  const found = await findImport(call.db, id)
  const left = await call.db.all<{ record: string; because: string }>(
    `select record, left_because as because from import_records
     where import = ? and left_because is not null order by record limit 100`,
    id,
  )
  const { progress = null, problem = null } = intakeOf(call.parley).workingOn(id) ?? {}
  const { plan, check } = found
  return {
    ...summaryOf(found),
    plan: { ...plan, columns: plan.columns.map(({ limits: _, ...column }) => column) },
    fields: importTargets[plan.kind].fields.map(({ name, isRequired = false }) => ({
      name,
      isRequired,
    })),
    report: check?.report ?? null,
    preview: check?.preview ?? [],
    progress,
    problem,
    left,
  }
}
