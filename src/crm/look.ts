import type { Database } from './database.ts'
import type { Work } from './work.ts'

/** Runs a work that only reads, outside of a transaction, so that nobody waits for it. */
export async function look<T>(db: Pick<Database, 'all'>, work: Work<T>): Promise<T> {
  let next = work.next([])
  while (!next.done) {
    if (!('sql' in next.value)) throw new Error('a work that writes was to be looked at')
    next = work.next(await db.all(next.value.sql, ...next.value.params))
  }
  return next.value
}
