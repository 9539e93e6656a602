import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { indexMessages, type Indexed } from './index-messages.ts'
import { indexRecords } from './index-records.ts'

/** When all is taken in, it is looked this often whether there is more. */
const LOOK_EVERY_MS = 500
/** While turns are taken the index has one part in this many of the thread, else one in two. */
const BUSY_SHARE = 30
const BUSY_BATCH = 100
const IDLE_BATCH = 500
const UNDISTURBED_BATCH = 2_000

/**
 * Keeps what the search reads up to date: one more reader of the log, behind it by a second, so
 * that no turn waits for it. After a start it catches up. Returns what ends it.
 */
export function keepIndex(
  db: Database,
  { report = () => {} }: { readonly report?: (error: unknown) => void } = {},
): () => Promise<void> {
  const ending = new AbortController()
  const ended = work().catch(() => {})
  return async () => {
    ending.abort()
    await ended
  }

  async function work(): Promise<void> {
    let end = await endOfLog(db)
    while (!ending.signal.aborted) {
      let restMs = LOOK_EVERY_MS
      try {
        const now = await endOfLog(db)
        const isBusy = now !== end
        end = now
        const { count, tookMs } = await indexNext(db, isBusy ? BUSY_BATCH : IDLE_BATCH)
        if (count > 0) restMs = isBusy ? tookMs * BUSY_SHARE : tookMs
      } catch (error) {
        // The store is away for a moment: what was not taken in will be.
        if (!(error instanceof Problem)) report(error)
      }
      await sleep(restMs, undefined, { signal: ending.signal, ref: false })
    }
  }
}

/** Takes in everything there is now, when nobody else is to be served. */
export async function catchUpIndex(
  db: Database,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  for (let done = 0; ;) {
    const { count } = await indexNext(db, UNDISTURBED_BATCH)
    if (count === 0) return
    onProgress((done += count))
  }
}

async function indexNext(db: Database, limit: number): Promise<Indexed> {
  const [records, messages] = [await indexRecords(db, limit), await indexMessages(db, limit)]
  return {
    count: records.count + messages.count,
    tookMs: records.tookMs + messages.tookMs,
  }
}

async function endOfLog(db: Database): Promise<number> {
  const [row] = await db.all<{ last: number }>(
    'select coalesce(max(position), 0) as last from events',
  )
  return row?.last ?? 0
}
