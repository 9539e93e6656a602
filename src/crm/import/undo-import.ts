import { setImmediate as aMoment } from 'node:timers/promises'
import type { Json } from '../../conversation.ts'
import { appendAudit } from '../audit/append-audit.ts'
import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord } from '../records/change-record.ts'
import { writeHistory } from '../records/write-history.ts'
import { all, one, run, type Work } from '../work.ts'
import { allAmong } from '../all-among.ts'
import { existingRecords, type Existing } from '../records/existing-records.ts'
import type { ImportTarget } from './import-target.ts'
import { importTargets } from './import-targets.ts'
import { findImport, moveImport, type Import } from './imports.ts'
import { usesOf } from '../records/uses-of.ts'

/** Why a record was left: it was changed since, others name it, or it is gone. */
export type LeftBecause = 'changed' | 'used' | 'gone'

const BATCH = 100

type Row = {
  readonly record: string
  readonly what: 'made' | 'changed'
  readonly version: number
  readonly was: string | null
}

/**
 * Takes an import back, some records at a time: removes what it made, and gives back what it changed.
 * A record that is not as the import left it stays as it is; `import_records` says why. It may be
 * interrupted and called again. Problem 'conflict' `ImportBusy` while it runs.
 */
export async function undoImport(
  db: Database,
  id: string,
  by: Actor,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Import> {
  await db.write(function* () {
    yield* moveImport(id, ['done', 'failed', 'withdrawn', 'undone-in-part', 'undoing'], 'undoing')
    yield* appendAudit({ by, action: 'undid import', kind: 'import', id })
  })
  const { plan } = await findImport(db, id)
  const target = importTargets[plan.kind]
  const [count] = await db.all<{ total: number }>(
    'select count(*) as total from import_records where import = ?',
    id,
  )
  await db.write(() => run('update import_records set left_because = null where import = ?', id))
  let done = 0
  for (;;) {
    const at = new Date().toISOString()
    const taken = await db.write(() => undoSome(id, target, by, at))
    if (taken === 0) break
    onProgress((done += taken), count?.total ?? done)
    await aMoment()
  }
  const endedAt = new Date().toISOString()
  await db.write(function* () {
    const left = yield* one('select record from import_records where import = ? limit 1', id)
    yield* moveImport(id, ['undoing'], left ? 'undone-in-part' : 'undone', { endedAt })
  })
  return findImport(db, id)
}

function* undoSome(id: string, target: ImportTarget, by: Actor, at: string): Work<number> {
  const { shape } = target
  const rows = yield* all<Row>(
    `select record, what, version, was from import_records
     where import = ? and left_because is null order by kind, record limit ?`,
    id,
    BATCH,
  )
  const keys = rows.map(({ record }) => record)
  const existing = yield* existingRecords(shape, keys)
  const used = yield* usesOf(shape.kind, keys)
  const undone: Row[] = []
  for (const row of rows) {
    const now = existing.get(row.record)
    const why = leftBecause(row, now, used)
    if (why === null) undone.push(row)
    else {
      yield* run(
        'update import_records set left_because = ? where import = ? and kind = ? and record = ?',
        why,
        id,
        shape.kind,
        row.record,
      )
    }
  }
  for (const row of undone) {
    if (row.what === 'changed') yield* giveBack(target, row, existing.get(row.record)!, by, at)
  }
  yield* removeMade(
    target,
    undone.filter(({ what }) => what === 'made'),
    existing,
    by,
    at,
  )
  yield* allAmong(
    'delete from import_records where import = ? and kind = ? and record',
    undone.map(({ record }) => record),
    id,
    shape.kind,
  )
  return rows.length
}

function leftBecause(
  row: Row,
  now: Existing | undefined,
  used: ReadonlySet<string>,
): LeftBecause | null {
  if (!now) return 'gone'
  if (now.version !== Number(row.version)) return 'changed'
  return row.what === 'made' && used.has(row.record) ? 'used' : null
}

function* giveBack(
  target: ImportTarget,
  row: Row,
  now: Existing,
  by: Actor,
  at: string,
): Work<void> {
  const set = JSON.parse(row.was ?? '{}') as Record<string, Json>
  const columns = target.columnsOf?.({ ...now.record, ...set }, row.record) ?? {}
  yield* changeRecord(target.shape, row.record, { by, at, set, columns })
}

function* removeMade(
  { shape }: ImportTarget,
  rows: readonly Row[],
  existing: ReadonlyMap<string, Existing>,
  by: Actor,
  at: string,
): Work<void> {
  const keys = rows.map(({ record }) => record)
  if (shape.kind === 'order') yield* allAmong('delete from order_items where order_number', keys)
  yield* allAmong(`delete from ${shape.table} where ${shape.key}`, keys)
  for (const { record, version } of rows) {
    const customer = existing.get(record)?.record['customer']
    yield* writeHistory({
      kind: shape.kind,
      record,
      version: Number(version) + 1,
      customer: shape.kind === 'customer' ? record : typeof customer === 'string' ? customer : null,
      by,
      at,
      what: 'removed',
    })
  }
}
