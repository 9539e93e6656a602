import type { Database } from '../database.ts'
import { run } from '../work.ts'
import { kinds } from './query-fields.ts'
import { allChanged, wordTable } from './tables.ts'

/** Throws away what the search reads; `keepIndex` makes it anew from the log and the records. */
export function rebuildIndex(db: Database): Promise<void> {
  return db.write(function* () {
    for (const table of ['entries', 'words', 'days', 'changes']) {
      yield* run(`delete from search_${table}`)
    }
    for (const kind of kinds) {
      // Quicker than to take a million texts out one by one.
      yield* run(`drop table search_${kind}s`)
      for (const statement of wordTable(db.engine, kind).split(/;\s*$/m)) {
        if (statement.trim()) yield* run(statement)
      }
    }
    for (const statement of allChanged) yield* run(statement)
    yield* run('update search_state set position = 0, epoch = epoch + 1')
  })
}
