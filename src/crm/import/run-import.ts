import { setImmediate as aMoment } from 'node:timers/promises'
import { Problem } from '../../problem.ts'
import { appendAudit } from '../audit/append-audit.ts'
import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'
import { one, type Work } from '../work.ts'
import { findImport, moveImport, type Import } from './imports.ts'
import { importTargets } from './import-targets.ts'
import { judgeRow } from './judge-row.ts'
import { lookUpRows } from './look-up-rows.ts'
import { rowsOfImport } from './rows-of-import.ts'
import { writeRows } from './write-rows.ts'

export type RunOptions = {
  /** Who runs it, for the audit log; else whose import it is. */
  readonly by?: Actor
  readonly onProgress?: (done: number) => void
}

/**
 * Runs an import, or goes on with one that was interrupted. A batch of rows and how far the import
 * has come are one transaction: whatever happens, no row is taken twice and none left out. Not the
 * whole file is one: it would hold up every turn for as long as it takes, and `undoImport` takes
 * back what is there. A file that cannot be read on stops the import there, with the reason.
 */
export async function runImport(
  db: Database,
  id: string,
  path: string,
  { by: runner, onProgress = () => {} }: RunOptions = {},
): Promise<Import> {
  const { by: person } = await findImport(db, id)
  await db.write(function* () {
    yield* moveImport(id, ['planned', 'running', 'failed'], 'running')
    yield* appendAudit({ by: runner ?? person, action: 'imported', kind: 'import', id })
  })
  const { plan, lastLine } = await findImport(db, id)
  const target = importTargets[plan.kind]
  const accepted = new Set<string>(plan.accepted)
  const by: Actor = { kind: 'import', id, name: person.name }
  let done = 0
  let last = lastLine
  try {
    const now = new Date().toISOString()
    for await (const rows of rowsOfImport(path, plan, now)) {
      done += rows.length
      const fresh = rows.filter(({ line }) => line > lastLine)
      if (fresh.length === 0) continue
      const at = new Date().toISOString()
      const expected = last
      await db.write(function* () {
        yield* mustBeAt(id, expected)
        const known = yield* lookUpRows(target, fresh)
        const judged = fresh.map((row) => judgeRow(target, row, known, { accepted, now }))
        yield* writeRows({ import: id, target, rows: judged, by, at })
      })
      last = fresh.at(-1)!.line
      onProgress(done)
      // Turns that came meanwhile go first.
      await aMoment()
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'ImportBusy') throw error
    const told = error instanceof Problem ? error.message : 'Something went wrong.'
    const endedAt = new Date().toISOString()
    await db
      .write(() => moveImport(id, ['running'], 'failed', { error: told, endedAt }))
      // The store itself is away: the import is still running, and goes on later.
      .catch(() => {})
    throw error
  }
  const endedAt = new Date().toISOString()
  await db.write(() => moveImport(id, ['running'], 'done', { endedAt }))
  return findImport(db, id)
}

/** Another process may run the same import, or somebody have stopped it. */
function* mustBeAt(id: string, line: number): Work<void> {
  const row = yield* one(
    'select id from imports where id = ? and status = ? and last_line = ?',
    id,
    'running',
    line,
  )
  if (!row)
    throw new Problem('conflict', 'ImportBusy', `Import ${id} was stopped, or runs elsewhere.`)
}
