import { one, type Work } from '../work.ts'
import { moveImport, type ImportStatus } from './imports.ts'

/** Throws a file away that was not imported, or stops an import at its next batch; it may go on later. */
export function* stopImport(id: string): Work<void> {
  const row = yield* one<{ status: ImportStatus }>('select status from imports where id = ?', id)
  const endedAt = new Date().toISOString()
  if (row?.status === 'running') {
    yield* moveImport(id, ['running'], 'failed', { error: 'It was stopped.', endedAt })
  } else {
    yield* moveImport(id, ['planned', 'failed'], 'withdrawn', { endedAt })
  }
}
