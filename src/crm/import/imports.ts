import { randomBytes } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'
import { one, run, type Row, type Work } from '../work.ts'
import type { ImportCheck } from './check-import.ts'
import type { ImportPlan } from './import-plan.ts'

/**
 * `planned`: its file waits; `running` also when a process ended in the midst of it: it goes on where
 * it was; `withdrawn`: somebody was erased, who may be in its file; `undone-in-part`: what was changed
 * since was left.
 */
export type ImportStatus =
  'planned' | 'running' | 'failed' | 'withdrawn' | 'done' | 'undoing' | 'undone' | 'undone-in-part'

export type Import = {
  readonly id: string
  readonly fileName: string
  readonly plan: ImportPlan
  readonly check: ImportCheck | null
  readonly status: ImportStatus
  readonly error: string | null
  /** The last line of the file that is dealt with. */
  readonly lastLine: number
  readonly done: number
  readonly made: number
  readonly changed: number
  readonly skipped: number
  readonly refused: number
  readonly by: Actor
  readonly at: string
  readonly endedAt: string | null
}

/** Remembers an import that is to be run; returns its id. */
export async function addImport(
  db: Database,
  {
    fileName,
    plan,
    by,
    at = new Date(),
  }: {
    readonly fileName: string
    readonly plan: ImportPlan
    readonly by: Actor
    readonly at?: Date
  },
): Promise<string> {
  const id = `I-${randomBytes(6).toString('hex')}`
  await db.write(() =>
    run(
      `insert into imports (id, kind, file_name, plan, status, by_kind, by_id, by_name, at)
       values (?, ?, ?, ?, 'planned', ?, ?, ?, ?)`,
      id,
      plan.kind,
      fileName,
      JSON.stringify(plan),
      by.kind,
      by.id,
      by.name,
      at.toISOString(),
    ),
  )
  return id
}

/** Remembers what a person chose, and what a check of that found; only while nothing has been run. */
export async function keepCheck(
  db: Database,
  id: string,
  plan: ImportPlan,
  check: ImportCheck | null,
): Promise<void> {
  await db.write(function* () {
    yield* moveImport(id, ['planned'], 'planned')
    yield* run(
      'update imports set plan = ?, report = ? where id = ?',
      JSON.stringify(plan),
      check && JSON.stringify(check),
      id,
    )
  })
}

/** Problem 'not-found' `ImportNotFound`. */
export async function findImport(db: Pick<Database, 'all'>, id: string): Promise<Import> {
  const [row] = await db.all(`${select} where id = ?`, id)
  if (!row) throw new Problem('not-found', 'ImportNotFound', `There is no import ${id}.`)
  return importOf(row)
}

/** The latest first. */
export async function listImports(db: Pick<Database, 'all'>, limit = 50): Promise<Import[]> {
  return (await db.all(`${select} order by at desc, id limit ?`, limit)).map(importOf)
}

/** Sets how it stands, when it stands at one of `from`. Problem 'conflict' `ImportBusy`. */
export function* moveImport(
  id: string,
  from: readonly ImportStatus[],
  to: ImportStatus,
  {
    error = null,
    endedAt = null,
  }: { readonly error?: string | null; readonly endedAt?: string | null } = {},
): Work<void> {
  const row = yield* one<{ status: ImportStatus }>('select status from imports where id = ?', id)
  if (!row) throw new Problem('not-found', 'ImportNotFound', `There is no import ${id}.`)
  if (!from.includes(row.status)) {
    throw new Problem('conflict', 'ImportBusy', `Import ${id} is ${row.status} already.`)
  }
  yield* run(
    'update imports set status = ?, error = ?, ended_at = ? where id = ?',
    to,
    error,
    endedAt,
    id,
  )
}

const select = `select id, file_name, plan, report, status, error, last_line, done, made, changed,
  skipped, refused, by_kind, by_id, by_name, at, ended_at from imports`

function importOf(row: Row): Import {
  const text = (name: string) => String(row[name])
  const count = (name: string) => Number(row[name])
  return {
    id: text('id'),
    fileName: text('file_name'),
    plan: JSON.parse(text('plan')) as ImportPlan,
    check: row['report'] === null ? null : (JSON.parse(text('report')) as ImportCheck),
    status: text('status') as ImportStatus,
    error: row['error'] as string | null,
    lastLine: count('last_line'),
    done: count('done'),
    made: count('made'),
    changed: count('changed'),
    skipped: count('skipped'),
    refused: count('refused'),
    by: { kind: text('by_kind') as Actor['kind'], id: text('by_id'), name: text('by_name') },
    at: text('at'),
    endedAt: row['ended_at'] as string | null,
  }
}
